"""What the pictures of introductions, shelf, asks, advice and mails show."""

from collections.abc import Callable
from typing import TypeVar

from crm.book import Book
from crm.things.key import Key
from ui.advice.page import AdvicePage
from ui.asks.page import AsksPage
from ui.introductions.page import IntroductionsPage
from ui.page import Page
from ui.shell.main_window import MainWindow

Pictured = Callable[[MainWindow], object]
PageType = TypeVar("PageType", bound=Page)
_FITTING_ITEM = "SELECT id FROM item WHERE title = 'Hiring your first salesperson'"


def giving_pages(sample: Book, empty: Book) -> dict[str, tuple[Book, Pictured]]:
    return {
        "introductions": (sample, lambda window: _introductions(window).list.choose_first()),
        "introductions-none": (empty, lambda window: window.open_page("introductions")),
        "introduction-new": (sample, lambda window: _introductions(window).commands.begin()),
        "shelf": (sample, _show_shelf),
        "asks": (sample, lambda window: _show_ask(window, "draft")),
        "asks-answer": (sample, lambda window: _show_ask(window, "open")),
        "asks-yes": (sample, lambda window: _show_ask(window, "yes")),
        "advice": (sample, lambda window: _opened(window, "advice", AdvicePage).list.choose("advice-1")),
        "mails": (sample, lambda window: window.open_page("templates")),
    }


def _introductions(window: MainWindow) -> IntroductionsPage:
    return _opened(window, "introductions", IntroductionsPage)


def _show_shelf(window: MainWindow) -> None:
    """With an item selected that someone would welcome."""
    assert window.context is not None
    window.open_page("shelf", str(Key("item", window.context.read.value(_FITTING_ITEM))))


def _show_ask(window: MainWindow, state: str) -> None:
    """With the first ask in that state selected."""
    page = _opened(window, "asks", AsksPage)
    found = page.context.read.value("SELECT min(id) FROM ask WHERE state = :state", state=state)
    page.list.choose(str(Key("ask", found)))


def _opened(window: MainWindow, name: str, page_type: type[PageType]) -> PageType:
    window.open_page(name)
    page = window.findChild(page_type)
    assert page is not None
    return page
