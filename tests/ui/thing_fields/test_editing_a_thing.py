"""A promise opens in a sheet; each field saves itself, a refusal stands beside it, and undo shows at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.exporting.due_entries import entries
from crm.text.assignments import Assignment
from crm.things.key import parse_key
from crm.things.one import document, edit
from crm.today import today
from tests.conftest import TODAY
from tests.ui.stories import CTRL, press, write
from tests.ui.thing_fields.conftest import Opens, focused, is_open, type_into
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Settled = Callable[[], None]


def promise(book: Book) -> dict[str, object]:
    return document(book.read, parse_key("promise-1"))


def rows_of_today(book: Book) -> dict[str, str]:
    return {row.key: row.what for row in today.today_list(book.read, TODAY).rows}


def test_the_title_says_what_was_promised_and_when(opens: Opens) -> None:
    sheet = opens("promise-1")
    assert sheet.title.text() == "You promised on 21 November: send Ana Ruiz the pricing article"
    assert sheet.accessibleName() == sheet.title.text()
    assert sheet.fields.rows["due"].text == "27 November"
    assert focused() is sheet.fields.rows["what"].field


def test_each_field_is_one_step_and_today_and_the_calendar_follow(
    opens: Opens, book: Book, window: MainWindow, settled: Settled
) -> None:
    sheet, steps = opens("promise-1"), len(book.steps(50))
    type_into(sheet, "what", "the price list")
    settled()
    assert rows_of_today(book)["promise-1"] == "Send Ana Ruiz the price list"
    assert sheet.title.text().endswith("send Ana Ruiz the price list")
    assert "Send Ana Ruiz the price list" in {one.title for one in entries(book.read, TODAY)}
    type_into(sheet, "due", "in three weeks")
    settled()
    assert promise(book)["due"] == "2026-12-12"
    assert sheet.fields.rows["due"].text == "12 December"
    sheet.fields.rows["state"].choice._buttons["kept"].click()
    settled()
    assert promise(book)["state"] == "kept"
    assert "promise-1" not in rows_of_today(book)
    assert len(book.steps(50)) == steps + 3
    assert window.toast.accessibleName() == "Changed a promise: send Ana Ruiz the price list"


def test_what_does_not_fit_stays_typed_with_the_reason_beside_it(
    opens: Opens, book: Book, qtbot, settled: Settled
) -> None:
    sheet, before = opens("promise-1"), promise(book)
    type_into(sheet, "due", "whenever")
    due = sheet.fields.rows["due"]
    assert due.problem.isVisible()
    assert "is no day" in due.problem.text()
    assert due.field.accessibleDescription() == due.problem.text()
    sheet.fields.reload()
    assert due.text == "whenever"
    due.field.setFocus()
    press(qtbot, KEY.Key_Escape)
    assert (due.text, due.problem.isVisible(), sheet.is_open) == ("27 November", False, True)
    type_into(sheet, "what", " ")
    assert sheet.fields.rows["what"].problem.isVisible()
    settled()
    assert promise(book) == before


def test_undo_reaches_the_book_from_a_field_and_the_field_shows_it(
    opens: Opens, book: Book, qtbot, settled: Settled
) -> None:
    sheet = opens("promise-1")
    write(qtbot, " of May")
    press(qtbot, KEY.Key_Return)
    settled()
    assert promise(book)["what"] == "the pricing article of May"
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert promise(book)["what"] == "the pricing article"
    assert sheet.fields.rows["what"].text == "the pricing article"
    assert sheet.is_open


def test_a_change_from_outside_leaves_what_is_being_typed(
    opens: Opens, book: Book, qtbot, settled: Settled
) -> None:
    sheet = opens("promise-1")
    write(qtbot, " of May")
    with book.work() as work:
        edit(work, parse_key("promise-1"), [Assignment("due", "=", "2026-12-24")])
    settled()
    assert sheet.fields.rows["what"].text == "the pricing article of May"
    assert sheet.fields.rows["due"].text == "24 December"


def test_a_day_is_chosen_from_the_calendar(opens: Opens, book: Book, qtbot, settled: Settled) -> None:
    sheet = opens("promise-1")
    sheet.fields.rows["due"]._button.click()
    settled()
    write(qtbot, "24 December")
    press(qtbot, KEY.Key_Return)
    settled()
    assert promise(book)["due"] == "2026-12-24"
    assert focused() is sheet.fields.rows["due"].field
    type_into(sheet, "due", "")
    settled()
    assert promise(book)["due"] is None


def test_delete_is_one_step_with_undo_and_closes_the_sheet(
    opens: Opens, book: Book, window: MainWindow, qtbot, settled: Settled
) -> None:
    sheet, before = opens("promise-1"), promise(book)
    sheet.fields.delete.setFocus()
    press(qtbot, KEY.Key_Return)
    settled()
    assert not is_open(sheet)
    assert rows_of_today(book).get("promise-1") is None
    assert window.toast.accessibleName() == "Deleted a promise: send Ana Ruiz the pricing article"
    window.toast._button.click()
    settled()
    assert promise(book) == before


def test_undoing_the_creation_of_what_is_open_closes_it(
    opens: Opens, book: Book, window: MainWindow, settled: Settled
) -> None:
    sheet = opens("note-2")
    book.undo()
    settled()
    assert not is_open(sheet)
    window.context.open_thing(parse_key("note-2"))
    assert window.toast.accessibleName() == "There is no note with the key note-2."


def test_what_was_typed_is_kept_when_esc_closes_the_sheet(
    opens: Opens, book: Book, window: MainWindow, qtbot, settled: Settled
) -> None:
    sheet = opens("note-2")
    sheet.fields.rows["words"].field.setPlainText("Ana has two kilns")
    sheet.done.setFocus()
    press(qtbot, KEY.Key_Escape)
    settled()
    assert not is_open(sheet)
    assert book.read.value("SELECT words FROM note WHERE id = 2") == "Ana has two kilns"


@pytest.mark.parametrize(("key", "name"), [("note-2", "words"), ("promise-1", "outcome")])
def test_a_long_text_is_typed_where_it_can_be_seen(
    opens: Opens, window: MainWindow, qtbot, settled: Settled, key: str, name: str
) -> None:
    sheet = opens(key)
    field = sheet.fields.rows[name].field
    field.setFocus()
    field.setPlainText("one line of many\n" * 80)
    settled()
    press(qtbot, KEY.Key_End, CTRL)
    write(qtbot, "and the last")
    settled()
    cursor = field.mapTo(window, field.cursorRect().center())
    seen = field.visibleRegion().boundingRect()
    assert seen.contains(field.cursorRect().center())
    assert sheet.card.geometry().contains(cursor)
    assert window.rect().contains(sheet.card.geometry())
    press(qtbot, KEY.Key_Home, CTRL)
    settled()
    assert field.visibleRegion().boundingRect().contains(field.cursorRect().center())
