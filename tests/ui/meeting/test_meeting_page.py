"""A meeting is opened, and everything on its page is put right where it stands."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.meetings import planning
from crm.meetings.plan import Plan
from tests.ui.stories import log, person_id, press, write
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button

KEY = Qt.Key


def stored(book: Book, meeting: int, column: str) -> object:
    return book.read.value(f"SELECT {column} FROM meeting WHERE id = :id", id=meeting)


def people(book: Book, meeting: int) -> list[str]:
    return book.read.values(
        "SELECT full_name FROM attendance JOIN person p ON p.id = person_id WHERE meeting_id = :id "
        "ORDER BY attendance.id",
        id=meeting,
    )


def retype(qtbot, page: MeetingPage, part: str, words: str, end: Qt.Key = KEY.Key_Return) -> None:
    field = page.sentence.fields[part]
    field.setFocus()
    field.selectAll()
    write(qtbot, words)
    press(qtbot, end)


def test_the_meeting_reads_as_one_sentence(page: MeetingPage) -> None:
    assert page._header.title.accessibleName() == "Coffee with Ana Ruiz and Priya Nair"
    assert page._header.words.accessibleName().startswith("Yesterday. Everything here")
    texts = [field.text() for field in page.sentence.fields.values()]
    assert texts == ["Coffee", "Friday 20 November", "", "Blue Bottle"]
    assert page.state.isHidden()
    assert page.direction.isHidden()


@pytest.mark.parametrize(
    ("part", "words", "column", "value"),
    [
        ("kind", "lunch", "kind", "meal"),
        ("kind", "Video call", "kind", "video"),
        ("on", "Thursday", "held_on", "2026-11-19"),
        ("on", "Thursday 19 November", "held_on", "2026-11-19"),
        ("on", "27 November", "held_on", "2026-11-27"),
        ("at", "9:30", "held_at", "09:30"),
        ("place", "Artisan Roast", "place", "Artisan Roast"),
    ],
)
def test_each_part_is_put_right_as_one_step_with_undo(
    page: MeetingPage,
    book: Book,
    meeting: int,
    qtbot,
    settled,
    part: str,
    words: str,
    column: str,
    value: str,
) -> None:
    before = stored(book, meeting, column)
    steps = len(book.steps(50))
    retype(qtbot, page, part, words)
    settled()
    assert stored(book, meeting, column) == value
    assert len(book.steps(50)) == steps + 1
    page.context.undo()
    settled()
    assert stored(book, meeting, column) == before


def test_escape_brings_a_part_back_and_tab_saves_it(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    retype(qtbot, page, "place", "Nowhere", KEY.Key_Escape)
    assert page.sentence.fields["place"].text() == "Blue Bottle"
    retype(qtbot, page, "place", "Artisan Roast", KEY.Key_Tab)
    settled()
    assert stored(book, meeting, "place") == "Artisan Roast"
    assert page.sentence.fields["place"].hasFocus() is False


def test_a_part_that_is_not_understood_stays_with_the_reason(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    retype(qtbot, page, "on", "someday")
    settled()
    assert "“someday” is no day" in page.sentence.problem.text()
    assert page.sentence.fields["on"].text() == "someday"
    press(qtbot, KEY.Key_Escape)
    assert page.sentence.problem.isHidden()
    assert page.sentence.fields["on"].text() == "Friday 20 November"


def test_someone_else_was_there_and_someone_was_not(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    page.people.field.setFocus()
    write(qtbot, "tom")
    press(qtbot, KEY.Key_Return)
    settled()
    assert people(book, meeting) == ["Ana Ruiz", "Priya Nair", "Tom Sandberg"]
    assert page.people.field.text() == ""
    page.people.chips[0].name.setFocus()
    press(qtbot, KEY.Key_Delete)
    settled()
    assert people(book, meeting) == ["Priya Nair", "Tom Sandberg"]
    assert page._header.title.accessibleName() == "Coffee with Priya Nair and Tom Sandberg"
    assert page.people.chips[0].name.hasFocus(), "Del can be pressed again"


def test_a_stranger_is_added_to_book_and_meeting_as_one_step(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    before, steps = people(book, meeting), len(book.steps(50))
    page.people.field.setFocus()
    write(qtbot, "Zelda Nobody")
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.people.add_new
    press(qtbot, KEY.Key_Space)
    settled()
    assert people(book, meeting) == [*before, "Zelda Nobody"]
    assert len(book.steps(50)) == steps + 1
    assert page.people.add_new.isHidden()
    page.context.undo()
    settled()
    assert people(book, meeting) == before
    assert book.read.value("SELECT count(*) FROM person WHERE full_name = 'Zelda Nobody'") == 0


def test_a_stranger_is_refused_and_the_last_person_stays(
    page: MeetingPage, window: MainWindow, book: Book, meeting: int, qtbot, settled
) -> None:
    page.people.field.setFocus()
    write(qtbot, "Zelda Nobody")
    press(qtbot, KEY.Key_Return)
    assert page.people.problem.text() == "Nobody here is called “Zelda Nobody”."
    press(qtbot, KEY.Key_Escape)
    assert page.people.problem.isHidden()
    for _ in range(2):
        page.people.chips[0].remove()
        settled()
    assert people(book, meeting) == ["Priya Nair"]
    assert "last person cannot be taken out" in window.toast._words.text()


def test_a_plan_whose_day_has_passed_is_settled(window: MainWindow, book: Book, qtbot, settled) -> None:
    log(book, "Coffee with Ana Ruiz on 3 May")
    with book.work() as work:
        plan = planning.plan(work, Plan((person_id(book, "Ana Ruiz"),), date(2026, 11, 24), "walk"))
    window.open_page("meeting", plan)
    settled()
    page = window.stack.page
    assert page.state.words.text() == "Planned for Tuesday."
    assert page.state.happened.isHidden()
    page.state._move(date(2026, 11, 20))
    settled()
    assert page.state.words.text() == "Did it happen?"
    press(qtbot, KEY.Key_N)
    settled()
    assert stored(book, plan, "state") == "missed"
    assert page.state.words.text() == "It did not happen."
    press(qtbot, KEY.Key_Y)
    settled()
    assert stored(book, plan, "state") == "happened"
    assert page.state.isHidden()


def test_who_wrote_is_asked_for_letters_only(
    page: MeetingPage, book: Book, meeting: int, qtbot, settled
) -> None:
    retype(qtbot, page, "kind", "e-mail")
    settled()
    assert stored(book, meeting, "kind") == "email"
    assert page.direction.isVisible()
    page.direction.choice._on_pressed("out")
    settled()
    assert stored(book, meeting, "direction") == "out"


def test_the_purpose_is_written_there(page: MeetingPage, book: Book, meeting: int, qtbot, settled) -> None:
    page.purpose.field.setFocus()
    write(qtbot, "the second shop")
    press(qtbot, KEY.Key_Return)
    settled()
    assert stored(book, meeting, "purpose") == "the second shop"


def test_the_name_on_a_chip_opens_the_person_and_back_returns(
    page: MeetingPage, window: MainWindow, qtbot, settled
) -> None:
    page.people.chips[1].name.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place.page == "person"
    window.back()
    settled()
    assert window.stack.page is page


def test_today_opens_its_meetings(window: MainWindow, book: Book, qtbot, settled) -> None:
    log(book, "Coffee with Ana Ruiz on 3 May")
    with book.work() as work:
        plan = planning.plan(work, Plan((person_id(book, "Ana Ruiz"),), date(2026, 11, 24), "walk"))
        work.connection.execute("UPDATE meeting SET held_on = '2026-11-21' WHERE id = ?", (plan,))
    settled()
    window.open_page("today")
    today = window.stack.page
    today.list.choose(f"meeting-{plan}")
    today.list.setFocus()
    press(qtbot, KEY.Key_O)
    settled()
    assert window.stack.place == ("meeting", plan)


def test_the_story_of_a_person_opens_it(window: MainWindow, book: Book, meeting: int, qtbot, settled) -> None:
    window.open_page("person", person_id(book, "Ana Ruiz"))
    settled()
    story = window.stack.page.story
    story.choose(("meeting", meeting))
    story.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place == ("meeting", meeting)


def test_the_one_box_opens_it(window: MainWindow, meeting: int, qtbot, settled) -> None:
    window.open_box()
    write(qtbot, "Redoing labels")
    settled()
    press(qtbot, KEY.Key_Return)
    settled()
    assert window.stack.place == ("meeting", meeting)


def test_history_leads_to_the_meeting_of_a_step(
    page: MeetingPage, window: MainWindow, meeting: int, qtbot, settled
) -> None:
    retype(qtbot, page, "place", "Artisan Roast")
    settled()
    window.open_page("history")
    settled()
    history = window.stack.page
    history.list.choose_first()
    link = next(
        one
        for one in history.findChildren(Button)
        if one.isVisible() and one.text() == "Coffee with Ana Ruiz and Priya Nair"
    )
    link.click()
    settled()
    assert window.stack.place == ("meeting", meeting)


def test_the_page_is_reached_by_tab_and_single_keys_work(page: MeetingPage, qtbot) -> None:
    press(qtbot, KEY.Key_E)
    assert page.note.field.hasFocus()
    press(qtbot, KEY.Key_Escape)
    press(qtbot, KEY.Key_P)
    assert page.people.field.hasFocus()
    assert QApplication.focusWidget() is page.people.field


def test_a_part_has_room_for_its_text_while_it_is_edited(page: MeetingPage, settled) -> None:
    field = page.sentence.fields["place"]
    narrow = field.width()
    field.setFocus()
    settled()
    assert field.width() > narrow


def test_tab_from_the_page_goes_to_its_own_first_control(page: MeetingPage, qtbot) -> None:
    page.setFocus()
    press(qtbot, KEY.Key_Tab)
    assert page.isAncestorOf(QApplication.focusWidget())
