"""A window from nothing to its first paint, in a process of its own; prints when, on the system-wide clock.

first_paint.py bare                    an empty QMainWindow: the floor
first_paint.py window DATA_FOLDER      Goodturn, painted
first_paint.py rows DATA_FOLDER        Goodturn, and the rows of Today painted
"""

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget

PATIENCE = 30_000  # milliseconds until a window that paints nothing counts as failed


def main(what: str, folder: str = "") -> None:
    if what == "bare":
        application = QApplication(sys.argv[:1])
        window = QMainWindow()
        window.resize(1280, 800)
        window.show()
        _say_when(application, _window_painted)
    else:
        QApplication.exec = staticmethod(  # type: ignore[method-assign]
            lambda *_: _say_when(
                QApplication.instance(), _rows_painted if what == "rows" else _window_painted
            )
        )
        sys.argv = ["main.py", "--data-dir", folder]
        from main import main as begin  # after the floor's own imports: the bare window has none of it

        begin()


def _window_painted(painted: QWidget) -> bool:
    return isinstance(painted, QMainWindow) and painted.isVisible()


def _rows_painted(painted: QWidget) -> bool:
    view = painted.parent()
    if not isinstance(view, QAbstractItemView) or view.viewport() is not painted or view.model() is None:
        return False
    return painted.isVisible() and view.model().rowCount() > 0


class _Watch(QObject):
    """Sees every paint; the moment is taken when the event loop comes round again, the paint being done."""

    def __init__(self, done: Callable[[QWidget], bool]) -> None:
        super().__init__()
        self._done = done

    def eventFilter(self, painted: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(painted, QWidget) and self._done(painted):
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        print(time.monotonic(), flush=True)
        os._exit(0)


def _say_when(application: QObject | None, done: Callable[[QWidget], bool]) -> int:
    assert isinstance(application, QApplication)
    watch = _Watch(done)
    application.installEventFilter(watch)
    QTimer.singleShot(PATIENCE, lambda: os._exit(3))
    for window in application.topLevelWidgets():
        window.update()  # whatever was painted before anyone watched is painted once more
    return _run_loop()


_run_loop = QApplication.exec

if __name__ == "__main__":
    main(*sys.argv[1:])
