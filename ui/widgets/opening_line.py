"""A line of a panel that opens what it tells of, by click or Enter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from crm.text.outside_text import shown
from ui.widgets.read_only_controls import mark_reading

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class OpeningLine(QFrame):
    def __init__(
        self, inside: QLayout, spoken: str, on_open: Callable[[], object], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._on_open = on_open
        self.setProperty("card", "line")
        self.setLayout(inside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(shown(spoken))
        self.setAccessibleDescription("Enter opens it")
        mark_reading(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self._on_open()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._on_open()
