"""Deferring of work until a widget has been painted for the first time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_PAINT_AT_LATEST_MS = 1000


def after_first_paint(shown: QWidget, then: Callable[[], None]) -> None:
    """Calls `on_painted` once, after the first paint of the widget, or after a second at the latest."""
    _FirstPaint(shown, then)


class _FirstPaint(QObject):
    def __init__(self, shown: QWidget, then: Callable[[], None]):
        super().__init__(shown)
        self._then: Callable[[], None] | None = then
        shown.installEventFilter(self)
        QTimer.singleShot(_PAINT_AT_LATEST_MS, self._go)  # a window that starts minimised is never painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._go)
        return False

    def _go(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
