"""Those hoped for, after the event; and how an event is called."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.events import preparing
from crm.events.whole_event import whole_event
from tests.ui.stories import press
from ui.event.page import EventPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Settled = Callable[[], None]


def test_those_hoped_for_are_noted_as_met_by_one_key(
    qtbot, page: EventPage, breakfast: int, book: Book, settled: Settled
) -> None:
    for who in ("Ana Ruiz", "whoever built the honey stall", "Isla Brodie"):
        with book.work() as work:
            preparing.hope(work, breakfast, who)
    settled()
    hoped = page.after.hoped.chips
    assert [chip.body.text() for chip in hoped.values()] == [
        "Ana Ruiz",
        "whoever built the honey stall",
        "Isla Brodie",
    ]
    next(iter(hoped.values())).body.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_Delete)
    settled()
    assert [chip.body.text() for chip in page.after.hoped.chips.values()] == ["Isla Brodie"]
    assert [one.person.name for one in whole_event(book.read, breakfast).quiet] == ["Ana Ruiz"]
    assert QApplication.focusWidget() is next(iter(page.after.hoped.chips.values())).body


def test_a_name_in_small_letters_is_a_title_with_a_capital(
    page: EventPage, book: Book, window: MainWindow, settled: Settled
) -> None:
    for name, shown in (("spring fair", "Spring fair"), ("iOS meetup", "iOS meetup")):
        with book.work() as work:
            fair = preparing.begin(work, name, date(2026, 12, 3))
        window.open_page("event", fair)
        settled()
        assert page._header.title.text() == shown
