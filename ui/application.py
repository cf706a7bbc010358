"""From nothing to the window: the shell is painted first, then the book is opened, then what writes is loaded."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLoggingCategory, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from crm.clock import Clock
from crm.reminders.desktop_entry import NAME
from ui.after_paint import when_painted
from ui.faults import Faults
from ui.garbage_collection import Garbage
from ui.shell.main_window import MainWindow
from ui.theme.icons import sign
from ui.theme.look import STYLE, look
from ui.theme.saved_look import recall

if TYPE_CHECKING:
    from ui.opened_book import OpenedBook


class Application(QApplication):
    """Knows of files the system asks to open while it runs (macOS)."""

    file_dropped = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_dropped.emit(Path(event.file()))
            return True
        return super().event(event)


def run(
    folder: Path, clock: Clock, files: Sequence[Path] = (), demo: bool = False, in_tray: bool = False
) -> int:
    """Opens the window on the book in `folder`; the exit status when it was closed.

    `in_tray`: it waits unseen where there is a tray to bring it forward.
    """
    app = make_application(folder)
    window = MainWindow()
    window.setWindowIcon(QIcon(sign(64)))
    faults = Faults(lambda words: window.toast.tell(words))
    sys.excepthook = faults.caught
    if not (in_tray and _has_tray()):
        window.show()
    opened: list[OpenedBook] = []
    at_end: list[Callable[[], object]] = []

    def open_book() -> None:
        from ui.opened_book import (
            OpenedBook,  # the book and all that reads it: a third of the way to the first paint
        )
        from ui.qt_messages import keep_qt_messages  # before a book is open, Qt has nothing private to tell
        from ui.shutdown import Ending  # a signal before the first paint finds nothing to save

        at_end.append(keep_qt_messages())
        at_end.append(Ending(app, window).end)
        look.follow_system()
        opened.append(OpenedBook(window, folder, clock, demo))
        app.file_dropped.connect(lambda file: opened[0].open_files([file]))
        opened[0].begin(files)
        gc.freeze()  # what was loaded stays: no pause for looking through it again
        Garbage(app)

    when_painted(window, open_book)
    status = app.exec()
    for book in opened:
        book.end()
    for end in at_end:
        end()
    return status


def _has_tray() -> bool:
    from ui.shell.tray import is_there  # not before the first paint, unless the window waits unseen

    return is_there()


def make_application(folder: Path) -> Application:
    app = Application([NAME, *STYLE])  # X11's WM_CLASS, by which a desktop finds the menu entry
    app.setApplicationName("goodturn")
    app.setApplicationDisplayName("Goodturn")
    app.setDesktopFileName(NAME)
    # Qt would write the whole mail to the terminal where no mail program answers.
    QLoggingCategory.setFilterRules("qt.qpa.services=false")
    look.start(app, *recall(folder))
    return app
