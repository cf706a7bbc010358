"""What is being typed on the page of an event is a draft until the book has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.events import meeting_people, preparing
from crm.meetings import before_meeting
from crm.meetings.meeting_lines import QUESTION
from crm.people import adding
from tests.ui.stories import press, write
from ui.context import Context
from ui.event.page import EventPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


@pytest.fixture
def fair(book: Book) -> int:
    """In a week, with one to meet and one question."""
    with book.work() as work:
        made = preparing.begin(work, "Leith fair", book.clock.today().replace(day=28))
    with book.work() as work:
        preparing.hope(work, made, "Isla Brodie")
        before_meeting.add(work, made, QUESTION, "Who helped?")
    return made


@pytest.fixture
def breakfast(book: Book) -> int:
    """Yesterday, with one chosen."""
    with book.work() as work:
        made = preparing.begin(work, "Breakfast", book.clock.today().replace(day=20))
    with book.work() as work:
        meeting_people.choose(work, made, meeting_people.met(work, made, ["Ana Ruiz"])[0])
    return made


def opened(window: MainWindow, event_id: int, settled) -> EventPage:
    window.open_page("event", event_id)
    settled()
    page = window.stack.page
    assert isinstance(page, EventPage)
    return page


def after_a_kill(qtbot, book: Book, page: EventPage, event_id: int) -> EventPage:
    """The page as a new window shows it, while nothing typed was saved."""
    page.context.drafts.write_now()
    again = EventPage(Context(book))
    qtbot.addWidget(again)
    again.open_at(event_id)
    again.reload()
    return again


@pytest.mark.parametrize(
    ("key", "text"),
    [(KEY.Key_Q, "And what next?"), (KEY.Key_O, "Half an hour on labels"), (KEY.Key_H, "Dev")],
)
def test_before_the_event(
    qtbot, book: Book, window: MainWindow, settled, fair: int, key: Qt.Key, text: str
) -> None:
    page = opened(window, fair, settled)
    press(qtbot, key)
    write(qtbot, text)
    again = after_a_kill(qtbot, book, page, fair)
    fields = (again.before.questions.new.field, again.before.offers.new.field)
    assert text in [*(one.toPlainText() for one in fields), again.hopes.new_field.text()]


def test_why_someone_is_hoped_for(qtbot, book: Book, window: MainWindow, settled, fair: int) -> None:
    page = opened(window, fair, settled)
    why = next(iter(page.hopes.rows.values())).why.field
    why.setFocus()
    write(qtbot, "Runs the fair")
    again = after_a_kill(qtbot, book, page, fair)
    assert next(iter(again.hopes.rows.values())).why.field.text() == "Runs the fair"
    press(qtbot, KEY.Key_Return)
    settled()
    assert QApplication.focusWidget() is why
    assert book.read.value("SELECT why FROM meeting_hope") == "Runs the fair"


def test_after_the_event(qtbot, book: Book, window: MainWindow, settled, breakfast: int) -> None:
    page = opened(window, breakfast, settled)
    card = next(iter(page.after.cards.values()))
    card.can_do.setFocus()
    write(qtbot, "send the survey")
    again = after_a_kill(qtbot, book, page, breakfast)
    assert next(iter(again.after.cards.values())).can_do.text() == "send the survey"
    press(qtbot, KEY.Key_Return)
    settled()
    assert card.can_do.text() == ""
    assert len(book.read.values("SELECT id FROM promise")) == 1


def test_a_promise_that_fits_several_people_stays_with_the_reason(
    qtbot, book: Book, window: MainWindow, settled, breakfast: int
) -> None:
    for _ in range(2):
        with book.work() as work:
            adding.add(work, "Hana Abe")
    page = opened(window, breakfast, settled)
    card = next(iter(page.after.cards.values()))
    card.can_do.setFocus()
    write(qtbot, "introduce her to Hana Abe")
    press(qtbot, KEY.Key_Return)
    settled()
    assert card.can_do.text() == "introduce her to Hana Abe"
    assert "More than one person fits" in card.can_do.accessibleDescription()


def test_single_keys_work_as_soon_as_the_page_opens(qtbot, window: MainWindow, settled, fair: int) -> None:
    page = opened(window, fair, settled)
    press(qtbot, KEY.Key_B)
    settled()
    assert page.done_button.isVisible()
    press(qtbot, KEY.Key_B)
    press(qtbot, KEY.Key_E)
    assert QApplication.focusWidget() is page.before.why
    assert page.before.why.toPlainText() == ""
