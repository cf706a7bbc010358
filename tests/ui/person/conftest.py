"""The page of one person, Ana Ruiz."""

from collections.abc import Callable

import pytest

from crm.book import Book
from tests.ui.stories import log, person_id
from ui.shell.main_window import MainWindow


@pytest.fixture
def ana(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz on 3 May at Blue Bottle. Hot sauce, three years in")
    log(
        book, "Call with Ana Ruiz yesterday. Intro her to Ben Okafor by Friday. She'll check the market dates"
    )
    return person_id(book, "Ana Ruiz")


@pytest.fixture
def page(window: MainWindow, ana: int, settled: Callable[[], None]):
    settled()
    window.context.open_person(ana)
    settled()
    return window.stack.page
