"""Taking people out, by keyboard: whom, in which format, where to; what was written is said, and nothing half is left."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.ui.exporting.sheet_use import choose_format, open_sheet
from tests.ui.stories import CTRL, person_id, press, write
from ui.exporting import sheet as sheets
from ui.exporting.sheet import ExportSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Where = Callable[[Path], None]


def names_in(file: Path) -> list[str]:
    return [
        line["Full Name"] for line in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    ]


def test_everyone_as_an_archive_by_keyboard_alone(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    where(tmp_path / "mine.json")
    press(qtbot, KEY.Key_E, CTRL)
    sheet = open_sheet(window)
    choose_format(qtbot, sheet, "json")
    assert not sheet._cells_line.isVisible()
    press(qtbot, KEY.Key_Return)
    settled()
    people = book.read.value("SELECT count(*) FROM person")
    assert len(json.loads((tmp_path / "mine.json").read_text("utf-8"))["tables"]["person"]) == people
    assert window.toast.accessibleName() == f"Wrote {people} people to mine.json in {tmp_path.name}."
    assert not window.findChildren(ExportSheet) or not sheet.is_open


def test_the_people_chosen_on_the_people_page(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    window.open_page("people")
    page = window.stack.page
    page.list.choose_first()
    page.list.setFocus()
    press(qtbot, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ids = page.list.chosen_ids()
    assert len(ids) == 2
    page.many.export_requested.emit()
    sheet = open_sheet(window)
    assert sheet.who.value == "these"
    where(tmp_path / "two.csv")
    choose_format(qtbot, sheet, "csv")
    assert sheet._cells_line.isVisible()
    press(qtbot, KEY.Key_Return)
    settled()
    names = [book.read.value("SELECT full_name FROM person WHERE id = :one", one=one) for one in ids]
    assert names_in(tmp_path / "two.csv") == names


def test_those_a_filter_shows_and_a_tag(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    window.open_page("people")
    page = window.stack.page
    press(qtbot, "/")
    write(qtbot, "okafor")
    settled()
    shown = page.list.rows.rowCount()
    assert 0 < shown < 5
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_E, CTRL)
    sheet = open_sheet(window)
    where(tmp_path / "shown.csv")
    choose_format(qtbot, sheet, "csv")
    sheet.choose_place()
    settled()
    assert len(names_in(tmp_path / "shown.csv")) == shown
    window.open_page("today")
    press(qtbot, KEY.Key_E, CTRL)
    sheet = open_sheet(window)
    press(qtbot, KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    while QApplication.focusWidget().accessibleName() != "a tag":
        press(qtbot, KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, KEY.Key_Space)
    assert sheet.who.value == "tag"
    assert not sheet.write.isEnabled()
    sheet._on_tag(sheet._tags[0])
    assert sheet.write.isEnabled()
    sheet.list.setFocus()
    choose_format(qtbot, sheet, "csv")
    where(tmp_path / "tag.csv")
    sheet.write.click()
    settled()
    tagged = book.read.values(
        "SELECT p.full_name FROM person p JOIN person_tag pt ON pt.person_id = p.id JOIN tag t ON t.id = pt.tag_id "
        "WHERE t.name = :tag", tag=sheet._tags[0],
    )  # fmt: skip
    assert sorted(names_in(tmp_path / "tag.csv")) == sorted(tagged)


def test_one_person_as_a_folder_of_markdown(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    window.open_page("person", person_id(book, "Ana Ruiz"))
    window.stack.page.story.setFocus()
    press(qtbot, "x")
    sheet = open_sheet(window)
    assert sheet._words == "Ana Ruiz"
    where(tmp_path)
    choose_format(qtbot, sheet, "markdown")
    press(qtbot, KEY.Key_Return)
    settled()
    assert (tmp_path / sheets.FOLDER_NAME / "Ana Ruiz.md").read_text("utf-8").startswith("# Ana Ruiz\n")
    assert "Wrote 1 person to Goodturn people" in window.toast.accessibleName()


def test_bare_cells_are_a_choice(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    with book.work() as work:
        work.connection.execute("UPDATE person SET full_name = '=1+1' WHERE full_name = 'Ana Ruiz'")
    for bare, name in ((False, "'=1+1"), (True, "=1+1")):
        window.context.export()
        sheet = open_sheet(window)
        where(tmp_path / "cells.csv")
        choose_format(qtbot, sheet, "csv")
        if bare:
            sheet.cells._on_pressed("bare")
        said = sheet._more.text()
        sheet.choose_place()
        settled()
        assert ("leading '" in said) is not bare
        assert name in names_in(tmp_path / "cells.csv")


def test_what_cannot_be_written_is_said_in_the_sheet_and_can_be_tried_again(
    window: MainWindow, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    window.context.export()
    sheet = open_sheet(window)
    where(tmp_path / "nowhere" / "people.vcf")
    press(qtbot, KEY.Key_Return)
    settled()
    assert sheet.is_open
    assert "could not be written" in sheet._problem.text()
    assert sheet._problem.isVisible()
    where(tmp_path / "people")  # no ending: the format's own
    press(qtbot, KEY.Key_Return)
    settled()
    assert (tmp_path / "people.vcf").exists()


def test_the_books_own_file_is_never_written_over(
    window: MainWindow, book: Book, where: Where, qtbot, settled
) -> None:
    before = book.file.read_bytes()[:100]
    window.context.export()
    where(book.file)
    press(qtbot, KEY.Key_Return)
    settled()
    assert open_sheet(window)._problem.isVisible()
    assert book.file.read_bytes()[:100] == before
