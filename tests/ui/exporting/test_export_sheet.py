"""Taking people out, by keyboard: whom, in which format, where to; what was written is said, and nothing half is left."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from crm.book import Book
from crm.formats.export_progress import READING_BACK, SECOND_READER, WRITING, ExportProgress
from crm.sample.book import fill
from tests.ui.stories import CTRL, person_id, press, write
from ui import background
from ui.exporting import sheet as sheets
from ui.exporting.format_descriptions import FORMATS
from ui.exporting.remarks_sheet import RemarksSheet
from ui.exporting.sheet import ExportSheet
from ui.shell.main_window import MainWindow

KEY = Qt.Key
Where = Callable[[Path], None]


@pytest.fixture
def book(book: Book) -> Book:
    fill(book)
    return book


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Where:
    """What the system's dialog answers."""

    def answers(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))

    return answers


def open_sheet(window: MainWindow) -> ExportSheet:
    (found,) = [one for one in window.findChildren(ExportSheet) if one.is_open]
    return found


def names_in(file: Path) -> list[str]:
    return [
        line["Full Name"] for line in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    ]


def choose_format(qtbot, sheet: ExportSheet, name: str) -> None:
    assert sheet.list.hasFocus()
    press(qtbot, KEY.Key_Home)
    for _ in range([one.id for one in FORMATS].index(name)):
        press(qtbot, KEY.Key_Down)
    assert sheet.list.chosen().id == name


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


def test_esc_while_it_is_written_leaves_nothing(
    window: MainWindow, where: Where, tmp_path: Path, qtbot, settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = []
    monkeypatch.setattr(background, "runner", lambda *job: waiting.append(job))
    window.context.export()
    sheet = open_sheet(window)
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    assert sheet._bar.isVisible()
    assert not sheet.list.isEnabled()
    press(qtbot, KEY.Key_Escape)
    ((job, then, failed),) = waiting
    background.run_synchronously(job, then, failed)
    settled()
    assert list(tmp_path.glob("*people*")) == []


def test_how_far_it_is_can_be_seen_in_writing_and_in_reading_back(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    window.context.export()
    sheet = open_sheet(window)
    shown: list[tuple[str, int, int]] = []
    sheet._writing.progress_changed.connect(
        lambda _: shown.append((sheet._more.text(), sheet._bar.value(), sheet._bar.maximum()))
    )
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    settled()
    people = book.read.value("SELECT count(*) FROM person")
    assert (f"{people} written so far", people, people) in shown
    assert ("Written. Reading it back: 100%", people, people) in shown
    assert (
        f"Read back. Another program’s reader looks at card {people} of {people}",
        people,
        people,
    ) in shown
    assert not [text for text, value, whole in shown if value > whole]
    assert not sheet.is_open


@pytest.mark.parametrize("stage", [WRITING, READING_BACK, SECOND_READER])
def test_esc_at_any_stage_leaves_the_file_that_was_there(
    window: MainWindow,
    where: Where,
    tmp_path: Path,
    qtbot,
    settled,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
) -> None:
    waiting = []
    monkeypatch.setattr(background, "runner", lambda *job: waiting.append(job))
    (tmp_path / "people.vcf").write_text("was there")
    window.context.export()
    sheet = open_sheet(window)
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    seen: list[str] = []

    def stop(progress: ExportProgress) -> None:
        seen.append(progress.stage)
        if progress.stage == stage and sheet.is_open:
            press(qtbot, KEY.Key_Escape)

    sheet._writing.progress_changed.connect(stop)
    ((job, then, failed),) = waiting
    background.run_synchronously(job, then, failed)
    settled()
    assert seen[-1] == stage
    assert (tmp_path / "people.vcf").read_text() == "was there"
    assert not list(tmp_path.glob(".*.part"))
    assert "Wrote" not in window.toast.accessibleName()


def test_a_card_that_others_cannot_read_is_named_after_the_export(
    window: MainWindow, book: Book, where: Where, tmp_path: Path, qtbot, settled
) -> None:
    ana = person_id(book, "Ana Ruiz")
    with book.work() as work:
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) VALUES (?, 'a.b.X-TEA:Assam', 0)", (ana,)
        )
    window.context.export()
    where(tmp_path / "people.vcf")
    press(qtbot, KEY.Key_Return)
    settled()
    (remarks,) = [one for one in window.findChildren(RemarksSheet) if one.is_open]
    assert remarks.text.toPlainText().startswith("Ana Ruiz: other programs may not be able to read this card")
    assert (tmp_path / "people.vcf").exists()
    assert window.toast.accessibleName().startswith("Wrote ")
    assert remarks.done.hasFocus()
    press(qtbot, KEY.Key_Space)
    assert not remarks.is_open
    window.context.export()
    where(tmp_path / "people.csv")
    choose_format(qtbot, open_sheet(window), "csv")
    press(qtbot, KEY.Key_Return)
    settled()
    assert not [one for one in window.findChildren(RemarksSheet) if one.is_open]
