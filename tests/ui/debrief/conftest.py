"""The page "Look back", open on a coffee with two people of yesterday."""

import pytest

from crm.book import Book
from tests.ui.stories import log
from ui.debrief.page import DebriefPage
from ui.shell.main_window import MainWindow

SAID = "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels. Ana will check the market dates."


@pytest.fixture
def meeting(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz, Priya Nair and Ben Okafor on 3 May")
    log(book, SAID)
    return int(book.read.value("SELECT max(id) FROM meeting"))


@pytest.fixture
def page(window: MainWindow, meeting: int, settled) -> DebriefPage:
    window.open_page("debrief", meeting)
    settled()
    found = window.stack.page
    assert isinstance(found, DebriefPage)
    return found
