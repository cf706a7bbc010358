"""The capture sheet: write, see what was understood, correct it, Enter; and what was typed is never lost."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.capture.typed_day import parse_day
from crm.errors import BookNotUsable
from crm.people import adding
from tests.ui.shell.capture.sheet_contents import shown
from tests.ui.stories import log
from ui.context import Context
from ui.drafts import LOG, LOG_FILE, Drafts
from ui.shell.capture.promise_line import PromiseLine
from ui.shell.capture.sheet import CaptureSheet
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button, KeyHint
from ui.widgets.chips import ChipButton
from ui.widgets.day_choice import open_days
from ui.widgets.labels import ElidedLabel

TODAY = date(2026, 11, 21)
ALT = Qt.KeyboardModifier.AltModifier
SENTENCE = "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Intro Ana to Ben Okafor by Friday"


def promise_line(sheet: CaptureSheet) -> PromiseLine:
    return next(one for one in sheet.lines.findChildren(PromiseLine) if one.isVisible())


def test_ctrl_l_type_enter_and_the_coffee_is_noted(sheet: CaptureSheet, book: Book, qtbot) -> None:
    assert sheet.is_open
    assert QApplication.focusWidget() is sheet.text
    qtbot.keyClicks(sheet.text, SENTENCE)
    words = shown(sheet)
    assert "introduce Ana Ruiz to Ben Okafor" in words
    assert "Due: Friday 27 November" in words
    assert "Priya is new" in words
    assert "Kind: coffee" in words
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert not sheet.is_open
    assert book.read.value("SELECT place FROM meeting") == "Blue Bottle"
    assert book.read.value("SELECT due_on FROM promise") == "2026-11-27"
    assert book.steps()[0].label.startswith("Logged coffee with Ana Ruiz")
    assert book.undo()
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_lines_speak_of_people_by_their_first_name_and_not_by_a_title(
    sheet: CaptureSheet, book: Book, settled, qtbot
) -> None:
    with book.work() as work:
        adding.add(work, "Ms. Priya Sharma")
    settled()
    qtbot.keyClicks(sheet.text, "Coffee with Priya Sharma. She is looking for a designer")
    assert "Priya is looking for" in shown(sheet)


def test_people_of_an_event_ahead_are_those_to_meet_there(sheet: CaptureSheet, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Event: spring fair on Friday 4 December with Ana Ruiz")
    assert "planned | " in shown(sheet)
    assert "to meet | Ana Ruiz" in shown(sheet)
    sheet.text.clear()
    qtbot.keyClicks(sheet.text, "Event: spring fair yesterday with Ana Ruiz")
    assert "with | Ana Ruiz" in shown(sheet)


def test_shift_enter_begins_a_line_and_does_not_log(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz")
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(sheet.text, "She is well")
    assert sheet.text.text() == "Coffee with Ana Ruiz\nShe is well"
    assert sheet.is_open
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_two_who_fit_are_a_choice_by_key_and_never_a_guess(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Chris this morning, he can help with fit-outs")
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert sheet.is_open, "it asks first"
    first = QApplication.focusWidget()
    assert isinstance(first, Button)
    chosen = first.accessibleName().removesuffix(", not met yet")
    assert chosen in ("Chris Doyle", "Chris Park")
    qtbot.keyClick(first, Qt.Key.Key_1)
    assert QApplication.focusWidget() is sheet.text
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert not sheet.is_open
    who = book.read.values("SELECT full_name FROM attendance JOIN person ON person.id = person_id")
    assert who == [chosen]


def test_two_of_one_name_are_told_apart(sheet: CaptureSheet, book: Book, settled, qtbot) -> None:
    log(book, "Coffee with Chris Doyle 3 weeks ago")
    settled()
    qtbot.keyClicks(sheet.text, "Coffee with Chris today")
    assert "Chris Doyle, 3 weeks ago" in shown(sheet)
    assert "Chris Park, not met yet" in shown(sheet)


def test_a_promise_says_who_in_it_is_new_and_lays_the_rest_under_its_words(
    sheet: CaptureSheet, qtbot
) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz. Intro her to Thabo Nkosi")
    assert "Thabo is new" in shown(sheet)
    assert "introduce Ana Ruiz to Thabo Nkosi" in [
        one.text() for one in sheet.lines.findChildren(ElidedLabel)
    ]


def test_a_promise_can_be_due_on_any_day(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz yesterday. Send her the pricing article")
    line = promise_line(sheet)
    popup = open_days(line.due, date(2026, 11, 23), lambda text: parse_day(text, TODAY, True), line._set_due)
    qtbot.keyClicks(popup.field, "soon")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert popup.problem.isVisible(), "no day: it says so and stays"
    popup.field.clear()
    qtbot.keyClicks(popup.field, "24 December")
    assert popup.calendar.selectedDate().toPython() == date(2026, 12, 24)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert "Due: Thursday 24 December" in shown(sheet)


def test_tab_goes_from_the_text_through_the_lines_to_the_buttons(sheet: CaptureSheet, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz. Send her the pricing article")
    went = []
    while not went or QApplication.focusWidget() is not sheet.text:
        went.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert went[:6] == [
        "What happened?", "Kind: coffee", "Day: today", "Place", "Due: Monday 23 November", "Not a promise",
    ]  # fmt: skip
    assert went[-1] == "Log it"


def test_enter_on_a_chip_opens_its_menu_and_logs_nothing(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz. Send her the pricing article")
    promise_line(sheet).due.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    menu = next(menu for menu in sheet.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in menu.actions()][-1] == "Another day…"
    menu.close()
    assert sheet.is_open
    assert book.read.value("SELECT count(*) FROM meeting") == 0


def test_lines_stay_while_only_the_note_grows(sheet: CaptureSheet, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz. Send her the pricing article. The shop is o")
    line = promise_line(sheet)
    qtbot.keyClicks(sheet.text, "pen")
    assert promise_line(sheet) is line
    assert "The shop is open" in shown(sheet)


def test_someone_new_is_the_last_choice(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Chris this morning")
    qtbot.keyClick(sheet.text, Qt.Key.Key_3, ALT)
    assert not sheet._draft.ambiguous
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert book.read.value("SELECT count(*) FROM person WHERE full_name = 'Chris'") == 1


def test_one_key_offers_the_other_one_than_was_assumed(sheet: CaptureSheet, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Priya Nair")
    assert "Priya Raman instead?" in shown(sheet)
    qtbot.keyClick(sheet.text, Qt.Key.Key_P, ALT)
    assert [one.name for one in sheet._draft.meeting.people] == ["Priya Raman"]
    assert sheet.text.text() == "Coffee with Priya Nair"


def test_who_else_each_of_many_may_be_stands_on_lines_of_its_own(
    sheet: CaptureSheet, window: MainWindow, qtbot, settled
) -> None:
    qtbot.keyClicks(sheet.text, "Lunch with Ana, Ben and Priya")
    settled()
    buttons = [one for one in sheet.lines.findChildren(Button) if one.isVisible()]
    offers = [one for one in buttons if one.text() == "someone new instead?"]
    assert len(offers) == 3
    for one in (*offers, *(key for key in sheet.lines.findChildren(KeyHint) if key.isVisible())):
        right, most = (part.mapTo(window, part.rect().topRight()).x() for part in (one, sheet.text))
        assert right <= most, one.accessibleName() or one.text()
    assert len({one.mapTo(sheet.lines, QPoint(0, 0)).y() for one in offers}) > 1


def test_a_correction_holds_while_the_text_goes_on(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz. Send her the pricing article")
    sheet.lines._set_due(sheet._draft.promises[0], date(2026, 12, 1))
    sheet.lines._set_kind("call")
    sheet.lines._set_place("Leith")
    qtbot.keyClicks(sheet.text, ". She is well.")
    assert sheet._draft.promises[0].due == date(2026, 12, 1)
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert book.read.value("SELECT kind || ' ' || place FROM meeting") == "call Leith"
    assert book.read.value("SELECT due_on FROM promise") == "2026-12-01"


def test_what_is_taken_out_stays_as_note(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz. Send her the pricing article")
    sheet.lines._remove(sheet._draft.promises[0])
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert book.read.value("SELECT count(*) FROM promise") == 0
    assert "the pricing article" in book.read.value("SELECT note FROM meeting")


def test_esc_keeps_the_draft_and_so_does_a_crash(
    sheet: CaptureSheet, window: MainWindow, book: Book, qtbot
) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana")
    qtbot.waitUntil((book.folder / LOG_FILE).exists)
    assert Drafts(book.folder).text(LOG) == "Coffee with Ana", "kept while the sheet is open"
    assert (book.folder / LOG_FILE).stat().st_mode & 0o777 == 0o600
    qtbot.keyClick(sheet.text, Qt.Key.Key_Escape)
    assert not sheet.is_open
    window.sheets.discard()
    window.capture()
    again = window.sheets._capture
    assert again is not sheet
    assert again.text.text() == "Coffee with Ana"
    assert again._draft_notice.isVisible()
    assert again.text.textCursor().selectedText() == "Coffee with Ana", "typing would replace it"
    qtbot.keyClick(again.text, Qt.Key.Key_End)
    qtbot.keyClicks(again.text, " Ruiz")
    qtbot.keyClick(again.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not (book.folder / LOG_FILE).exists())


def test_words_handed_in_do_not_replace_what_was_left(sheet: CaptureSheet, window: MainWindow, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "Call with Ben")
    qtbot.keyClick(sheet.text, Qt.Key.Key_Escape)
    window.capture("Coffee with Ana Ruiz ")
    assert sheet.text.text() == "Call with Ben\nCoffee with Ana Ruiz "


def test_a_refusal_keeps_the_text_and_says_why(sheet: CaptureSheet, book: Book, qtbot) -> None:
    qtbot.keyClicks(sheet.text, "nothing much")
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert sheet.is_open
    assert sheet.text.text() == "nothing much"
    assert sheet._error.isVisible()
    assert "Nobody is named" in sheet._error.text()


def test_a_full_disk_keeps_the_text(sheet: CaptureSheet, context: Context, monkeypatch, qtbot) -> None:
    def full():
        raise BookNotUsable("The disk is full; nothing was changed.")

    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz")
    monkeypatch.setattr(context.book, "work", full)
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    assert sheet._error.text() == "The disk is full; nothing was changed."
    assert sheet.text.text() == "Coffee with Ana Ruiz"


def test_without_sentences_chips_build_one(
    sheet: CaptureSheet, window: MainWindow, book: Book, qtbot
) -> None:
    def chip(words: str) -> ChipButton:
        return next(
            one for one in sheet._start_chips.findChildren(ChipButton) if one.accessibleName() == words
        )

    qtbot.mouseClick(chip("Call"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(sheet.text, "Ana Ruiz")
    assert sheet.text.text() == "Call with Ana Ruiz"
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    window.capture()
    assert chip("Ana Ruiz"), "whoever was met lately is offered"


@pytest.mark.parametrize("words", ["+ person", "+ promise", "+ topic"])
def test_plus_buttons_go_on_with_the_sentence(sheet: CaptureSheet, qtbot, words: str) -> None:
    qtbot.keyClicks(sheet.text, "Coffee with Ana Ruiz")
    button = next(one for one in sheet.findChildren(Button) if one.accessibleName() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sheet.text.text().startswith("Coffee with Ana Ruiz")
    assert len(sheet.text.text()) > len("Coffee with Ana Ruiz ")
    assert QApplication.focusWidget() is sheet.text
