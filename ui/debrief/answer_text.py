"""The text of an answer: as high as its lines; Enter goes on to the next question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.widgets.fields import InlineNote


class AnswerText(InlineNote):
    """Saves nothing: the page keeps a draft, and Done saves all answers together."""

    colon_typed = Signal()  # what stands before it may be a name
    focused = Signal(bool)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None):
        super().__init__("", placeholder, flat="answer", parent=parent)
        self.setAccessibleName(name)

    @property
    def words(self) -> str:
        return self.toPlainText()

    def take(self, text: str) -> None:
        """With the cursor at its end: one goes on writing."""
        super().take(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def save(self) -> None:
        """Typing stays undoable by Ctrl+Z until Done."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter begins a new line; Esc is the page's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier
        ):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Space and not self.words:
            event.accept()  # the blank after "Priya:", which became the chip
        else:
            super().keyPressEvent(event)
            if event.text() == ":":
                self.colon_typed.emit()

    def _on_text_changed(self) -> None:
        self._fit()
