"""The page of proposals, settled by keyboard, and the line above Today that leads to it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.meetings.event_sources import format_source
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.stories import CTRL, press
from ui.shell.main_window import MainWindow

KEY = Qt.Key


@pytest.fixture
def five(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        ben = scenes.person(work, "Ben Okafor")
        for number in range(1, 6):
            who = (ana, ben) if number == 1 else (ana,)
            more = {"place": "Blue Bottle", "purpose": f"Number {number}", "state": "proposed"}
            scenes.meeting(work, TODAY - timedelta(days=number), *who, held_at="09:00", **more)


@pytest.fixture
def page(five: None, window: MainWindow, settled):
    window.open_page("proposals")
    settled()
    return window.stack.page


def states(book: Book) -> list[str]:
    return book.read.values("SELECT state FROM meeting ORDER BY id")


def test_the_latest_stands_first_and_says_who_when_and_where(page) -> None:
    assert page._header.words.accessibleName() == "5 meetings wait for your yes. Nothing counts before."
    first = page.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first == "Number 1, with Ana Ruiz and Ben Okafor, Friday 20 November, 09:00, Blue Bottle"


def test_whoever_is_in_the_title_alone_stands_there_with_the_reason(
    book: Book, window: MainWindow, settled
) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        for day, what in enumerate(("Lunch with Ana", "Lunch with Ana Ruiz")):
            more = {
                "purpose": what,
                "source_uid": format_source(what, "0", by_title=True),
                "state": "proposed",
            }
            scenes.meeting(work, TODAY - timedelta(days=2 - day), ana, **more)
    window.open_page("proposals")
    settled()
    rows = window.stack.page.list.rows
    assert [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(2)] == [
        "Lunch with Ana Ruiz, Friday 20 November. No guests: the title names them",
        "Lunch with Ana, with Ana Ruiz, Thursday 19 November. No guests: the title names them",
    ]


def test_one_key_settles_each_and_the_next_takes_its_place(page, book: Book, qtbot, settled) -> None:
    for key in (KEY.Key_Y, KEY.Key_N, KEY.Key_D, KEY.Key_Return):
        press(qtbot, key)
        settled()
    assert states(book) == ["happened", "missed", "happened", "proposed"]
    assert page.list.chosen().what == "Number 5"
    press(qtbot, KEY.Key_Z, CTRL)
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert states(book) == ["happened", "missed", "proposed", "proposed", "proposed"]


def test_all_of_them_are_one_step(page, window: MainWindow, book: Book, qtbot, settled) -> None:
    steps = len(book.steps())
    press(qtbot, KEY.Key_A)
    settled()
    assert (states(book), len(book.steps())) == (["happened"] * 5, steps + 1)
    assert page._header.words.accessibleName() == "Nothing waits for your word."
    assert page.is_passed
    assert window.toast.accessibleName() == "Noted that 5 meetings happened"
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert states(book) == ["proposed"] * 5
    assert window.focusWidget() is page.list


@pytest.mark.parametrize(
    ("key", "state"), [(KEY.Key_N, "missed"), (KEY.Key_Y, "happened"), (KEY.Key_Return, "happened")]
)
def test_after_an_undo_of_the_last_one_the_keys_work(
    window: MainWindow, book: Book, qtbot, settled, key: Qt.Key, state: str
) -> None:
    with book.work() as work:
        scenes.meeting(work, TODAY, scenes.person(work, "Ana Ruiz"), state="proposed", purpose="Walk")
    window.open_page("proposals")
    settled()
    for press_and_undo in range(2):
        press(qtbot, KEY.Key_Y)
        settled()
        assert (states(book), window.stack.page.is_passed) == (["happened"], True), press_and_undo
        press(qtbot, KEY.Key_Z, CTRL)
        settled()
        assert states(book) == ["proposed"]
    press(qtbot, key)
    settled()
    assert states(book) == [state]


def test_several_chosen_are_settled_together(page, book: Book, qtbot, settled) -> None:
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page._header.words.accessibleName() == "5 meetings wait for your yes, 2 chosen."
    press(qtbot, KEY.Key_N)
    settled()
    assert states(book) == ["proposed", "missed", "missed", "proposed", "proposed"]
    assert page.list.chosen().what == "Number 4"  # those above went; nothing that waits is skipped
    assert page._header.words.accessibleName() == "3 meetings wait for your yes. Nothing counts before."


def test_today_says_how_many_wait_and_leads_there(
    five: None, window: MainWindow, book: Book, qtbot, settled
) -> None:
    window.open_page("today")
    settled()
    page = window.stack.page
    assert page._header.words.accessibleName().endswith(" Five proposals came in.")
    press(qtbot, KEY.Key_P)
    settled()
    assert len(page.came_in.panel.cards) == 5
    window.open_page("proposals")
    settled()
    press(qtbot, KEY.Key_A)
    settled()
    window.back()
    settled()
    assert window.stack.place[0] == "today"
    assert page.came_in.entries == ()
    assert not page.inside.itemAt(0).widget().isVisible()


def test_the_page_is_found_among_the_commands(five: None, window: MainWindow, settled) -> None:
    window.actions_by_name["proposals"].trigger()
    settled()
    assert window.stack.place[0] == "proposals"


def test_who_is_in_nearly_all_may_be_the_user_and_is_taken_out_at_their_word(
    window: MainWindow, book: Book, qtbot, settled
) -> None:
    with book.work() as work:
        jo = scenes.person(work, "Jo Lindqvist", "jo@lindqvist.example")
        others = [scenes.person(work, name) for name in ("Ana Ruiz", "Ben Okafor", "Mei Tanaka")]
        for day in range(1, 7):
            more = {"state": "proposed", "source_uid": format_source(f"e{day}", "0"), "purpose": f"Day {day}"}
            scenes.meeting(work, TODAY - timedelta(days=day), jo, others[day % 3], **more)
        scenes.meeting(
            work, TODAY - timedelta(days=9), jo, **more | {"source_uid": format_source("alone", "0")}
        )
    window.open_page("proposals")
    settled()
    page = window.stack.page
    assert page.owner_question.words.text() == (
        "Jo Lindqvist is in all 6 meetings with several people. Is that you?"
    )
    page.owner_question.yes.click()
    settled()
    assert window.toast.accessibleName() == "Noted that Jo Lindqvist is me"
    assert not page.owner_question.isVisible()
    shown = [page.list.rows.row_at(at).people for at in range(page.list.rows.rowCount())]
    assert shown == [("Ben Okafor",), ("Mei Tanaka",), ("Ana Ruiz",)] * 2
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert page.list.rows.rowCount() == 7
    page.owner_question.no.click()
    press(qtbot, KEY.Key_Y)
    settled()
    assert not page.owner_question.isVisible()
    assert states(book).count("happened") == 1
