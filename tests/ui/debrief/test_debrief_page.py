"""Looking back by the keyboard alone: five answers, one step, and what was typed is never lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from crm.book import Book
from crm.meetings import planning
from crm.meetings.outcomes import outcomes
from crm.meetings.plan import Plan
from tests.ui.stories import CTRL, log, press, write
from ui.debrief.page import DebriefPage
from ui.note_view import NoteView
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button

KEY = Qt.Key
LEARNED = "ask for a break clause"


def stored(book: Book, meeting: int, column: str) -> object:
    return book.read.value(f"SELECT {column} FROM meeting WHERE id = :id", id=meeting)


def kept(book: Book, meeting: int) -> list[str]:
    return [f"{one.who} {one.words}" for one in outcomes(book.read, meeting)]


def shown(page: DebriefPage) -> list[str]:
    labels = [one.accessibleName() or one.text() for one in page._body.panel.findChildren(QLabel)]
    return labels + [one.toPlainText() for one in page._body.panel.findChildren(NoteView)]


def test_all_is_answered_by_the_keyboard_and_is_one_step(
    page: DebriefPage, meeting: int, book: Book, window: MainWindow, qtbot, settled
) -> None:
    write(qtbot, f"{LEARNED} at year three")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "before June")
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Right)  # from Ana to Priya
    press(qtbot, KEY.Key_Tab)
    write(qtbot, "two big tables")
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Tab)
    write(qtbot, "Priya: portrait lights")
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Y)
    press(qtbot, KEY.Key_Tab)
    write(qtbot, "send Priya the two names by Thursday")
    assert page.questions.next.day.text() == "Thursday 26 November"
    assert page.questions.reading.text() == "Send Priya Nair the two names"
    assert page.questions.needs.heading.becomes.text() == "Priya is looking for"
    assert page.questions.offers.text.words == "portrait lights"
    assert page.summary.text() == "One advice, two topics and a promise."
    steps = len(book.steps(50))
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert kept(book, meeting) == [
        "I promised send Priya the two names",
        "I promised tell Ana what came of the advice",
        "Ana promised check the market dates",
        "Priya looks for two big tables",
        "Priya can help with portrait lights",
        f"Ana advised {LEARNED} at year three",
    ]
    assert book.read.value("SELECT applies FROM advice") == "before June"
    assert (stored(book, meeting, "energy"), stored(book, meeting, "debriefed_on")) == ("yes", "2026-11-21")
    assert len(book.steps(50)) == steps + 1
    assert window.stack.place is not None
    assert window.stack.place.page == "today"
    book.undo()
    assert kept(book, meeting) == ["Ana promised check the market dates"]
    assert stored(book, meeting, "debriefed_on") is None


def test_esc_keeps_a_draft_and_done_drops_it(
    page: DebriefPage, meeting: int, window: MainWindow, context, qtbot, settled
) -> None:
    write(qtbot, LEARNED)
    page.questions.energy.choose("some")
    page.questions.offers.chip.choose(2)
    page.questions.offers.text.setFocus()
    write(qtbot, "portrait lights")
    press(qtbot, KEY.Key_Escape)
    settled()
    assert window.stack.page is not page
    log(context.book, "Coffee with Tom Sandberg yesterday")
    window.open_page("debrief", meeting + 1)
    settled()
    assert page.questions.answers().is_empty
    window.open_page("debrief", meeting)
    settled()
    answers = page.questions.answers()
    assert (answers.learned.words, answers.energy, answers.offers) == (
        LEARNED,
        "some",
        ("portrait lights", 2),
    )
    page.done_button.click()
    settled()
    window.open_page("debrief", meeting)
    settled()
    assert page.questions.answers().learned.words == ""
    assert page.questions.energy.value == "some"
    assert not page.done_button.isEnabled()
    assert "You have looked back on it already; what you write is added." in shown(page)


def test_not_this_time_is_one_step_and_is_not_offered_again(
    page: DebriefPage, meeting: int, book: Book, window: MainWindow, qtbot, settled
) -> None:
    write(qtbot, LEARNED)
    press(qtbot, KEY.Key_Escape)
    settled()
    today = window.stack.page
    line = today.look_back
    assert line.words.accessibleName() == "Coffee with Ana and Priya yesterday: two minutes to look back?"
    press(qtbot, "v")
    settled()
    assert window.stack.page is page
    page.skip_button.click()
    settled()
    assert stored(book, meeting, "debriefed_on") == "2026-11-21"
    assert kept(book, meeting) == ["Ana promised check the market dates"]
    assert not line.isVisible()
    book.undo()
    settled()
    assert line.isVisible()


def test_the_line_on_today_is_no_row_and_goes_after_a_day(
    window: MainWindow, meeting: int, book: Book, settled, today
) -> None:
    page = window.stack.page
    settled()
    count = page._shown.due_count
    assert page.look_back.isVisible()
    book.clock.on = today + timedelta(days=1)
    page.look_back._on_minute_passed()
    assert not page.look_back.isVisible()
    assert page._shown.due_count == count


def test_a_name_that_fits_two_is_said_and_nothing_is_lost(
    page: DebriefPage, meeting: int, book: Book, qtbot, settled
) -> None:
    log(book, "Met Sam Field and Sam Hill on 2 May")
    settled()
    page.questions.next.text.setFocus()
    write(qtbot, "introduce Ana to Sam by Friday")
    assert "Sam could be several people" in page.questions.reading.text()
    page.done()
    settled()
    assert stored(book, meeting, "debriefed_on") is None
    assert page.questions.next.text.words == "introduce Ana to Sam by Friday"


@pytest.mark.parametrize(("key", "value"), [(KEY.Key_Y, "yes"), (KEY.Key_S, "some"), (KEY.Key_N, "no")])
def test_the_energy_switch_takes_its_keys_and_can_be_taken_back(
    page: DebriefPage, qtbot, key: Qt.Key, value: str
) -> None:
    page.questions.energy.focus_chosen()
    press(qtbot, key)
    assert page.questions.energy.value == value
    press(qtbot, key)
    assert page.questions.energy.value == ""
    press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.questions.next.text


def test_the_panel_tells_the_meeting(page: DebriefPage) -> None:
    told = shown(page)
    for words in ("Coffee with Ana and Priya", "Yesterday, Blue Bottle", "Redoing labels.", "Already noted"):
        assert words in told
    assert "Ana: check the market dates" in told
    assert "Offered until tonight, then quietly dropped." in told


def test_a_meeting_ahead_or_gone_is_no_meeting_to_look_back_on(
    window: MainWindow, page: DebriefPage, book: Book, meeting: int, today, settled
) -> None:
    with book.work() as work:
        planned = planning.plan(work, Plan((1,), today + timedelta(days=3)))
    window.open_page("debrief", planned)
    settled()
    assert page.content.missing.sentence.text().startswith("This meeting is still ahead.")
    window.open_page("debrief", 4711)
    settled()
    assert page.content.missing.sentence.text() == "This meeting is no longer in the book."
    page.done()
    page.not_this_time()
    assert stored(book, meeting, "debriefed_on") is None


def test_one_person_needs_no_chip(window: MainWindow, page: DebriefPage, book: Book, settled) -> None:
    assert page.questions.needs.chip.isVisible()
    log(book, "Coffee with Tom Sandberg yesterday")
    window.open_page("debrief", int(book.read.value("SELECT max(id) FROM meeting")))
    settled()
    assert not page.questions.needs.chip.isVisible()
    assert page.questions.learned.heading.becomes.text() == "advice from Tom"


def test_the_page_of_a_meeting_leads_to_it_and_back(
    window: MainWindow, page: DebriefPage, book: Book, meeting: int, today, qtbot, settled
) -> None:
    window.open_page("meeting", meeting)
    settled()
    press(qtbot, "l")
    settled()
    assert window.stack.page is page
    press(qtbot, KEY.Key_Escape)
    settled()
    shown_page = window.stack.page
    assert shown_page.debrief_button.isVisible()
    with book.work() as work:
        planned = planning.plan(work, Plan((1,), today + timedelta(days=3)))
    window.open_page("meeting", planned)
    settled()
    assert not shown_page.debrief_button.isVisible()


def test_the_page_of_meetings_offers_it_as_long_as_today_does(
    window: MainWindow, page: DebriefPage, meeting: int, settled
) -> None:
    def offers() -> list[Button]:
        window.open_page("meetings")
        settled()
        page_of_meetings = window.stack.page
        page_of_meetings.list.setFocus()
        page_of_meetings.list.choose_first()
        settled()
        found = page_of_meetings.findChildren(Button)
        return [one for one in found if one.accessibleName() == "Look back" and one.isVisible()]

    offered = offers()
    assert len(offered) == 1
    offered[0].click()
    settled()
    assert window.stack.page is page
    page.not_this_time()
    settled()
    assert offers() == []
