"""The people page over a few people."""

from collections.abc import Callable

import pytest

from crm.book import Book
from crm.people import adding, editing
from tests.ui.stories import log, person_id
from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, book: Book, settled: Callable[[], None]):
    log(book, "Coffee with Ana Ruiz 3 days ago. I'll send her the pricing article")
    log(book, "Call with Ben Okafor in March")
    with book.work() as work:
        adding.add(work, "Zoë Söğüt", standing="parked")
        editing.set_rhythm(work, person_id(book, "Ana Ruiz"), 60)
    settled()
    window.open_page("people")
    return window.stack.page
