"""From nothing to the window: the shell is painted first, then the book is opened, then what writes is loaded."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLoggingCategory, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from crm.clock import Clock
from ui.faults import Faults
from ui.shell.main_window import MainWindow
from ui.shell.sidebar import Mark
from ui.theme.look import STYLE, look
from ui.theme.remembered import recall

if TYPE_CHECKING:
    from ui.opened_book import OpenedBook

DESKTOP_NAME = "org.goodturn.Goodturn"
_PAINT_AT_LATEST_MS = 1000


class Application(QApplication):
    """Knows of files the system asks to open while it runs (macOS)."""

    file_dropped = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_dropped.emit(Path(event.file()))
            return True
        return super().event(event)


def run(folder: Path, clock: Clock, files: Sequence[Path] = (), demo: bool = False) -> int:
    """Opens the window on the book in `folder`; the exit status when it was closed."""
    app = make_application(folder)
    window = MainWindow()
    window.setWindowIcon(_icon())
    faults = Faults(lambda words: window.toast.tell(words))
    sys.excepthook = faults.caught
    window.show()
    opened: list[OpenedBook] = []

    def open_book() -> None:
        from ui.opened_book import (
            OpenedBook,  # the book and all that reads it: a third of the way to the first paint
        )

        opened.append(OpenedBook(window, folder, clock, demo))
        app.file_dropped.connect(lambda file: opened[0].open_files([file]))
        opened[0].begin(files)
        gc.freeze()  # what was loaded stays: no pause for looking through it again
        gc.enable()

    when_painted(window, open_book)
    status = app.exec()
    for book in opened:
        book.end()
    return status


def make_application(folder: Path) -> Application:
    app = Application([*sys.argv[:1], *STYLE])
    app.setApplicationName("goodturn")
    app.setApplicationDisplayName("Goodturn")
    app.setDesktopFileName(DESKTOP_NAME)
    # Qt would write the whole mail to the terminal where no mail program answers.
    QLoggingCategory.setFilterRules("qt.qpa.services=false")
    look.start(app, *recall(folder))
    return app


def when_painted(window: MainWindow, then: Callable[[], None]) -> None:
    """Calls `then` once, as soon as the window has been painted for the first time."""
    _FirstPaint(window, then)


class _FirstPaint(QObject):
    def __init__(self, window: MainWindow, then: Callable[[], None]):
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        window.installEventFilter(self)
        QTimer.singleShot(_PAINT_AT_LATEST_MS, self._go)  # started minimised, it is not painted at all

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._go)
        return False

    def _go(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()


def _icon() -> QIcon:
    mark = Mark()
    mark.setFixedSize(64, 64)
    pixmap = QPixmap(mark.size())
    pixmap.fill("transparent")
    mark.render(pixmap)
    return QIcon(pixmap)
