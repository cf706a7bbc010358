"""The window as it starts on a folder, whatever lies in that."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.conftest import clock
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow


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
