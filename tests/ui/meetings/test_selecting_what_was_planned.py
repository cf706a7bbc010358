"""A meeting that is planned while the page is open is the one selected, in the list and in the month."""

from datetime import date

from PySide6.QtCore import Qt

from crm.book import Book
from tests.ui.stories import CTRL, press, write
from ui.meetings.page import MeetingsPage
from ui.meetings.saved_view import MONTH

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAST = 4


def plan(qtbot, words: str) -> None:
    press(qtbot, KEY.Key_M, CTRL | SHIFT)
    write(qtbot, words)
    press(qtbot, KEY.Key_Return)


def newest(book: Book) -> int:
    return int(book.read.value("SELECT max(id) FROM meeting"))


def test_in_the_list_whatever_was_selected(page: MeetingsPage, met: Book, qtbot, settled) -> None:
    page.list.choose(PAST)
    plan(qtbot, "Call with Ben Okafor on Thursday at 10")
    settled()
    chosen = page.chosen_meeting()
    assert chosen is not None
    assert (chosen.id, chosen.on) == (newest(met), date(2026, 11, 26))
    page.list.choose(PAST)
    page.context.undo()
    settled()
    page.context.redo()
    settled()
    assert page.list.chosen_meeting() == chosen


def test_the_month_goes_to_its_day(page: MeetingsPage, met: Book, qtbot, settled) -> None:
    page.show_view(MONTH)
    settled()
    plan(qtbot, "Call with Ben Okafor on 14 January at 10")
    settled()
    assert page.month.grid.day == date(2027, 1, 14)
    chosen = page.chosen_meeting()
    assert chosen is not None
    assert chosen.id == newest(met)


def test_a_meeting_that_the_filter_hides_leaves_the_selection(
    page: MeetingsPage, met: Book, qtbot, settled
) -> None:
    page.filters.field.setText("labels")
    settled()
    before = page.list.chosen_meeting()
    plan(qtbot, "Call with Lena Petrov on Thursday at 10")
    settled()
    assert before is not None
    assert page.list.chosen_meeting() == before
