"""A book that the window itself opens, for tests of what is shown until it is open."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from tests.conftest import clock
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow


def empty_window(looked: QApplication, qtbot) -> Iterator[MainWindow]:
    """Shown, and without a book."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    yield made
    looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened_in(window: MainWindow, folder: Path, settled: Callable[[], None]) -> Iterator[OpenedBook]:
    """Not begun yet; closed after the test, and every thread with it."""
    made = OpenedBook(window, folder, clock())
    yield made
    window.detach()
    made.end()
    QThreadPool.globalInstance().waitForDone()
    settled()
