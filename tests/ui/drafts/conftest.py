"""A window that is killed and opened again on the same book."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.conftest import clock
from tests.ui.stories import log, person_id
from ui.action_result import ActionResult
from ui.context import Context
from ui.shell.main_window import MainWindow

Reopen = Callable[[], MainWindow]


@pytest.fixture
def reopen(folder: Path, looked: QApplication, qtbot, settled) -> Iterator[Reopen]:
    """A window on the book as it is on the disk. What was open before is left as a kill leaves it: nobody is asked to save."""
    running: list[tuple[MainWindow, Book]] = []

    def leave() -> None:
        for window, book in running:
            drafts = window.context.drafts
            drafts._timer.stop()
            drafts._unsaved.clear()
            drafts.keep = drafts.write_now = lambda *_: None  # type: ignore[method-assign]
            window.context._do = lambda *_, **__: ActionResult()  # type: ignore[method-assign]
            window.hide()
            window.deleteLater()
            looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            book.close()
        running.clear()

    def begin() -> MainWindow:
        leave()
        book = Book.open(folder, clock())
        window = MainWindow()
        window.resize(1280, 800)
        window.show()
        window.attach(Context(book))
        window.activateWindow()
        qtbot.waitActive(window)
        running.append((window, book))
        settled()
        return window

    yield begin
    leave()


@pytest.fixture
def told(folder: Path) -> int:
    """The book has Ana in it; her id."""
    book = Book.open(folder, clock())
    log(book, "Coffee with Ana Ruiz on 3 May. Send her the pricing article by yesterday.")
    ana = person_id(book, "Ana Ruiz")
    book.close()
    return ana
