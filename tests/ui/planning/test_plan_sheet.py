"""A meeting planned by keyboard: in one line, field by field, from a person's page; nothing typed is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.things import one
from crm.things.key import Key
from tests.crm import scenes
from tests.ui.stories import CTRL, press, write
from ui.planning.sheet import PlanSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def known(book: Book) -> Book:
    with book.work() as work:
        for name in ("Ana Ruiz", "Ben Okafor", "Tom Lind", "Tom Sandberg"):
            scenes.person(work, name, uid=f"u-{name}")
    return book


@pytest.fixture
def sheet(known: Book, window: MainWindow, qtbot) -> PlanSheet:
    press(qtbot, KEY.Key_M, CTRL | SHIFT)
    return opened(window)


def opened(window: MainWindow) -> PlanSheet:
    return next(sheet for sheet in window.findChildren(PlanSheet) if sheet.is_open)


def is_open(window: MainWindow) -> bool:
    return any(sheet.is_open for sheet in window.findChildren(PlanSheet))


def stored(book: Book, number: int = 1) -> dict[str, object]:
    return one.document(book.read, Key("meeting", number))


def tab_to(qtbot, window: MainWindow, field) -> None:
    for _ in range(40):
        if field.hasFocus():
            return
        press(qtbot, KEY.Key_Tab)
    raise AssertionError("never reached by Tab")


def test_one_line_is_understood_and_planned_as_one_step(
    sheet: PlanSheet, window: MainWindow, known: Book, qtbot
) -> None:
    assert sheet.line.hasFocus()
    write(qtbot, "coffee with Ana on Tuesday at 10 at Blue Bottle")
    assert [person.name for person in sheet.people.people] == ["Ana Ruiz"]
    assert (sheet.kind.value, sheet.day.text(), sheet.time.text()) == ("coffee", "24 November", "10:00")
    assert sheet.day_words.accessibleName() == "Tuesday 24 November"
    press(qtbot, KEY.Key_Return)
    assert not is_open(window)
    found = stored(known)
    assert (found["people"], found["on"], found["at"]) == (["Ana Ruiz"], "2026-11-24", "10:00")
    assert (found["kind"], found["place"], found["state"]) == ("coffee", "Blue Bottle", "planned")
    assert found["said"] == "coffee with Ana on Tuesday at 10 at Blue Bottle"
    assert known.steps(1)[0].label == "Planned coffee with Ana Ruiz"


def test_a_promise_in_the_line_is_shown_and_made_with_the_plan(
    sheet: PlanSheet, window: MainWindow, known: Book, qtbot
) -> None:
    write(qtbot, "coffee with Ana and Zoe Marsh on Tuesday. Send Ben the pricing list by Monday")
    write(qtbot, ". Zoe Marsh is looking for a printer")
    assert sheet.beside.isVisible()
    assert sheet.beside.text().split("\n") == [
        "Send Ben Okafor the pricing list, by Monday 23 November",
        "Zoe Marsh is looking for printer",
    ]
    assert sheet.purpose.text() == ""
    press(qtbot, KEY.Key_Return)
    assert stored(known)["people"] == ["Ana Ruiz", "Zoe Marsh"]
    assert known.read.values("SELECT full_name FROM person WHERE full_name LIKE 'Zoe%'") == ["Zoe Marsh"]
    promise = one.document(known.read, Key("promise", 1))
    assert (promise["people"], promise["due"], promise["kind"]) == (["Ben Okafor"], "2026-11-23", "share")
    assert known.read.value("SELECT meeting_id FROM promise") == 1
    assert (
        known.read.value("SELECT t.words FROM person_topic pt JOIN topic t ON t.id = topic_id") == "printer"
    )
    assert known.steps(1)[0].label == "Planned coffee with Ana Ruiz and Zoe Marsh"
    window.context.undo()
    assert known.read.value("SELECT count(*) FROM promise") == 0
    assert known.read.value("SELECT count(*) FROM person") == 4


def test_words_without_a_promise_show_none(sheet: PlanSheet, qtbot) -> None:
    write(qtbot, "coffee with Ana on Tuesday. Send Ben the list")
    assert sheet.beside.isVisible()
    for _ in range(len("Send Ben the list")):
        press(qtbot, KEY.Key_Backspace)
    assert not sheet.beside.isVisible()


def test_an_unclear_name_in_a_promise_is_asked_for(
    sheet: PlanSheet, window: MainWindow, known: Book, qtbot
) -> None:
    write(qtbot, "coffee with Ana on Tuesday. Send Tom the list")
    press(qtbot, KEY.Key_Return)
    assert is_open(window)
    assert sheet._problem.text() == "More than one person fits Tom: say which."
    assert known.read.value("SELECT count(*) FROM meeting") == 0


def test_field_by_field_with_two_people_and_one_who_is_new(
    sheet: PlanSheet, known: Book, window: MainWindow, qtbot
) -> None:
    tab_to(qtbot, window, sheet.people.field)
    write(qtbot, "okaf")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "Zed Foo")
    assert [offer.text() for offer in sheet.people.offers][-1] == "Zed Foo is new"
    press(qtbot, KEY.Key_Return)
    tab_to(qtbot, window, sheet.day)
    write(qtbot, "in two weeks")
    tab_to(qtbot, window, sheet.time)
    write(qtbot, "3pm")
    tab_to(qtbot, window, sheet.where)
    write(qtbot, "Brot")
    tab_to(qtbot, window, sheet.purpose)
    write(qtbot, "Hear about the bakery")
    press(qtbot, KEY.Key_Return)
    found = stored(known)
    assert (found["people"], found["on"], found["at"]) == (["Ben Okafor", "Zed Foo"], "2026-12-05", "15:00")
    assert (found["place"], found["purpose"]) == ("Brot", "Hear about the bakery")
    known.undo()
    assert known.read.value("SELECT count(*) FROM person WHERE full_name = 'Zed Foo'") == 0


def test_a_name_that_fits_two_is_asked_about(
    sheet: PlanSheet, known: Book, window: MainWindow, qtbot
) -> None:
    write(qtbot, "call with Tom on Friday")
    assert sheet.people.people == ()
    assert {offer.text() for offer in sheet.people.offers} == {"Tom Lind", "Tom Sandberg"}
    tab_to(qtbot, window, next(offer for offer in sheet.people.offers if offer.text() == "Tom Sandberg"))
    press(qtbot, KEY.Key_Return)
    sheet.purpose.setFocus()
    press(qtbot, KEY.Key_Return)
    assert stored(known)["people"] == ["Tom Sandberg"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("coffee with Ana", "A plan needs a day: say when, such as next Tuesday."),
        ("coffee on Friday", "A meeting is with someone: say who."),
    ],
)
def test_what_is_missing_is_said_in_the_sheet(
    sheet: PlanSheet, known: Book, qtbot, line: str, said: str
) -> None:
    write(qtbot, line)
    press(qtbot, KEY.Key_Return)
    assert sheet.is_open
    assert sheet._problem.text() == said
    assert known.read.value("SELECT count(*) FROM meeting") == 0


def test_an_event_needs_nobody_yet(sheet: PlanSheet, known: Book, qtbot) -> None:
    write(qtbot, "Event: winter market on Friday at 18")
    press(qtbot, KEY.Key_Return)
    assert not sheet.is_open
    assert known.read.values("SELECT purpose FROM meeting WHERE kind = 'event'") == ["winter market"]


def test_a_time_that_is_none_is_said(sheet: PlanSheet, qtbot) -> None:
    write(qtbot, "coffee with Ana on Friday")
    sheet.time.setText("soonish")
    press(qtbot, KEY.Key_Return)
    assert sheet._problem.text() == "“soonish” is no time. Write it as 09:30 or 2pm."


def test_another_plan_with_one_of_them_that_day_is_pointed_out_and_blocks_nothing(
    known: Book, window: MainWindow, qtbot
) -> None:
    with known.work() as work:
        ana = work.session.get_one(scenes.Person, 1)
        scenes.meeting(work, date(2026, 11, 24), ana, state="planned", held_at="14:00")
    press(qtbot, KEY.Key_M, CTRL | SHIFT)
    sheet = opened(window)
    write(qtbot, "call with Ana and Ben on Tuesday")
    assert sheet.notice.isVisible()
    assert sheet.notice.text() == "Also planned that day: Coffee with Ana Ruiz at 14:00."
    press(qtbot, KEY.Key_Return)
    assert known.read.value("SELECT count(*) FROM meeting") == 2


def test_what_was_typed_survives_esc(sheet: PlanSheet, window: MainWindow, qtbot, settled) -> None:
    write(qtbot, "coffee with Ana on Friday")
    sheet.purpose.setText("Her label")
    press(qtbot, KEY.Key_Escape)
    assert not is_open(window)
    settled()
    press(qtbot, KEY.Key_M, CTRL | SHIFT)
    again = opened(window)
    assert (again.line.text(), again.purpose.text()) == ("coffee with Ana on Friday", "Her label")
    assert [person.name for person in again.people.people] == ["Ana Ruiz"]
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_M, CTRL | SHIFT)
    assert opened(window).line.text() == ""


def test_from_a_persons_page_they_stand_in_it(known: Book, window: MainWindow, qtbot, settled) -> None:
    window.context.open_person(2)
    settled()
    press(qtbot, KEY.Key_P)
    sheet = opened(window)
    assert [person.name for person in sheet.people.people] == ["Ben Okafor"]
    write(qtbot, "lunch next Friday")
    press(qtbot, KEY.Key_Return)
    found = stored(known)
    assert (found["people"], found["kind"], found["on"]) == (["Ben Okafor"], "meal", "2026-11-27")


def test_a_person_is_taken_out_by_key(sheet: PlanSheet, window: MainWindow, qtbot) -> None:
    write(qtbot, "coffee with Ana and Ben on Friday")
    tab_to(qtbot, window, sheet.people.field)
    press(qtbot, KEY.Key_Backspace)
    assert [person.name for person in sheet.people.people] == ["Ana Ruiz"]


def test_what_the_line_no_longer_says_goes_and_what_was_put_right_stays(sheet: PlanSheet, qtbot) -> None:
    write(qtbot, "coffee with Ana on Tuesday at 1")
    assert sheet.time.text() == "13:00"
    write(qtbot, "0")
    assert (sheet.time.text(), sheet.purpose.text()) == ("10:00", "")
    sheet.day.setText("25 November")
    write(qtbot, " at Brot")
    assert (sheet.day.text(), sheet.where.text()) == ("25 November", "Brot")
    for _ in range(len(" at Brot")):
        press(qtbot, KEY.Key_Backspace)
    assert (sheet.day.text(), sheet.where.text(), sheet.time.text()) == ("25 November", "", "10:00")
    sheet.line.clear()
    assert (sheet.day.text(), sheet.time.text(), sheet.kind.value) == ("25 November", "", "meeting")
    assert sheet.people.people == ()
