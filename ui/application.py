"""Start of the application: paint the shell first, then open the book, then load what writing needs."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLoggingCategory, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from crm.clock import Clock
from crm.reminders.desktop_entry import NAME
from ui.after_paint import after_first_paint
from ui.faults import UnhandledFaults
from ui.garbage_collection import GarbageCollector
from ui.shell.main_window import MainWindow
from ui.theme.icons import app_icon
from ui.theme.look import STYLE, look
from ui.theme.saved_look import load_look


class Application(QApplication):
    """Emits `file_dropped` for files that the system asks a running application to open (macOS)."""

    file_dropped = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_dropped.emit(Path(event.file()))
            return True
        return super().event(event)


def run(
    folder: Path, clock: Clock, files: Sequence[Path] = (), demo: bool = False, in_tray: bool = False
) -> int:
    """Opens the window on the book in `folder`; returns the exit status after it was closed.

    `in_tray`: start hidden, if the desktop has a tray to show the window from.
    """
    app = make_application(folder)
    window = MainWindow()
    window.setWindowIcon(QIcon(app_icon(64)))
    faults = UnhandledFaults(lambda words: window.toast.show_message(words))
    sys.excepthook = faults.caught
    if not (in_tray and _has_tray()):
        window.show()
    at_end: list[Callable[[], object]] = []

    def open_book() -> None:
        # the book and all that reads it cost a third of the time to first paint
        from ui.opened_book import OpenedBook

        at_end.extend(_start_services(app, window))
        book = OpenedBook(window, folder, clock, demo)
        at_end.insert(0, book.end)
        app.file_dropped.connect(lambda file: book.open_files([file]))
        book.begin(files)
        gc.freeze()  # loaded modules stay: keep them out of later garbage collections
        GarbageCollector(app)

    after_first_paint(window, open_book)
    status = app.exec()
    for end in at_end:
        end()
    return status


def _start_services(app: Application, window: MainWindow) -> list[Callable[[], object]]:
    """Starts what must run before a book is open; returns the functions that end it."""
    # not needed before a book is open: until then Qt's messages hold nothing private
    from ui.qt_messages import keep_qt_messages

    # not needed before the first paint: there is nothing to save on a signal
    from ui.shutdown import Shutdown

    ends = [keep_qt_messages(), Shutdown(app, window).end]
    look.follow_system()
    return ends


def _has_tray() -> bool:
    # costs time before the first paint; needed here only for a hidden start
    from ui.shell.tray import is_there

    return is_there()


def make_application(folder: Path) -> Application:
    app = Application([NAME, *STYLE])  # X11's WM_CLASS, by which a desktop finds the menu entry
    app.setApplicationName("goodturn")
    app.setApplicationDisplayName("Goodturn")
    app.setDesktopFileName(NAME)
    # Qt would print the whole mail link to the terminal if no mail program answers.
    QLoggingCategory.setFilterRules("qt.qpa.services=false")
    look.start(app, *load_look(folder))
    return app
