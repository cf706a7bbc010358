"""Ctrl+Z while a field has the keyboard: first the typing that is not saved, then the book; and the field shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from tests.ui.stories import CTRL, log, person_id, press, write
from ui.settings.you_card import YouCard
from ui.shell.main_window import MainWindow

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
Settled = Callable[[], None]


@pytest.fixture
def ana(book: Book) -> int:
    log(book, "Coffee with Ana Ruiz on 3 May at Blue Bottle")
    return person_id(book, "Ana Ruiz")


@pytest.fixture
def page(window: MainWindow, ana: int, settled: Settled):
    settled()
    window.context.open_person(ana)
    settled()
    page = window.stack.page
    page.panel.details._toggle()
    settled()
    return page


def typed(field) -> str:
    return field.text() if hasattr(field, "text") else field.toPlainText()


def detail(page, name: str):
    return next(one.field for key, one in page.panel.details.fields.items() if name in key)


@pytest.mark.parametrize(
    ("key", "column"),
    [("name", "full_name"), ("nickname", "nickname"), ("how_we_met", "how_we_met")],
)
def test_an_edit_goes_back_and_comes_again_where_it_was_made(
    page, book: Book, key: str, column: str, qtbot, settled: Settled
) -> None:
    field = page.header.name if key == "name" else detail(page, key)
    before = typed(field)
    field.setFocus()
    write(qtbot, "Xy")
    settled()
    field.save()
    settled()
    saved = typed(field)
    assert "Xy" in saved
    write(qtbot, "z")
    press(qtbot, KEY.Key_Z, CTRL)
    assert typed(field) == saved, "typing that is not saved goes first"
    assert len(book.steps()) == 2
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    assert typed(field) != saved
    press(qtbot, KEY.Key_Z, CTRL)
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert field.hasFocus()
    assert (typed(field), book.read.value(f"SELECT {column} FROM person")) == (before, before)
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    settled()
    assert (typed(field), book.read.value(f"SELECT {column} FROM person")) == (saved, saved)


def test_a_topic_and_a_note_go_back_from_the_field_they_were_added_in(
    page, book: Book, qtbot, settled: Settled
) -> None:
    for field, table in ((page.panel.topics["looking_for"].field, "person_topic"), (page.box.field, "note")):
        field.setFocus()
        write(qtbot, "labels")
        press(qtbot, KEY.Key_Return)
        settled()
        assert book.read.value(f"SELECT count(*) FROM {table}") == 1
        press(qtbot, KEY.Key_Z, CTRL)
        settled()
        assert (field.text(), book.read.value(f"SELECT count(*) FROM {table}")) == ("", 0)


def test_a_setting_goes_back_and_what_was_refused_there_is_still_typing(
    window: MainWindow, book: Book, qtbot, settled: Settled
) -> None:
    window.open_page("settings")
    settled()
    (card,) = window.stack.page.findChildren(YouCard)
    card.name.setFocus()
    write(qtbot, "Robin")
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert (card.name.text(), book.steps(1)[0].undone) == ("", True)
    press(qtbot, KEY.Key_Z, CTRL | SHIFT)
    settled()
    card.emails.setFocus()
    write(qtbot, "no address")
    press(qtbot, KEY.Key_Return)
    settled()
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert (card.emails.text(), card.name.text(), book.steps(1)[0].undone) == ("", "Robin", False)


def test_what_was_refused_is_still_typing(page, book: Book, ana: int, qtbot, settled: Settled) -> None:
    field = next(one for key, one in page.panel.details.fields.items() if "birthday" in key)
    field.field.setFocus()
    write(qtbot, "someday")
    press(qtbot, KEY.Key_Return)
    settled()
    assert field.problem.isVisible()
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert field.field.text() == ""
    assert [step.undone for step in book.steps()] == [False]


def test_a_space_typed_before_a_pause_stays_where_the_typing_goes_on(
    page, book: Book, qtbot, settled: Settled
) -> None:
    field = detail(page, "how_we_met")
    field.setFocus()
    write(qtbot, "at the kettle ")
    settled()
    field.save()  # as the pause does
    settled()
    assert book.read.value("SELECT how_we_met FROM person") == "at the kettle"
    write(qtbot, "market")
    assert typed(field) == "at the kettle market"
