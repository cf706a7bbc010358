"""Ctrl+K: people and commands as you type."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.crm.storage.test_journal import add_person
from tests.ui.stories import log
from ui import background, use_cases
from ui.context import Context
from ui.shell.main_window import MainWindow
from ui.shell.one_box.delegate import match_range
from ui.shell.one_box.sheet import OneBox
from ui.shell.saved_state import StatusLink


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


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dark", "Settings"),
        ("dark mode", "Settings"),
        ("turn on the dark", "Settings"),
        ("undo", "Undo"),
        ("merge", "Possible duplicates"),
        ("mark", "Mark Ito"),  # as typed: a name goes first
        ("dar", "Settings"),  # too short for slips
    ],
)
def test_a_command_named_exactly_goes_before_a_name_that_is_only_like_it(
    box: OneBox, book: Book, qtbot, settled, typed: str, first: str
) -> None:
    for name in ("Mark Ito", "Udo Blau", "Marge Lind", "Dora Kern"):
        add_person(book, name)
    qtbot.keyClicks(box.field, typed)
    settled()
    assert titles(box)[1] == first


def test_a_command_is_done_by_its_name(box: OneBox, window: MainWindow, qtbot) -> None:
    qtbot.keyClicks(box.field, "sett")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.stack.place[0] == "settings"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("export vc", "Export…"),
        ("csv import", "Import contacts or a calendar…"),
        ("book back", "Back up now"),
        ("dark", "Settings"),
        ("take back", "Undo"),
        ("bug", "Report a problem…"),
        ("go hist", "History"),
        ("preferences", "Settings"),
        ("merge", "Possible duplicates"),
    ],
)
def test_a_command_is_found_by_its_menu_and_by_other_words_for_it(
    box: OneBox, typed: str, first: str
) -> None:
    box.field.setText(typed)
    assert titles(box)[:2] == ["Do", first]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dark mode", "Settings"),
        ("text size", "Settings"),
        ("bigger font", "Settings"),
        ("start at login", "Settings"),
        ("turn off the notifications", "Settings"),
        ("how do I import my contacts", "Import contacts or a calendar…"),
        ("save as csv", "Export…"),
        ("add a note", "Log what happened"),
        ("all birthdays", "Today"),
        ("change history", "History"),
        ("who came in", "History"),
        ("show shortcuts", "Keyboard shortcuts"),
        ("open my tags", "People"),
    ],
)
def test_a_command_is_found_by_a_phrase_as_one_says_it(box: OneBox, typed: str, found: str) -> None:
    box.field.setText(typed)
    assert found in titles(box)


def test_small_words_alone_find_what_begins_with_them(box: OneBox) -> None:
    box.field.setText("to")
    assert "Today" in titles(box)
    assert "Settings" not in titles(box)


def test_every_command_is_found_by_the_words_of_its_menu_entry(box: OneBox) -> None:
    offered = titles(box)[1:]
    assert len(offered) > 12
    for title in offered:
        box.field.setText(title.removesuffix("…"))
        assert title in titles(box), title


def test_what_the_open_page_adds_is_offered_too(box: OneBox, window: MainWindow, qtbot) -> None:
    box.close_sheet()
    window.open_page("history")
    window.open_box()
    assert "Undo or redo this step" not in titles(box)
    qtbot.keyClicks(box.field, "redo step")
    assert titles(box) == ["Do", "Undo or redo this step"]
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert [step.label for step in window.context.book.steps(9) if step.undone] == ["Added Ben Okafor"]


def test_what_the_sidebar_warns_of_is_reached_from_the_box(box: OneBox, window: MainWindow, qtbot) -> None:
    box.close_sheet()
    went: list[str] = []
    window.show_state(
        "Something in your book is damaged.",
        link=StatusLink("See what was found", lambda: went.append("there")),
    )
    window.open_box()
    qtbot.keyClicks(box.field, "damag")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert went == ["there"]
    window.show_state("Saved.")
    window.open_box()
    assert "See what was found" not in titles(box)


def test_a_written_thing_opens_with_its_fields(
    box: OneBox, context: Context, window: MainWindow, settled: Callable[[], None], qtbot
) -> None:
    context.do(use_cases.people.notes.add_note, 1, "Redoing the labels before Christmas")
    box.field.clear()
    qtbot.keyClicks(box.field, "christmas")
    assert "Written" in titles(box)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.is_open
    sheet = window.sheets._thing
    assert sheet.title.text() == "A note about Ana Ruiz, of 21 November"
    assert sheet.fields.rows["words"].text == "Redoing the labels before Christmas"


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
    monkeypatch.setattr(background, "runner", lambda *job: waiting.append(job))
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
    start, end = match_range(text, typed)
    assert text[start:end] == part
