"""The page of introductions: sections by whose turn it is, the panel that is edited in place, and what is dropped."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from crm.book import Book
from tests.ui.stories import log, press, write
from ui.introductions.page import IntroductionsPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


@pytest.fixture
def page(book: Book, window: MainWindow, settled: Callable[[], None]) -> IntroductionsPage:
    log(book, "Coffee with Ana Ruiz. Intro her to Ben Okafor")
    log(book, "Call with Mei Abe. Intro her to Tom Lind")
    window.open_page("introductions")
    settled()
    shown = window.stack.page
    assert isinstance(shown, IntroductionsPage)
    return shown


def spoken(page: IntroductionsPage) -> list[str]:
    rows = page.list.rows
    return [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]


def choose(page: IntroductionsPage, key: str) -> None:
    assert page.list.choose(key)


def texts(page: IntroductionsPage) -> str:
    assert page.panel is not None
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel))


def test_a_reason_is_written_in_place_and_undone_as_one_step(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    field = page.panel.reasons[0]
    assert field.placeholderText() == "Why meeting Ben would help Ana"
    field.setFocus()
    write(qtbot, "Ben prints labels")
    page.list.setFocus()
    settled()
    assert book.read.values("SELECT reason FROM introduction_side WHERE introduction_id = 1") == [
        "Ben prints labels",
        "",
    ]
    assert "Ben prints labels" in spoken(page)[2]
    book.undo()
    settled()
    assert page.panel.reasons[0].toPlainText() == ""


def test_a_no_folds_it_away_and_the_story_names_nobody(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    page.commands.answer(page.chosen().record, 2, "no")
    settled()
    assert spoken(page)[-1] == "Dropped: one. show"
    assert not any("Ana Ruiz" in line for line in spoken(page))
    page.list.choose("dropped")
    page.list.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert any(line.startswith("Ana Ruiz and Ben Okafor") for line in spoken(page))
    choose(page, "introduction-1")
    assert "Ben said" not in texts(page)


def test_what_asks_for_care_stands_in_the_panel(page, book, settled) -> None:
    log(book, "Meal with Ana Ruiz and Ben Okafor yesterday")
    settled()
    choose(page, "introduction-1")
    assert "Ana and Ben were both there on 20 November (meal), so they may know each other." in texts(page)


def test_drop_and_delete_are_undone(page, book, qtbot, settled) -> None:
    choose(page, "introduction-2")
    page.list.setFocus()
    press(qtbot, KEY.Key_X)
    settled()
    assert book.read.value("SELECT state FROM introduction WHERE id = 2") == "dropped"
    assert book.read.value("SELECT state FROM promise WHERE id = 2") == "released"
    book.undo()
    settled()
    choose(page, "introduction-2")
    page.list.setFocus()
    press(qtbot, KEY.Key_Delete)
    settled()
    assert book.read.value("SELECT count(*) FROM introduction") == 1
    book.undo()
    settled()
    assert len(spoken(page)) == 3


def test_the_draft_for_one_side_names_the_other_and_marks_only_the_one(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    draft = page.panel.draft
    assert draft.mark.text() == "Ana asked"
    assert "Ben Okafor" in draft.body.toPlainText()
    draft.mark.click()
    settled()
    assert book.read.values("SELECT answer FROM introduction_side WHERE introduction_id = 1") == [
        "asked",
        "not_asked",
    ]
    assert page.panel.draft.mark.text() == "Ben asked"


def test_tab_goes_from_one_reason_to_the_next_although_the_first_is_saved(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    page.list.setFocus()
    press(qtbot, KEY.Key_Return)
    page.panel.reasons[0].setFocus()
    write(qtbot, "Ben prints labels")
    press(qtbot, KEY.Key_Tab)
    settled()
    write(qtbot, "Ana needs drafts")
    page.list.setFocus()
    settled()
    assert book.read.values("SELECT reason FROM introduction_side WHERE introduction_id = 1") == [
        "Ben prints labels",
        "Ana needs drafts",
    ]


def test_a_reason_can_be_written_on_after_a_pause_saved_it(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    page.list.setFocus()
    press(qtbot, KEY.Key_Return)
    page.panel.reasons[0].setFocus()
    write(qtbot, "Ben prints")
    page.panel.reasons[0].save()  # as its timer does
    settled()
    write(qtbot, " labels")
    page.list.setFocus()
    settled()
    assert (
        book.read.values("SELECT reason FROM introduction_side WHERE introduction_id = 1")[0]
        == "Ben prints labels"
    )


def test_they_replied_asks_at_once_what_came_of_it(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    record = page.chosen().record
    page.commands.answer(record, 1, "yes")
    page.commands.answer(record, 2, "yes")
    settled()
    page.list.setFocus()
    press(qtbot, KEY.Key_D)
    settled()
    assert page.panel.draft is None, "the question how it went has a month"
    press(qtbot, KEY.Key_D)
    settled()
    write(qtbot, "They print together")
    page.list.setFocus()
    settled()
    assert book.read.value("SELECT came_of FROM introduction WHERE id = 1") == "They print together"
    assert any("They print together" in line for line in spoken(page))


def test_the_answer_awaited_comes_before_one_that_has_a_later_day(page, book, qtbot, settled) -> None:
    choose(page, "introduction-1")
    record = page.chosen().record
    for place in (1, 2):
        page.commands.answer(record, place, "asked")
    settled()
    assert page.panel.draft is None, "both were asked a moment ago"
    page.commands.answer(record, 1, "later", page.context.today + timedelta(days=14))
    settled()
    page.list.setFocus()
    press(qtbot, KEY.Key_A)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return):
        qtbot.keyClick(QApplication.activePopupWidget(), key)
    settled()
    assert book.read.values("SELECT answer FROM introduction_side WHERE introduction_id = 1") == [
        "later",
        "yes",
    ]


def test_the_question_can_leave_the_name_out_and_keeps_what_was_typed_in_each(page, book, settled) -> None:
    choose(page, "introduction-1")
    draft = page.panel.draft
    assert draft.variant.text() == "Without the name"
    draft.body.setPlainText("Ana, may I?")
    draft.variant.click()
    without = draft.subject.text() + draft.body.toPlainText()
    assert "May I introduce you to someone I know?" in without
    assert "Ben" not in without
    assert "Okafor" not in without
    draft.variant.click()
    assert (draft.variant.text(), draft.body.toPlainText()) == ("Without the name", "Ana, may I?")
    draft.mark.click()
    settled()
    page.commands.answer(page.chosen().record, 1, "yes")
    page.commands.answer(page.chosen().record, 2, "yes")
    settled()
    assert not page.panel.draft.variant.isVisibleTo(page), "the joint mail names both"
