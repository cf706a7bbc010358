"""Deferring of work until a widget has been painted for the first time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_PAINT_AT_LATEST_MS = 1000


def after_first_paint(widget: QWidget, callback: Callable[[], None]) -> None:
    """Calls `callback` once, after the first paint of the widget, or after a second at the latest."""
    _FirstPaint(widget, callback)


class _FirstPaint(QObject):
    def __init__(self, widget: QWidget, callback: Callable[[], None]):
        super().__init__(widget)
        self._callback: Callable[[], None] | None = callback
        widget.installEventFilter(self)
        QTimer.singleShot(_PAINT_AT_LATEST_MS, self._call)  # a window that starts minimised is never painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._call)
        return False

    def _call(self) -> None:
        callback, self._callback = self._callback, None
        if callback is not None:
            callback()
