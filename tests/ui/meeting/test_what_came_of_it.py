"""What came of a meeting is listed, opened in place, taken out, and added to; deleting asks about each."""

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.events import preparing
from tests.ui.stories import press, write
from ui.meeting.delete_sheet import DeleteSheet
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key
LISTED = [
    "I promised: introduce Ana to Ben Okafor, Friday 27",
    "I promised: send Ana the pricing article, Monday 23",
    "I promised: tell Ana what came of the advice, 5 December",
    "Ana promised: check the Leith market dates, no date",
    "Priya can help: with food photography, on Priya’s page",
    "Ana advised: ask for a break clause, not tried yet",
]


def listed(page: MeetingPage) -> list[str]:
    return [line.accessibleName() for line in page.outcomes.lines]


def count(book: Book, table: str) -> int:
    return int(book.read.value(f"SELECT count(*) FROM {table}"))


def test_everything_made_in_it_is_listed(page: MeetingPage) -> None:
    assert listed(page) == LISTED


def test_enter_opens_a_line_in_place_and_escape_closes_it(
    page: MeetingPage, book: Book, qtbot, settled
) -> None:
    line = page.outcomes.lines[1]
    line.setFocus()
    press(qtbot, KEY.Key_Return)
    assert line.fields is not None
    line.fields.rows["due"].focus_value()
    field = page.window().focusWidget()
    field.selectAll()
    write(qtbot, "Tuesday")
    press(qtbot, KEY.Key_Return)
    settled()
    assert listed(page)[1] == "I promised: send Ana the pricing article, Tuesday 24"
    assert line.fields is not None, "it stays open"
    press(qtbot, KEY.Key_Escape)
    assert line.fields is None
    assert line.hasFocus()


def test_del_takes_a_line_out_as_one_step_and_the_next_has_the_focus(
    page: MeetingPage, book: Book, qtbot, settled
) -> None:
    page.outcomes.lines[0].setFocus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Delete)
    settled()
    assert listed(page) == [LISTED[0], *LISTED[2:]]
    assert page.outcomes.lines[1].hasFocus()
    page.context.undo()
    settled()
    assert listed(page) == LISTED


def test_an_introduction_outlives_the_line_of_its_promise(
    page: MeetingPage, book: Book, qtbot, settled
) -> None:
    page.outcomes.lines[0].setFocus()
    press(qtbot, KEY.Key_Delete)
    settled()
    assert listed(page) == LISTED[1:]
    assert count(book, "introduction") == 1


@pytest.mark.parametrize(
    ("key", "whose", "words", "line"),
    [
        (
            KEY.Key_R,
            "I promised",
            "intro Priya to Tom Sandberg by Friday",
            "I promised: introduce Priya to Tom Sandberg, Friday 27",
        ),
        (
            KEY.Key_R,
            "I promised",
            "call the landlord",
            "I promised: call the landlord for Ana and Priya, Saturday 28",
        ),
        (
            KEY.Key_R,
            "Priya promised",
            "send the contract by Monday",
            "Priya promised: send me the contract, Monday 23",
        ),
        (KEY.Key_T, "Ana looks for", "label printer", "Ana looks for: a label printer, on Ana’s page"),
        (
            KEY.Key_A,
            "I advised Priya",
            "raise your prices",
            "I advised Priya: raise your prices, not tried yet",
        ),
    ],
)
def test_one_more_is_added_to_this_meeting(
    page: MeetingPage, book: Book, qtbot, settled, key: Qt.Key, whose: str, words: str, line: str
) -> None:
    steps = len(book.steps(50))
    press(qtbot, key)
    assert page.outcomes.new.field.hasFocus()
    button = next(one for one in page.outcomes.new.whose._buttons.values() if one.text() == whose)
    button.click()
    write(qtbot, words)
    press(qtbot, KEY.Key_Return)
    settled()
    assert line in listed(page)
    assert len(book.steps(50)) == steps + 1
    assert page.outcomes.new.field.text() == ""
    press(qtbot, KEY.Key_Escape)
    assert page.outcomes.new.isHidden()


def test_a_topic_noted_twice_is_refused_with_its_words_kept(page: MeetingPage, qtbot, settled) -> None:
    press(qtbot, KEY.Key_T)
    buttons = page.outcomes.new.whose._buttons.values()
    next(one for one in buttons if one.text() == "Priya can help with").click()
    write(qtbot, "Food photography")
    press(qtbot, KEY.Key_Return)
    settled()
    assert "noted already" in page.outcomes.new.problem.text()
    assert page.outcomes.new.field.text() == "Food photography"


def test_deleting_asks_about_each_thing_and_is_one_step(
    page: MeetingPage, window: MainWindow, book: Book, meeting: int, settled
) -> None:
    page.delete()
    sheet = window.findChild(DeleteSheet)
    assert [tick.isChecked() for tick in sheet.ticks] == [False] * 6
    assert sheet.ticks[0].text() == "I promised: introduce Ana to Ben Okafor (Friday 27)"
    sheet.ticks[1].click()
    sheet.ticks[5].click()
    steps = len(book.steps(50))
    sheet.delete.click()
    settled()
    assert len(book.steps(50)) == steps + 1
    assert count(book, "meeting") == 1
    kinds = book.read.values("SELECT kind FROM promise ORDER BY id")
    assert kinds == ["introduction", "favour"], "the article, and the promise to tell of the advice, went"
    assert (count(book, "advice"), count(book, "person_topic")) == (0, 1)
    assert window.stack.place.page == "today"
    window.context.undo()
    settled()
    assert (count(book, "meeting"), count(book, "promise"), count(book, "advice")) == (2, 4, 1)


def test_a_meeting_without_anything_made_in_it_is_deleted_at_once(
    window: MainWindow, page: MeetingPage, book: Book, settled
) -> None:
    window.open_page("meeting", 1)
    page.delete()
    settled()
    assert window.findChild(DeleteSheet) is None
    assert book.read.values("SELECT id FROM meeting") == [2]
    assert window.toast.isVisible()


def test_a_topic_of_an_event_without_people_asks_for_them_first(
    window: MainWindow, page: MeetingPage, book: Book, qtbot, settled
) -> None:
    with book.work() as work:
        fair = preparing.begin(work, "Spring fair", work.today)
        person = int(work.read.value("SELECT id FROM person WHERE full_name = 'Ana Ruiz'"))
    told: list[str] = []
    page.context.message_requested.connect(lambda words, _changes: told.append(words))
    window.open_page("meeting", fair)
    settled()
    for key in ("T", "A"):
        press(qtbot, key)
        assert not page.outcomes.new.isVisible()
    assert told == ["Nobody is noted as having been there: add them to the meeting first."] * 2
    page.edits.add_person(person)
    settled()
    press(qtbot, "T")
    assert page.outcomes.new.isVisible()
    page.edits.remove_person(person)
    settled()
    assert not page.outcomes.new.isVisible()


def test_enter_deletes_with_what_is_ticked(
    page: MeetingPage, window: MainWindow, book: Book, meeting: int, qtbot, settled
) -> None:
    page.delete()
    press(qtbot, KEY.Key_Space)
    press(qtbot, KEY.Key_Return)
    settled()
    assert (count(book, "meeting"), count(book, "promise")) == (1, 3)


def test_a_page_that_fits_has_no_scroll_bar_and_a_refused_day_is_still_read_whole(
    page: MeetingPage, window: MainWindow, settled
) -> None:
    window.resize(960, 640)
    settled()
    assert page._scroll.verticalScrollBar().maximum() == 0
    before = page.sentence.height()
    page.sentence.show_problem("That is no day Goodturn knows.")
    settled()
    assert page.sentence.height() >= before + page.sentence.problem.sizeHint().height()
