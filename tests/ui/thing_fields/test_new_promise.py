"""Every kind of promise is noted from the window without Log, with its own title, day and draft."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.drafts.mail_draft import draft_for
from crm.promises import queries
from crm.things.noting_promise import NewPromise, note_promise
from crm.today.today import today_list
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.stories import press, write
from ui.shell.main_window import MainWindow
from ui.thing_fields.field_table import PROMISE_KINDS
from ui.thing_fields.new_promise import NewPromiseSheet

KEY = Qt.Key


@pytest.fixture
def sheet(book: Book, window: MainWindow, settled) -> NewPromiseSheet:
    with book.work() as work:
        scenes.person(work, "Ana Ruiz", "ana@example.com", uid="u-ana")
    window.actions_by_name["note_promise"].trigger()
    settled()
    found = window.findChild(NewPromiseSheet)
    assert found is not None
    assert found.people.field.hasFocus()
    return found


def test_a_promise_is_noted_by_keyboard_with_its_usual_day(sheet, book: Book, qtbot, settled) -> None:
    write(qtbot, "Ana")
    press(qtbot, KEY.Key_Return)
    sheet.kind._buttons["meet_again"].click()
    sheet.words.setFocus()
    write(qtbot, "in March")
    assert sheet._day.accessibleName() == "without one: Monday 21 December"
    press(qtbot, KEY.Key_Return)
    settled()
    [line] = queries.of_person(book.read, 1)
    assert (line.title, line.due, line.due_said) == (
        "Meet Ana Ruiz again in March",
        date(2026, 12, 21),
        False,
    )
    assert (
        book.read.value("SELECT label FROM step ORDER BY id DESC")
        == "Noted a promise: meet Ana Ruiz again in March"
    )


def test_what_somebody_else_promised_has_a_day_only_if_one_was_said(
    sheet, book: Book, qtbot, settled
) -> None:
    sheet.whose._buttons["theirs"].click()
    assert sheet._kind_line.isHidden()
    sheet.people.field.setFocus()
    write(qtbot, "Vera Lindqvist")
    press(qtbot, KEY.Key_Return)
    sheet.words.setFocus()
    write(qtbot, "to check the market dates")
    sheet.due.setFocus()
    write(qtbot, "someday")
    press(qtbot, KEY.Key_Return)
    assert "is no day" in sheet._problem.text()
    sheet.due.setText("friday")
    press(qtbot, KEY.Key_Return)
    settled()
    [line] = queries.of_person(book.read, 2)
    assert (line.by, line.title, line.due) == (
        "Vera Lindqvist",
        "Vera Lindqvist promised to check the market dates",
        date(2026, 11, 27),
    )


def test_what_is_missing_is_said_and_nothing_typed_is_lost(sheet, book: Book, qtbot, window, settled) -> None:
    sheet.words.setFocus()
    write(qtbot, "the pricing article")
    press(qtbot, KEY.Key_Return)
    assert sheet._problem.text() == "Say to whom."
    press(qtbot, KEY.Key_Escape)
    settled()
    window.actions_by_name["note_promise"].trigger()
    settled()
    again = [one for one in window.findChildren(NewPromiseSheet) if one.isVisible()]
    assert again[0].words.text() == "the pricing article"
    assert book.read.value("SELECT count(*) FROM promise") == 0


@pytest.mark.parametrize("kind", [one.value for one in PROMISE_KINDS])
def test_each_kind_has_its_row_and_its_draft(book: Book, kind: str) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@example.com")
        note_promise(work, NewPromise(True, kind, "the new partner", [ana.id]))
    [row] = today_list(book.read, TODAY).rows
    assert (row.kind, row.people[0].name) == (kind, "Ana Ruiz")
    assert "partner" in row.what or kind == "introduction"
    draft = draft_for(book.read, row.key, TODAY, "Jo")
    assert draft.to == ("ana@example.com",)
    assert draft.body.startswith("Ana,\n")
    assert "Ruiz" not in draft.body


def test_a_sponsor_is_told_before_the_news_breaks(book: Book) -> None:
    with book.work() as work:
        ingrid = scenes.person(work, "Ingrid Dahl")
        note_promise(work, NewPromise(True, "inform", "the new partner", [ingrid.id]))
    [row] = today_list(book.read, TODAY).rows
    assert (row.what, row.due) == ("Tell Ingrid Dahl about the new partner", date(2026, 11, 23))
    assert "I said I would tell you about the new partner" in draft_for(book.read, row.key, TODAY).body
