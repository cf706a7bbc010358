"""A page with answers to questions: Ctrl+Z undoes the last answer, and the book's last step if there is none."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.page import Page


class PageWithAnswers(Page):
    @property
    def can_undo_answer(self) -> bool:
        """Whether there is an answer to undo in the current view."""
        return False

    def undo_answer(self) -> None:
        """Undoes the last answer."""

    def event(self, event: QEvent) -> bool:
        """Claims Ctrl+Z before the window's shortcut gets it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._undoes_answer(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._undoes_answer(event):
            self.undo_answer()
        else:
            super().keyPressEvent(event)

    def _undoes_answer(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        is_undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return is_undo and self.can_undo_answer
