"""An ask begun on the page of a person leads to the page of asks: a new draft, or the one that was begun."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from crm.asks import queries
from crm.book import Book
from tests.ui.stories import log, person_id, press, write
from ui.asks.page import AsksPage
from ui.asks.writing_panel import WritingPanel
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Settled = Callable[[], None]


@pytest.fixture
def ana(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz on 3 May. Send her the pricing article")
    return person_id(book, "Ana Ruiz")


def ask_on_person_page(window: MainWindow, ana: int, qtbot, settled: Settled) -> WritingPanel:
    window.context.open_person(ana)
    settled()
    press(qtbot, KEY.Key_A)
    settled()
    page = window.stack.page
    assert isinstance(page, AsksPage)
    assert isinstance(page.panel, WritingPanel)
    window.activateWindow()  # offscreen, no window system does it
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.panel.words)
    return page.panel


def shown_words(panel: WritingPanel) -> list[str]:
    return [label.text() for label in panel.findings.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_a_key_leads_from_the_person_to_the_words_and_they_wait_as_a_draft(
    window: MainWindow, book: Book, ana: int, qtbot, settled: Settled
) -> None:
    panel = ask_on_person_page(window, ana, qtbot, settled)
    assert not panel.guard.isHidden()
    write(qtbot, "Could I pick your brain about growth?")
    assert any("pick your brain" in one for one in shown_words(panel))
    panel.words.save()
    window.context.open_person(ana)
    settled()
    assert window.stack.page.panel.asks.ask.text() == "Go on with your draft"
    steps = len(book.steps())
    again = ask_on_person_page(window, ana, qtbot, settled)
    assert again.words.toPlainText() == "Could I pick your brain about growth?"
    assert len(book.steps()) == steps


def test_a_good_ask_is_answered_on_the_page_of_the_person_and_becomes_their_promise(
    window: MainWindow, book: Book, ana: int, qtbot, settled: Settled
) -> None:
    panel = ask_on_person_page(window, ana, qtbot, settled)
    write(qtbot, "You know him well. Could you introduce me to Ben Okafor? A no is fine.")
    panel.mark_as_asked()
    window.context.open_person(ana)
    settled()
    asks = window.stack.page.panel.asks
    assert asks.words.text() == "“Could you introduce me to Ben Okafor?”"
    assert asks.answer.text() == "Asked today, no answer yet."
    asks.yes.click()
    settled()
    assert asks.answer.text() == "A yes today."
    theirs = book.read.values("SELECT words FROM promise WHERE by_person_id = :id", id=ana)
    assert theirs == ["introduce me to Ben Okafor"]


def test_what_is_written_as_the_window_closes_is_one_draft(
    window: MainWindow, book: Book, ana: int, qtbot, settled: Settled
) -> None:
    ask_on_person_page(window, ana, qtbot, settled)
    write(qtbot, "Could you")
    window.close()
    draft = queries.draft_for(book.read, ana)
    assert draft is not None
    assert draft.words == "Could you"
    assert book.read.values("SELECT count(*) FROM ask") == [1]


def test_an_empty_ask_is_refused_in_words(window: MainWindow, ana: int, qtbot, settled: Settled) -> None:
    panel = ask_on_person_page(window, ana, qtbot, settled)
    told: list[str] = []
    window.context.message_requested.connect(lambda words, changes: told.append(words))
    panel.mark_as_asked()
    assert told == ["An ask needs words: what would you like to know or have?"]


def test_a_template_begins_with_what_the_book_knows(
    window: MainWindow, book: Book, ana: int, qtbot, settled: Settled
) -> None:
    log(book, "Ana Ruiz can help with wholesale pricing. She is looking for a packaging designer")
    panel = ask_on_person_page(window, ana, qtbot, settled)
    panel.template.click()
    assert panel.template.isHidden()
    assert panel.fields["why"].toPlainText() == "You know more than I do about wholesale pricing."
    assert panel.fields["offer"].toPlainText() == "I will look out for a packaging designer for you."
    write(qtbot, "how you set the margin")
    assert panel.words.toPlainText().startswith("Could you tell me in 15 minutes how you set the margin?")
    assert panel.findings.first_remedy is None
    panel.copy()
    assert QGuiApplication.clipboard().text() == (
        "A question for Ana\n\nAna,\n\nYou know more than I do about wholesale pricing.\n\n"
        "Could you tell me in 15 minutes how you set the margin? If now is a bad time, a no is fine.\n\n"
        "I will look out for a packaging designer for you."
    )
    draft = queries.draft_for(book.read, ana)
    assert draft is not None
    assert draft.why_you == "You know more than I do about wholesale pricing."
