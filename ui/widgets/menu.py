"""A menu that handles all keys while it is open."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from crm.text.outside_text import shown


class Menu(QMenu):
    """Without this, shortcuts of the window fire while the menu is open: Del or a letter would change the
    page."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def add(self, words: str, do: Callable[[], object]) -> QAction:
        """An entry, shown literally: an ampersand in a name is no mnemonic."""
        action = self.addAction(shown(words).replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def add_part(self, title: str) -> "Menu":
        """A submenu that also handles all keys."""
        part = Menu(title, self)
        self.addMenu(part)
        return part
