"""A field of one paragraph that wraps: Enter or leaving saves it, Esc restores the old text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.fields import InlineNote

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WrappedField(InlineNote):
    """`move_requested` (Alt+Up, Alt+Down) and `left` (Up or Down past the first or last line) say -1 or 1."""

    entered = Signal()
    move_requested = Signal(int)
    left = Signal(int)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None):
        super().__init__("", placeholder, parent=parent)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key()))
        if event.key() in _ENTER:
            event.accept()
            self.save()
            self.entered.emit()
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(step)
        elif step is not None and self._is_at_edge(step):
            self.left.emit(step)
        else:
            super().keyPressEvent(event)

    def _is_at_edge(self, step: int) -> bool:
        cursor = self.textCursor()
        move = cursor.MoveOperation.Up if step < 0 else cursor.MoveOperation.Down
        return not cursor.movePosition(move)

    def _on_text_changed(self) -> None:
        """Nothing is saved while typing: a draft keeps the text."""
        self._fit()
