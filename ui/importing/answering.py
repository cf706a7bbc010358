"""A page on which questions are answered: Ctrl+Z takes back the newest answer, and the book's newest step where there is none."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.page import Page


class AnsweringPage(Page):
    @property
    def can_take_back(self) -> bool:
        """Whether there is an answer in view."""
        return False

    def take_back(self) -> None:
        """The newest answer."""

    def event(self, event: QEvent) -> bool:
        """Before the window's own Ctrl+Z hears of the key."""
        if event.type() == QEvent.Type.ShortcutOverride and self._takes_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes_back(event):
            self.take_back()
        else:
            super().keyPressEvent(event)

    def _takes_back(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        is_undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return is_undo and self.can_take_back
