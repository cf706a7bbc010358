"""A window from nothing to its first paint, in a process of its own; prints when, on the system-wide clock.

first_paint.py bare                    a QMainWindow with an empty list: the floor
first_paint.py window DATA_FOLDER      Goodturn, painted
first_paint.py rows DATA_FOLDER        Goodturn, and the rows of Today painted
"""

import os
import sys
import time
from typing import Any

if "bare" not in sys.argv[1:]:
    import ui  # noqa: F401 first, as the program does: what is imported after Qt depends on it

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QListView, QMainWindow

PATIENCE = 30_000  # milliseconds until a window that paints nothing counts as failed
_run_loop = QApplication.exec


def main(what: str, folder: str = "") -> None:
    if what == "bare":
        application = QApplication(sys.argv[:1])
        window = QMainWindow()
        window.setCentralWidget(QListView())
        window.resize(1280, 800)
        window.show()
        _loop(what)
        del application
    else:
        QApplication.exec = staticmethod(lambda *_: _loop(what))  # type: ignore[method-assign]
        sys.argv = ["main.py", "--data-dir", folder]
        from main import main as begin  # after the floor's own imports: the bare window has none of it

        begin()


class _Painted(QObject):
    """Says when one widget was painted: an event posted to itself comes when the paint has ended, before any timer.
    Watching every widget would make PySide wrap each of Qt's own, which takes longer than what is measured."""

    def eventFilter(self, painted: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def customEvent(self, _event: QEvent) -> None:
        print(time.monotonic(), flush=True)
        os._exit(0)


def _loop(what: str) -> int:
    """In the place of the application's event loop, its window being shown and not yet painted."""
    window: Any = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    watch = _Painted()
    QTimer.singleShot(PATIENCE, lambda: os._exit(3))
    if what == "rows":
        attach = window.attach

        def attached(*words: object, **named: object) -> None:
            attach(*words, **named)
            assert window.stack.page.list.model().rowCount() > 0, "Today shows no rows"
            window.stack.page.list.viewport().installEventFilter(watch)

        window.attach = attached
    else:
        window.installEventFilter(watch)
    return _run_loop()


if __name__ == "__main__":
    main(*sys.argv[1:])
