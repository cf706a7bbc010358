"""Advice both ways on a person's page, with the next step of each loop."""

from datetime import timedelta

from PySide6.QtCore import Qt

from crm.advice import noting
from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.stories import press
from ui.advice.page import AdvicePage
from ui.shell.main_window import MainWindow
from ui.thing_fields.new_promise import NewPromiseSheet


def test_each_loop_is_shown_and_opens_on_the_page_of_advice(
    book: Book, window: MainWindow, qtbot, settled
) -> None:
    with book.work() as work:
        tom, mei = (
            scenes.person(work, "Tom Sandberg", pronouns="he/him"),
            scenes.person(work, "Mei Kobayashi"),
        )
        closed = noting.note(work, tom.id, noting.NewAdvice("received", "quote in ranges"))
        noting.mark_told(work, closed)
        noting.note(
            work,
            tom.id,
            noting.NewAdvice("received", "raise the rate", "In spring", TODAY + timedelta(days=100)),
        )
        noting.note(work, tom.id, noting.NewAdvice("given", "rest more"))
    window.open_page("person", mei.id)
    settled()
    assert not window.stack.page.panel.advice.isVisible(), "no advice between them"
    window.open_page("person", tom.id)
    settled()
    buttons = window.stack.page.panel.advice.buttons
    assert [(one.accessibleName(), one.accessibleDescription()) for one in buttons] == [
        ("You: “rest more”", "ask on 5 December. Opens the advice"),
        ("Tom: “raise the rate”", "try by 1 March. Opens the advice"),
        ("Tom: “quote in ranges”", "told today. Opens the advice"),
    ]
    buttons[2].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    settled()
    page = window.stack.page
    assert isinstance(page, AdvicePage)
    assert page.list.chosen_card().title == "Quote in ranges", "unfolded for it"


def test_a_promise_is_noted_on_the_page_of_a_person(book: Book, window: MainWindow, qtbot, settled) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg", uid="u-tom")
    window.open_page("person", tom.id)
    settled()
    press(qtbot, Qt.Key.Key_O)
    sheet = window.findChild(NewPromiseSheet)
    assert sheet is not None
    assert [one.name for one in sheet.people.people] == ["Tom Sandberg"]
    assert sheet.words.hasFocus()
