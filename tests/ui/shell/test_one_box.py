"""Ctrl+K: people and commands as you type."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.crm.storage.test_journal import add_person
from tests.ui.stories import log
from ui import background, doing
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.shell.one_box.delegate import marked
from ui.shell.one_box.sheet import OneBox


@pytest.fixture
def box(window: MainWindow, book: Book, qtbot) -> OneBox:
    for name in ("Ana Ruiz", "Élise Ørsted", "Ben Okafor"):
        add_person(book, name)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return window.sheets._box


def titles(box: OneBox) -> list[str]:
    return [box.list.rows.row_at(at).title for at in range(box.list.rows.rowCount())]


def test_an_empty_box_offers_every_command(box: OneBox) -> None:
    assert titles(box)[:2] == ["Do", "Log what happened"]
    assert "Settings" in titles(box)


def test_a_few_letters_and_enter_open_a_person(box: OneBox, window: MainWindow, qtbot) -> None:
    qtbot.keyClicks(box.field, "elise")
    assert titles(box)[:2] == ["People", "Élise Ørsted"]
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.is_open
    assert window.stack.place == ("person", 2)


def test_down_goes_from_people_to_commands_over_the_heading(box: OneBox, window: MainWindow, qtbot) -> None:
    qtbot.keyClicks(box.field, "b")
    assert titles(box)[:2] == ["People", "Ben Okafor"]
    assert "Back up now" in titles(box)
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    assert box.list.chosen().kind == "command"
    qtbot.keyClick(box.field, Qt.Key.Key_Up)
    assert box.list.chosen().title == "Ben Okafor"


def test_a_command_is_done_by_its_name(box: OneBox, window: MainWindow, qtbot) -> None:
    qtbot.keyClicks(box.field, "sett")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.stack.place[0] == "settings"


def test_written_things_lead_to_whom_they_are_about(
    box: OneBox, context: Context, window: MainWindow, settled: Callable[[], None], qtbot
) -> None:
    context.do(doing.people.notes.add_note, 1, "Redoing the labels before Christmas")
    box.field.clear()
    qtbot.keyClicks(box.field, "christmas")
    assert "Written" in titles(box)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.stack.place == ("person", 1)


def test_people_are_found_by_their_topics_and_written_things_say_when_and_with_whom(
    box: OneBox, book: Book, context: Context, qtbot
) -> None:
    log(book, "Coffee with Ana Ruiz yesterday. Talked about prices for the second shop")
    log(book, "Ana Ruiz can help with wholesale pricing. I’ll send her the price list")
    box.field.clear()
    qtbot.keyClicks(box.field, "pric")
    rows = [box.list.rows.row_at(at) for at in range(box.list.rows.rowCount())]
    assert (rows[1].title, rows[1].detail) == ("Ana Ruiz", "can help with wholesale pricing")
    told = [row.title for row in rows if row.kind == "written"]
    assert "20 November, coffee with Ana: “Talked about prices for the second shop”" in told
    assert any(row.startswith("Promise: ") and "price list" in row for row in told)


def test_enter_waits_for_what_is_typed_now(
    box: OneBox, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    waiting: list = []
    monkeypatch.setattr(background, "run_in_background", lambda *job: waiting.append(job))
    qtbot.keyClicks(box.field, "elise")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.is_open, "what is shown is older than what was typed"
    while waiting:
        job, then, _failed = waiting.pop()
        then(job())
    assert window.stack.place == ("person", 2)


def test_nothing_found_is_said(box: OneBox, qtbot) -> None:
    qtbot.keyClicks(box.field, "qqqqzzzz")
    assert titles(box) == []
    assert box._nothing.isVisible()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.is_open


@pytest.mark.parametrize(
    ("text", "typed", "part"),
    [
        ("Ana Ruiz", "ru", "Ru"),
        ("Élise Ørsted", "eli", "Éli"),
        ("Ana", "x", ""),
        ("Shop-fitting", "fit", "fit"),
    ],
)
def test_the_typed_letters_are_marked(text: str, typed: str, part: str) -> None:
    start, end = marked(text, typed)
    assert text[start:end] == part
