"""The capture sheet, open in a window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.crm.storage.test_journal import add_person
from ui.shell.capture.sheet import CaptureSheet
from ui.shell.main_window import MainWindow


@pytest.fixture
def sheet(window: MainWindow, book: Book, qtbot) -> CaptureSheet:
    for name in ("Ana Ruiz", "Ben Okafor", "Chris Doyle", "Chris Park", "Priya Raman"):
        add_person(book, name)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    return window.sheets._capture
