"""The page of one coffee with two people, as it was logged."""

import pytest

from crm.book import Book
from tests.ui.stories import log
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow

SAID = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. Ana will check the Leith market dates. "
    "Priya can help with food photography. Ana advised to ask for a break clause."
)


@pytest.fixture
def meeting(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz, Priya Nair, Ben Okafor and Tom Sandberg on 3 May")
    log(book, SAID)
    return int(book.read.value("SELECT max(id) FROM meeting"))


@pytest.fixture
def page(window: MainWindow, meeting: int, settled) -> MeetingPage:
    window.open_page("meeting", meeting)
    settled()
    found = window.stack.page
    assert isinstance(found, MeetingPage)
    return found
