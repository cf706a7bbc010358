"""Starts and restarts the program on a folder, for the journeys."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.conftest import TODAY, clock
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.today.list_lines import accessible_text


class Started:
    """The running program on one folder; `close` ends it."""

    def __init__(self, folder: Path, app: QApplication, today: date) -> None:
        self._app = app
        self.book = Book.open(folder, clock(today))
        self.window = MainWindow()
        self.window.resize(1280, 800)  # the offscreen screen is smaller
        self.window.show()
        self.window.attach(Context(self.book))
        self.window.activateWindow()
        app.processEvents()

    @property
    def page(self):  # type: ignore[no-untyped-def]
        return self.window.stack.page

    def today(self) -> list[str]:
        rows = self.window.stack._pages["today"].list.rows
        return [accessible_text(rows.row_at(place)) for place in range(rows.rowCount())]

    def close(self) -> None:
        self.window.close()
        self.window.detach()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.book.close()


@pytest.fixture
def start(folder: Path, looked: QApplication) -> Iterator[Callable[..., Started]]:
    running: list[Started] = []

    def begin(today: date = TODAY) -> Started:
        for one in running:
            one.close()
        running[:] = [Started(folder, looked, today)]
        return running[0]

    yield begin
    for one in running:
        one.close()
