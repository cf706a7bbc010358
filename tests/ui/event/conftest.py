"""The page of events, and a breakfast of yesterday."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.book import Book
from crm.events import preparing
from crm.people import adding
from ui.event.page import EventPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> EventPage:
    window.open_page("event", "choose")
    settled()
    shown = window.stack.page
    assert isinstance(shown, EventPage)
    return shown


@pytest.fixture
def breakfast(book: Book, page: EventPage, window: MainWindow, settled: Settled) -> int:
    """Yesterday's breakfast, with nobody noted yet; Ana Ruiz is in the book."""
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
    with book.work() as work:
        made = preparing.begin(work, "Makers’ breakfast", date(2026, 11, 20))
    window.open_page("event", made)
    settled()
    return made
