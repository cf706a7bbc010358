"""A menu that keeps the keyboard to itself while it is open."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QMenu


class Menu(QMenu):
    """Qt lets shortcuts through an open menu: Del or a letter would do to the page what it does without the menu."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def add_part(self, title: str) -> "Menu":
        """A menu in this one, which keeps the keyboard as well."""
        part = Menu(title, self)
        self.addMenu(part)
        return part
