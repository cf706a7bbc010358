"""Whoever said "not now" until today: the row, the panel beside it, and asking again, by keyboard alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.asks import asking, queries
from crm.book import Book
from crm.clock import Clock
from tests.crm import scenes
from tests.ui.stories import CTRL, press, write
from ui.asks.writing_panel import WritingPanel
from ui.shell.main_window import MainWindow
from ui.widgets.labels import PlainLabel

KEY = Qt.Key
ROW = "not_now-1"
WORDS = "You ran the fair. Could you tell me in 15 minutes what a stand costs? A no is fine."


@pytest.fixture
def page(window: MainWindow, book: Book, today, settled: Callable[[], None], qtbot):
    book.clock = Clock(today - timedelta(days=90))
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.org")
        scenes.meeting(work, work.today, ana)
        scenes.promise(work, "share", "the article", ana, state="kept", kept_on=work.today)
        ask_id = asking.ask(work, ana.id, WORDS, why_you="You ran it twice.", offer="Our count of visitors.")
        asking.answer_not_now(work, ask_id, today, "after the fair")
    book.clock = Clock(today)
    window.stack.page.reload()
    settled()
    window.stack.page.focus_first()
    qtbot.waitUntil(lambda: window.stack.page.list.selectionModel().hasSelection())
    return window.stack.page


@pytest.fixture
def panel(page, window: MainWindow, qtbot, settled) -> WritingPanel:
    page.list.choose(ROW)
    press(qtbot, KEY.Key_Return)
    settled()
    shown = window.stack.page.panel
    assert isinstance(shown, WritingPanel)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.words)
    return shown


def words(page) -> list[str]:
    return [label.text() for label in page._panel.findChildren(PlainLabel) if label.isVisibleTo(page._panel)]


def keys(page) -> list[str]:
    return [row.key for row in page._shown.rows]


def test_the_panel_tells_what_was_asked_answered_and_given(page, settled) -> None:
    page.list.choose(ROW)
    settled()
    assert page.list.row_actions.main.text() == "Ask again"
    told = words(page)
    for heading, beneath in (
        ("You asked on 23 August", WORDS),
        ("Answer", "Not now, until 21 November: “after the fair”"),
        (
            "Between you",
            "1 meeting so far. Last given: you kept your word (the article), 3 months ago.",
        ),
    ):
        assert told[told.index(heading) + 1] == beneath


def test_enter_opens_the_old_words_and_asking_again_takes_the_row_away(
    panel: WritingPanel, page, book: Book, qtbot, settled
) -> None:
    former = ("You ran it twice.", "Our count of visitors.")
    assert panel.words.toPlainText() == WORDS
    assert (panel.fields["why"].toPlainText(), panel.fields["offer"].toPlainText()) == former
    press(qtbot, KEY.Key_End, CTRL)
    write(qtbot, " Now that it is over.")
    panel.mark_as_asked()
    settled()
    asked = queries.of_person(book.read, 1)
    assert [(one.state, one.words) for one in asked] == [
        ("open", f"{WORDS} Now that it is over."),
        ("not_now", WORDS),
    ]
    page.reload()
    assert ROW not in keys(page)
    book.undo()
    page.reload()
    assert ROW in keys(page)


def test_begun_again_it_waits_as_one_draft_and_the_row_stays_until_it_is_asked(
    panel: WritingPanel, page, window: MainWindow, book: Book, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_End, CTRL)
    write(qtbot, " Or in March.")
    panel.words.save()
    window.open_page("today")
    settled()
    assert ROW in keys(page)
    page.commands.ask_again(page.list.chosen())
    settled()
    assert window.stack.page.panel.words.toPlainText() == f"{WORDS} Or in March."
    assert book.read.value("SELECT count(*) FROM ask WHERE state = 'draft'") == 1


def test_done_asks_what_happened_logs_it_and_the_row_goes(
    page, window: MainWindow, book: Book, qtbot, settled
) -> None:
    page.list.choose(ROW)
    press(qtbot, KEY.Key_D)
    settled()
    write(qtbot, "She told me at the door, all solved")
    press(qtbot, KEY.Key_Return)
    settled()
    assert ROW not in keys(page)
    assert window.toast.accessibleName().startswith("Closed the “not now” of Ana Ruiz")
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert ROW in keys(page)


def test_its_rule_has_a_switch_of_its_own(page, window: MainWindow, book: Book, qtbot, settled) -> None:
    page.list.choose(ROW)
    settled()
    press(qtbot, KEY.Key_W)
    assert any(one.startswith("“Not now” is over: Whoever said") for one in words(page))
    page._panel.why.off.click()
    settled()
    assert ROW not in keys(page)
    assert window.toast.accessibleName().startswith("Turned off on Today: “Not now” is over")
