"""The page of proposals, settled by keyboard, and the line above Today that leads to it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
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
    assert first == "Coffee with Ana Ruiz and Ben Okafor, Friday 20 November, 09:00, Blue Bottle. Number 1"


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
    line = window.stack.page._proposals
    assert line.isVisible()
    assert line.words.accessibleName() == "5 meetings from your calendar wait for your yes"
    press(qtbot, KEY.Key_P)
    settled()
    assert window.stack.place[0] == "proposals"
    press(qtbot, KEY.Key_A)
    settled()
    window.back()
    settled()
    assert window.stack.place[0] == "today"
    assert not line.isVisible()


def test_the_page_is_found_among_the_commands(five: None, window: MainWindow, settled) -> None:
    window.actions_by_name["proposals"].trigger()
    settled()
    assert window.stack.place[0] == "proposals"
