"""Quiet where an ask or a pitch is written: once, put away by one key, and never in the way of logging."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from crm.asks import queries
from crm.book import Book
from crm.drafts.mail import MailDraft
from tests.ui.stories import CTRL, log, person_id, press, write
from ui.guard.ask_sheet import AskSheet
from ui.guard.draft_guard import DraftGuard
from ui.shell.main_window import MainWindow
from ui.widgets.draft_card import DraftCard
from ui.widgets.layout import Line

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
ASK = "Call with Ana Ruiz. Asked her for 15 minutes on pricing"
GOOD = "You ran the fair in May. Could you tell me in one line what a stand costs? I can send you our count. A no is fine."


@pytest.fixture
def ana(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz on 3 May. Send her the pricing article")
    log(book, "Coffee with Ana Ruiz on 4 June")
    return person_id(book, "Ana Ruiz")


@pytest.fixture
def page(window: MainWindow, ana: int, settled: Callable[[], None]):
    window.context.open_person(ana)
    settled()
    return window.stack.page


@pytest.fixture
def sheet(page, window: MainWindow, qtbot, settled) -> AskSheet:
    press(qtbot, KEY.Key_A)
    settled()
    return next(one for one in window.findChildren(AskSheet) if one.is_open)


def found(sheet: AskSheet) -> list[str]:
    """The names of the findings, as they stand in the sheet."""
    return [
        line.label.accessibleName() for line in sheet.findings.findChildren(Line) if line.isVisibleTo(sheet)
    ]


def test_the_line_comes_under_an_ask_to_someone_known(window: MainWindow, book: Book, ana: int) -> None:
    window.capture(ASK)
    capture = window.sheets._capture
    assert not capture.guard.isVisible()
    capture.check_guard()
    assert capture.guard.isVisible()
    assert capture.guard.words.text().startswith(
        "Your own promise is still open: send Ana the pricing article."
    )
    assert capture.guard.facts.text() == "2 meetings so far."
    steps = len(book.steps())
    capture.log_it()
    assert len(book.steps()) == steps + 1
    assert queries.of_person(book.read, ana)[0].words == "15 minutes on pricing"


def test_it_says_each_sentence_once_and_makes_no_step(window: MainWindow, book: Book, ana: int) -> None:
    steps, told = len(book.steps()), []
    window.context.message_requested.connect(lambda words, changes: told.append(words))
    for _ in range(3):
        window.capture(ASK)
        capture = window.sheets._capture
        capture.check_guard()
        told.append(capture.guard.words.text().split(".")[0] if capture.guard.isVisible() else "")
        capture.text.set_text("")
        capture.close_sheet()
    assert told == [
        "Your own promise is still open: send Ana the pricing article",
        "Nothing went from you to Ana yet",
        "",
    ]
    assert len(book.steps()) == steps


def test_one_key_puts_it_away_and_it_stays_away(window: MainWindow, ana: int, qtbot) -> None:
    window.capture(ASK)
    capture = window.sheets._capture
    capture.check_guard()
    press(qtbot, KEY.Key_N, ALT)
    assert not capture.guard.isVisible()
    assert capture.is_open
    capture.check_guard()
    assert not capture.guard.isVisible()


@pytest.mark.parametrize(
    "text",
    [
        "Coffee with Ana Ruiz yesterday. She is redoing the labels",
        "Coffee with Quentin Blake. Hot lead for us",
        "",
    ],
)
def test_it_is_silent_about_anything_else(window: MainWindow, book: Book, ana: int, text: str) -> None:
    window.capture(text)
    window.sheets._capture.check_guard()
    assert not window.sheets._capture.guard.isVisible()
    assert book.read.value("SELECT count(*) FROM shown") == 0


def test_a_pitch_is_met_with_what_would_help_them(window: MainWindow, book: Book) -> None:
    for day in ("3 May", "4 June"):
        log(book, f"Coffee with Mei Kobayashi on {day}. I advised her to rent the shop")
    with book.work() as work:
        work.connection.execute("UPDATE promise SET state = 'released'")
    window.capture("Coffee with Mei Kobayashi. Pitch her our packages")
    capture = window.sheets._capture
    capture.check_guard()
    assert capture.guard.words.text().startswith("This reads like a pitch. What would help Mei first?")


def test_an_ask_is_checked_as_it_is_written(sheet: AskSheet, qtbot) -> None:
    assert sheet._title.text() == "Ask Ana something"
    assert sheet.guard.isVisible()
    write(qtbot, "Could I pick your brain about growth?")
    assert found(sheet) == [
        "“pick your brain”",
        "no size",
        "no reason why them",
        "no offer",
        "no easy way out",
    ]
    assert [(one.start, one.end, one.kind) for one in sheet.text._spans] == [(8, 23, "vague")]
    sheet.why.setText("Your labels")
    sheet.offer.setText("A jar of sauce")
    assert found(sheet) == ["“pick your brain”", "no size", "no easy way out"]
    sheet.text.set_text(GOOD)
    assert found(sheet) == ["clear"]


def test_a_good_ask_is_saved_answered_and_becomes_a_promise_by_them(
    sheet: AskSheet, page, book: Book, ana: int, qtbot, settled
) -> None:
    write(qtbot, "You know him well. Could you introduce me to Ben Okafor? A no is fine.")
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert not page.panel.asks.words.isHidden()
    assert page.panel.asks.words.text() == "“Could you introduce me to Ben Okafor?”"
    assert page.panel.asks.answer.text() == "Asked today, no answer yet."
    page.panel.asks.yes.click()
    settled()
    assert page.panel.asks.answer.text() == "A yes today."
    assert page.panel.asks._answers.isHidden()
    theirs = book.read.values("SELECT words FROM promise WHERE by_person_id = :id", id=ana)
    assert theirs == ["introduce me to Ben Okafor"]


def test_not_now_is_chosen_from_near_days(page, book: Book, ana: int, settled) -> None:
    log(book, "Asked Ana Ruiz for 15 minutes on pricing")
    settled()
    page.panel.asks.later.click()
    menu = page.panel.asks.later.findChildren(QMenu)[-1]
    next(one for one in menu.actions() if one.text() == "in three months").trigger()
    menu.close()
    settled()
    assert page.panel.asks.answer.text() == "Not now, until 21 February 2027."
    assert not page.panel.asks._answers.isHidden()


def test_what_is_not_asked_yet_waits_as_a_draft(
    sheet: AskSheet, page, book: Book, ana: int, qtbot, settled
) -> None:
    write(qtbot, "Could you")
    press(qtbot, KEY.Key_Escape)
    settled()
    assert page.panel.asks.ask.text() == "Go on with your draft"
    steps = len(book.steps())
    page.panel.asks.ask.click()
    again = page.window().findChildren(AskSheet)[-1]
    assert again.text.text() == "Could you"
    again.close_sheet()
    assert len(book.steps()) == steps
    page.ask()
    last = page.window().findChildren(AskSheet)[-1]
    last.text.set_text("")
    last.close_sheet()
    settled()
    assert queries.draft_for(book.read, ana) is None
    assert page.panel.asks.ask.text() == "Ask something"


def test_an_ask_in_the_middle_of_which_the_window_closes_waits_as_one_draft(
    sheet: AskSheet, window: MainWindow, book: Book, ana: int, qtbot
) -> None:
    write(qtbot, "Could you")
    window.close()
    assert queries.draft_for(book.read, ana).words == "Could you"
    window.show()
    sheet.text.set_text("Could you tell me")
    window.close()
    assert book.read.values("SELECT words FROM ask") == ["Could you tell me"]


def test_an_empty_ask_is_refused_in_words(sheet: AskSheet, qtbot) -> None:
    press(qtbot, KEY.Key_Return, CTRL)
    assert sheet.is_open
    assert sheet._problem.text() == "An ask needs words: what would you like to know or have?"


def test_a_template_begins_with_what_the_book_knows(
    page, book: Book, ana: int, settled, window: MainWindow, qtbot
) -> None:
    log(book, "Ana Ruiz can help with wholesale pricing. She is looking for a packaging designer")
    page.ask()
    sheet = window.findChildren(AskSheet)[-1]
    sheet.start_from_template()
    assert sheet.why.text() == "You know more than I do about wholesale pricing."
    assert sheet.offer.text() == "I will look out for a packaging designer for you."
    write(qtbot, "how you set the margin")
    assert sheet.text.text().startswith("Could you tell me in 15 minutes how you set the margin?")
    assert found(sheet) == ["clear"]
    sheet._copy()
    assert QGuiApplication.clipboard().text() == (
        "A question for Ana\n\nAna,\n\nYou know more than I do about wholesale pricing.\n\n"
        "Could you tell me in 15 minutes how you set the margin? If now is a bad time, a no is fine.\n\n"
        "I will look out for a packaging designer for you."
    )


def test_beside_a_mail_it_speaks_only_when_the_mail_asks(window: MainWindow, ana: int, book: Book) -> None:
    draft = MailDraft(("ana@ruizsauce.example",), "Hello", "Ana,\n\nhere is the pricing article.")
    card = DraftCard(window.context, draft, "Mark as sent", lambda: None, "a mail", ana, window)
    card.show()
    card.guard.check()
    assert not card.guard.isVisible()
    card.body.setPlainText("Ana,\n\ncould you introduce me to Rosa Weiss?")
    card.guard.check()
    assert card.guard.isVisible()
    assert card.guard.line.words.text().startswith("Your own promise is still open")
    card.guard.line.away.click()
    assert not card.guard.isVisible()


def test_a_mail_to_nobody_known_is_never_read(window: MainWindow, book: Book) -> None:
    guard = DraftGuard(window.context, None, "Could I pick your brain?")
    assert not guard._pause_timer.isActive()
    guard.deleteLater()
