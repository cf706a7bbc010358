"""Quiet where an ask or a pitch is written: once, put away by one key, and never in the way of logging."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from crm.asks import queries
from crm.book import Book
from crm.drafts.mail import MailDraft
from tests.ui.stories import log, person_id, press
from ui.guard.draft_guard import DraftGuard
from ui.shell.main_window import MainWindow
from ui.widgets.draft_card import DraftCard

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
ASK = "Call with Ana Ruiz. Asked her for 15 minutes on pricing"


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
