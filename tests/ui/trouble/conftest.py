"""The window as it starts on a folder, whatever lies in that."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.conftest import clock
from tests.crm.trouble.stories import (
    flip_notes,
    kept_book,
    unclean_end,
)
from tests.ui.trouble.damage_pages import page_of
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.trouble.damaged_page import DamagedPage


@pytest.fixture
def window(looked: QApplication, qtbot) -> Iterator[MainWindow]:
    made = MainWindow()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    looked.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(window: MainWindow, folder: Path, settled: Callable[[], None]) -> Iterator[OpenedBook]:
    made = OpenedBook(window, folder, clock())
    yield made
    window.detach()
    made.end()
    settled()


@pytest.fixture
def damaged(opened: OpenedBook, window: MainWindow, folder: Path) -> DamagedPage:
    """Three notes are damaged, which the only backup holds; Chris is newer than it."""
    kept_book(folder)
    flip_notes(folder)
    unclean_end(folder)
    opened.begin()
    return page_of(window)
