"""A correction in Log belongs to the words it was made on: it is seen as such, taken back by key, and goes with them."""

import os
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.capture.draft import Span
from crm.capture.names import KnownName, Names
from crm.capture.understand import understand
from tests.crm.storage.test_journal import add_person
from tests.ui.stories import CTRL, press, write
from ui.drafts import LOG_FILE
from ui.shell.capture.corrections import Corrections
from ui.shell.capture.edits import Edit, TrackedRange, code_points
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
    assert not corrected._offer.isVisible()
    say(corrected, "Coffee with Ben Okafor")
    assert changed(corrected) == []
    press(qtbot, Qt.Key.Key_Return)
    assert book.read.value("SELECT kind || ' ' || held_on FROM meeting") == "coffee 2026-11-21"


class Typing:
    """The text and its corrections as the sheet keeps them, without a window: a call on Thursday that was read as a coffee today."""

    def __init__(self, text: str = SAID) -> None:
        self.text, self.made = text, Corrections()
        self.read()
        self.made.choose_kind("call")
        self.made.choose_day(THURSDAY)
        self.read()

    def read(self) -> tuple[str, date]:
        names = Names([KnownName(1, "Ana Ruiz", "Ana", "Ruiz"), KnownName(2, "Ben Okafor", "Ben", "Okafor")])
        self.draft = self.made.apply(understand(self.text, TODAY, names, self.made.chosen), TODAY)
        return (self.draft.meeting.kind, self.draft.meeting.on) if self.draft.meeting else ("", TODAY)

    def put(self, after: str, words: str) -> tuple[str, date]:
        """Typed right behind these words."""
        return self.replace("", words, self.text.index(after) + len(after))

    def replace(self, old: str, new: str, at: int = -1) -> tuple[str, date]:
        at = at if at >= 0 else self.text.index(old)
        self.text = self.text[:at] + new + self.text[at + len(old) :]
        self.made.follow(Edit(at, len(old), len(new)), self.text)
        return self.read()

    @property
    def changed(self) -> list[str]:
        return [one.words(TODAY) for one in self.made.active()]


@pytest.mark.parametrize(
    "other",
    [
        "Coffee with Ben Okafor",
        "Coffee with Ana Ruiz. Send her the deck",
        "Coffee with Ben Okafor\nCoffee with Ana Ruiz",
    ],
)
def test_another_sentence_pasted_over_it_says_what_it_says(other: str) -> None:
    typing = Typing()
    assert typing.replace(SAID, other) == ("coffee", TODAY)
    assert typing.changed == []


def test_the_same_sentence_typed_again_from_its_first_letter_is_another() -> None:
    typing = Typing()
    typing.replace(SAID[1:], "")
    assert typing.replace("C", SAID) == ("coffee", TODAY)


def test_what_is_written_later_counts_and_the_correction_comes_back_with_its_words() -> None:
    typing = Typing()
    assert typing.put("Ruiz", " yesterday") == ("call", TODAY - timedelta(days=1))
    assert typing.changed == ["Call, not coffee"]
    assert typing.replace(" yesterday", "") == ("call", THURSDAY)
    assert typing.replace("Coffee", "Lunch") == ("meal", THURSDAY)


def test_another_partner_and_what_stands_around_leave_it_be() -> None:
    typing = Typing()
    assert typing.put("", "It rained, 🌧 all day. ") == ("call", THURSDAY)
    assert typing.replace("Ana Ruiz", "Ben Okafor") == ("call", THURSDAY)
    assert typing.put("article", ". Back in May") == ("call", THURSDAY)
    assert typing.put("", "Lunch with Ben Okafor. ") == ("meal", TODAY), "a meeting in front has its own day"
    assert typing.changed == []


def test_a_day_of_a_promise_goes_with_its_words() -> None:
    typing = Typing()
    typing.made.choose_due(typing.draft.promises[0], date(2026, 12, 1))
    typing.put("article", " and the list")
    assert [(one.what, one.due) for one in typing.draft.promises] == [
        ("the pricing article and the list", date(2026, 12, 1))
    ]
    typing.put("list", " by Friday")
    assert typing.draft.promises[0].due == date(2026, 11, 27), "what is written later counts"
    typing.replace("Send her the pricing article and the list by Friday", "Send her the deck")
    assert typing.draft.promises[0].due == date(2026, 11, 23)


def test_choosing_what_the_text_says_anyway_corrects_nothing() -> None:
    typing = Typing()
    typing.made.choose_kind("coffee")
    typing.made.choose_day(TODAY)
    assert typing.read() == ("coffee", TODAY)
    assert typing.changed == []


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
    assert again._offer.isVisible()
    assert again._offer.text().startswith("Your text from yesterday, 18:40.")
    assert read(again) == ("coffee", TODAY), "corrections of a window that is gone are gone"
    write(qtbot, "L")
    assert again.text.text() == "L", "it was chosen whole, so typing begins anew"
    assert not again._offer.isVisible()
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert again.text.text() == SAID


def test_in_one_session_the_text_comes_back_with_what_was_corrected(
    corrected: CaptureSheet, window: MainWindow, qtbot
) -> None:
    press(qtbot, Qt.Key.Key_Escape)
    window.capture()
    assert corrected._offer.text().startswith("Your text from ")
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


@given(
    st.text("ab🌧é", min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 6), st.text("xy🌧", max_size=4)), max_size=6),
    st.data(),
)
def test_letters_are_followed_through_any_edits(
    text: str, edits: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    followed = TrackedRange.of(Span(start, end, "clause"))
    match_range = [(letter, start <= place < end) for place, letter in enumerate(text)]
    for at, removed, put in edits:
        at = min(at, len(match_range))
        removed = min(removed, len(match_range) - at)
        match_range[at : at + removed] = [(letter, False) for letter in put]
        followed.follow(Edit(at, removed, len(put)))
    left = [place for place, (_letter, is_ours) in enumerate(match_range) if is_ours]
    assert followed.is_deleted == (2 * len(left) < end - start)
    assert followed.is_in(Span(min(left, default=0), max(left, default=0) + 1, "clause"))


@given(st.text("a🌧é", max_size=8), st.integers(0, 20))
def test_units_of_qt_are_letters(text: str, units: int) -> None:
    text_range = code_points(text, units)
    assert len(text[:text_range].encode("utf-16-le")) // 2 <= units
    assert text_range == len(text) or len(text[: text_range + 1].encode("utf-16-le")) // 2 > units
