"""A correction in Log belongs to the words it was made on: it is seen as such, taken back by key, and goes with them."""

import os
import time
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from tests.crm.storage.test_journal import add_person
from tests.ui.stories import CTRL, press, write
from ui.drafts import LOG_FILE
from ui.shell.capture.sheet import CaptureSheet
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import RemovableChip

TODAY = date(2026, 11, 21)
THURSDAY = date(2026, 11, 19)
SAID = "Coffee with Ana Ruiz. Send her the pricing article"


@pytest.fixture
def sheet(window: MainWindow, book: Book, qtbot) -> CaptureSheet:
    for name in ("Ana Ruiz", "Ben Okafor", "Chris Doyle", "Chris Park", "Chris Wu"):
        add_person(book, name)
    window.capture()
    return window.sheets._capture


def choose(sheet: CaptureSheet, button: str, words: str, qtbot) -> None:
    """Opens the menu of a button of the lines by key, and takes what it offers."""
    shown = [one for one in sheet.lines.findChildren(Button) if one.isVisible()]
    next(one for one in shown if one.accessibleName().startswith(button)).setFocus()
    press(qtbot, Qt.Key.Key_Return)
    menu = next(one for one in sheet.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()
    sheet.window().activateWindow()  # what is behind a menu gets that from a window manager
    qtbot.waitActive(sheet.window())
    sheet.text.setFocus()


def changed(sheet: CaptureSheet) -> list[str]:
    return [chip.body.text() for chip in _chips(sheet)]


def _chips(sheet: CaptureSheet) -> list[RemovableChip]:
    return [one for one in sheet.lines.findChildren(RemovableChip) if one.isVisible()]


def say(sheet: CaptureSheet, words: str) -> None:
    """In one go, at the cursor or over what is chosen."""
    sheet.text.insertPlainText(words)


@pytest.fixture
def corrected(sheet: CaptureSheet, qtbot) -> CaptureSheet:
    """A coffee that was a call on Thursday."""
    say(sheet, SAID)
    choose(sheet, "Day: today", "Thursday 19 November", qtbot)
    choose(sheet, "Kind: coffee", "Call", qtbot)
    return sheet


def read(sheet: CaptureSheet) -> tuple[str, date]:
    assert sheet._draft.meeting is not None
    return sheet._draft.meeting.kind, sheet._draft.meeting.on


def test_a_date_that_was_chosen_never_reaches_another_sentence(
    corrected: CaptureSheet, book: Book, qtbot
) -> None:
    assert read(corrected) == ("call", THURSDAY)
    corrected.text.selectAll()
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_Escape)
    assert not corrected.is_open
    press(qtbot, Qt.Key.Key_L, CTRL)
    assert not corrected._draft_notice.isVisible()
    say(corrected, "Coffee with Ben Okafor")
    assert changed(corrected) == []
    press(qtbot, Qt.Key.Key_Return)
    assert book.read.value("SELECT kind || ' ' || held_on FROM meeting") == "coffee 2026-11-21"


def test_each_correction_is_seen_and_taken_back_by_key(corrected: CaptureSheet, qtbot) -> None:
    corrected.lines._set_place("Leith")
    corrected.lines._set_due(corrected._draft.promises[0], date(2026, 12, 1))
    assert changed(corrected) == [
        "Thursday 19 November, not today",
        "Call, not coffee",
        "At Leith",
        "“the pricing article”: Tuesday 1 December",
    ]
    corrected.text.setFocus()
    while QApplication.focusWidget() is not _chips(corrected)[0].body:
        press(qtbot, Qt.Key.Key_Tab)
    for left in (3, 2, 1, 0):
        press(qtbot, Qt.Key.Key_Delete)
        assert len(changed(corrected)) == left
    assert QApplication.focusWidget() is corrected.text
    assert read(corrected) == ("coffee", TODAY)
    assert corrected._draft.promises[0].due == date(2026, 11, 23)


def test_pressing_one_chooses_anew(corrected: CaptureSheet, qtbot) -> None:
    _chips(corrected)[1].body.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    menu = next(one for one in corrected.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == "Walk").trigger()
    menu.close()
    assert changed(corrected) == ["Thursday 19 November, not today", "Walk, not coffee"]


def test_a_promise_taken_out_by_mistake_comes_back(sheet: CaptureSheet, qtbot) -> None:
    say(sheet, SAID)
    crosses = [one for one in sheet.lines.findChildren(IconButton) if one.isVisible()]
    next(one for one in crosses if one.accessibleName() == "Not a promise").click()
    assert sheet._draft.promises == []
    sheet.text.setFocus()
    say(sheet, " and the price list")
    assert sheet._draft.promises == [], "its words grew, and it is still none"
    assert changed(sheet) == ["“the pricing article” is no promise"]
    _chips(sheet)[0].cross.click()
    assert [one.what for one in sheet._draft.promises] == ["the pricing article and the price list"]


def test_a_person_chosen_can_be_chosen_again(sheet: CaptureSheet, qtbot) -> None:
    say(sheet, "Coffee with Chris")
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    [said] = changed(sheet)
    assert said.startswith("Chris is Chris ")
    _chips(sheet)[0].body.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert sheet._draft.ambiguous
    press(qtbot, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    sheet.text.selectAll()
    say(sheet, "Lunch with Chris")
    assert sheet._draft.ambiguous, "another sentence, another choice"


def test_the_buttons_that_go_on_leave_corrections_be(corrected: CaptureSheet) -> None:
    plus = next(one for one in corrected.findChildren(Button) if one.accessibleName() == "+ topic")
    plus.click()
    assert corrected.text.text() == f"{SAID}. She is looking for "
    assert read(corrected) == ("call", THURSDAY)


def test_a_text_that_comes_back_says_from_when_it_is(
    corrected: CaptureSheet, window: MainWindow, book: Book, qtbot
) -> None:
    qtbot.waitUntil((book.folder / LOG_FILE).exists)
    press(qtbot, Qt.Key.Key_Escape)
    window.sheets.discard()
    yesterday = time.mktime((2026, 11, 20, 18, 40, 0, 0, 0, -1))
    os.utime(book.folder / LOG_FILE, (yesterday, yesterday))
    window.context.drafts._typed_at.clear()  # as in a new start
    window.capture()
    again = window.sheets._capture
    assert again._draft_notice.isVisible()
    assert again._draft_notice.text().startswith("Your text from yesterday, 18:40.")
    assert read(again) == ("coffee", TODAY), "corrections of a window that is gone are gone"
    write(qtbot, "L")
    assert again.text.text() == "L", "it was chosen whole, so typing begins anew"
    assert not again._draft_notice.isVisible()
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert again.text.text() == SAID


def test_in_one_session_the_text_comes_back_with_what_was_corrected(
    corrected: CaptureSheet, window: MainWindow, qtbot
) -> None:
    press(qtbot, Qt.Key.Key_Escape)
    window.capture()
    assert corrected._draft_notice.text().startswith("Your text from ")
    assert read(corrected) == ("call", THURSDAY)
    assert len(changed(corrected)) == 2
    press(qtbot, Qt.Key.Key_End, CTRL)
    press(qtbot, Qt.Key.Key_L, CTRL)
    assert corrected.text.textCursor().selectedText() == "", (
        "asked for again while it is open, it stays as it is"
    )
    window.capture("Call with Ben Okafor")
    assert corrected.text.text() == f"{SAID}\nCall with Ben Okafor"
    assert read(corrected) == ("call", THURSDAY)
