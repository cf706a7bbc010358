"""An introduction by keyboard: promised over coffee, both asked, one later, made, heard back; and one received."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import TODAY
from tests.journeys.started import Started
from tests.ui.stories import CTRL, press, write
from ui.widgets import mail

KEY = Qt.Key


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the mail program."""
    links: list[str] = []
    monkeypatch.setattr(mail.QDesktopServices, "openUrl", lambda url: links.append(url.toString()) or True)
    return links


def log(program: Started, qtbot, settled, words: str) -> None:
    press(qtbot, KEY.Key_L, CTRL)
    write(qtbot, words)
    press(qtbot, KEY.Key_Return)
    settled()
    assert program.book.read.value("SELECT count(*) FROM step") > 0


def introductions(program: Started, qtbot, settled) -> list[str]:
    """The cards of the page, opened by its key."""
    press(qtbot, KEY.Key_4, CTRL)
    settled()
    rows = program.page.list.rows
    return [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]


def today(program: Started, qtbot, settled) -> list[str]:
    """The introduction rows and thanks of Today, opened by its key."""
    press(qtbot, KEY.Key_1, CTRL)
    settled()
    words = ("Introduce", "Ask", "Thank", "Tell")
    return [line.split(",")[0] for line in program.today() if line.startswith(words)]


def test_a_promise_over_coffee_becomes_two_people_who_know_each_other(start, opened, qtbot, settled) -> None:
    program = start()
    log(program, qtbot, settled, "Coffee with Ana Ruiz. Intro her to Ben Okafor")
    assert today(program, qtbot, settled) == ["Introduce Ana Ruiz to Ben Okafor"]
    assert introductions(program, qtbot, settled)[:2] == [
        "Yours to do next",
        "Ana Ruiz and Ben Okafor, Offered today, Ana: –, Ben: –, ask both, Monday",
    ]

    press(qtbot, KEY.Key_Return)  # to the draft for Ana
    press(qtbot, KEY.Key_Return)  # opens it in the mail program
    assert len(opened) == 1
    assert "Ben" in opened[0]
    program.page.list.setFocus()
    press(qtbot, KEY.Key_D)
    settled()
    assert today(program, qtbot, settled) == ["Ask Ben Okafor about meeting Ana Ruiz"]
    introductions(program, qtbot, settled)
    press(qtbot, KEY.Key_D)
    settled()
    assert today(program, qtbot, settled) == []
    assert introductions(program, qtbot, settled)[0] == "Waiting for them"

    press(qtbot, KEY.Key_A)
    settled()
    menu = QApplication.activePopupWidget()
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return):  # not asked, asked, said yes
        qtbot.keyClick(menu, key)
    settled()
    assert program.book.read.values("SELECT answer FROM introduction_side") == ["yes", "asked"]
    program.page.commands.answer(program.page.chosen().record, 2, "later", days(20))
    settled()
    program = start(days(19))
    assert today(program, qtbot, settled) == []
    program = start(days(20))
    settled()
    assert program.window.sidebar._nav["introductions"].accessibleName() == "Introductions, 1 due"
    assert today(program, qtbot, settled) == ["Ask Ben Okafor again about meeting Ana Ruiz"]
    assert "ask Ben again, today" in introductions(program, qtbot, settled)[1]
    program.page.commands.answer(program.page.chosen().record, 2, "yes")
    settled()
    assert "make it" in introductions(program, qtbot, settled)[1]

    press(qtbot, KEY.Key_D)
    settled()
    assert program.book.read.value("SELECT state FROM introduction") == "made"
    assert today(program, qtbot, settled) == []
    program = start(days(60))
    assert today(program, qtbot, settled) == ["Ask Ana Ruiz and Ben Okafor how it went"]
    introductions(program, qtbot, settled)
    press(qtbot, KEY.Key_D)
    settled()
    assert program.book.read.value("SELECT state FROM introduction") == "heard"
    assert today(program, qtbot, settled) == []
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert program.book.read.value("SELECT state FROM introduction") == "made"


def test_whoever_introduced_me_is_thanked_and_told_what_came_of_it(start, qtbot, settled) -> None:
    program = start()
    log(program, qtbot, settled, "Coffee with Ben Okafor. He introduced me to Tom Sandberg")
    assert today(program, qtbot, settled) == ["Thank Ben Okafor for introducing me to Tom Sandberg"]
    assert introductions(program, qtbot, settled)[1].startswith("Ben Okafor introduced you to Tom Sandberg")
    press(qtbot, KEY.Key_D)
    settled()
    assert program.book.read.value("SELECT thanked_on FROM introduction") == TODAY.isoformat()
    assert introductions(program, qtbot, settled)[0] == "Received, others introduced you"
    program = start(days(14))
    assert today(program, qtbot, settled) == ["Tell Ben Okafor what came of meeting Tom Sandberg"]
    introductions(program, qtbot, settled)
    press(qtbot, KEY.Key_D)
    settled()
    assert program.book.read.value("SELECT state FROM introduction") == "heard"
    assert today(program, qtbot, settled) == []


def test_a_new_introduction_by_keyboard_alone(start, qtbot, settled) -> None:
    program = start()
    log(program, qtbot, settled, "Coffee with Ana Ruiz and Ben Okafor")
    introductions(program, qtbot, settled)
    assert program.page._none.button.hasFocus(), "the empty page has one button"
    press(qtbot, KEY.Key_Return)
    settled()
    write(qtbot, "Ana Ruiz")
    press(qtbot, KEY.Key_Return)
    settled()
    write(qtbot, "Ben prints labels")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "Ben Okafor")
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_Return)
    press(qtbot, KEY.Key_Return)
    settled()
    assert program.book.read.value("SELECT state FROM introduction") == "offered"
    assert program.book.read.value("SELECT reason FROM introduction_side") == "Ben prints labels"
    assert introductions(program, qtbot, settled)[0] == "Yours to do next"
