"""A second file does not throw away an open preview without asking."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from crm.book import Book
from crm.people import adding
from tests.ui.importing.files import card
from tests.ui.stories import CTRL, press
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.vcf"
    path.write_text(card("Rosa Weiss", "EMAIL:rosa@weiss.example"), newline="")
    return path


def said(page: ImportPage) -> str:
    sheet = page.second.sheet
    return f"{sheet._title.text()}. {sheet._words.text()} [{sheet.other.text()}]"


def test_staying_keeps_the_preview_with_every_answer(
    page, window: MainWindow, other: Path, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_1)
    window.context.import_file(other)
    settled()
    assert said(page) == (
        "contacts.vcf is still open. Nothing of it is imported yet. What you said of 1 entry would be lost. "
        "Open other.vcf instead, or look at all together? [Open other.vcf instead]"
    )
    assert page.second.sheet.together.hasFocus()
    press(qtbot, KEY.Key_Escape)
    settled()
    assert page._header.title.text() == "Import contacts.vcf"
    assert page.take.text() == "Import 1 new, 2 updates"
    assert not page.second.is_asking


def test_both_are_looked_at_together_and_the_answers_stay(
    page, window: MainWindow, book: Book, other: Path, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_1)
    window.context.import_file(other)
    settled()
    press(qtbot, KEY.Key_Return)
    settled()
    assert page._header.title.text() == "Import 2 files"
    assert page.take.text() == "Import 2 new, 2 updates"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert book.steps()[0].label == "Imported 2 people and updated 2 people from 2 files"


def test_the_other_one_takes_its_place_when_that_is_said(
    page, window: MainWindow, other: Path, settled
) -> None:
    window.context.import_file(other)
    settled()
    page.second.sheet.other.click()
    settled()
    assert page._header.title.text() == "Import other.vcf"
    assert page.take.text() == "Import 1 new"
    window.context.import_file(other)
    settled()
    assert not page.second.is_asking, "the same file again throws nothing away"


def test_an_open_preview_elsewhere_is_asked_about_too_and_is_of_the_book_as_it_is(
    page, window: MainWindow, book: Book, other: Path, qtbot, settled
) -> None:
    window.open_page("today")
    with book.work() as work:
        adding.add(work, "Hana Abe")
    settled()
    window.context.import_file(other)
    settled()
    assert page.second.is_asking
    assert window.stack.page is page
    press(qtbot, KEY.Key_Escape)
    settled()
    assert page.take.text() == "Import 2 new, 1 update"
    assert [card.accessibleName() for card in page.review.overview.counts.values()][
        2
    ] == "2 possibly someone you have"


def test_after_an_import_and_after_cancel_nobody_is_asked(
    page, window: MainWindow, other: Path, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Escape)
    settled()
    window.context.import_file(other)
    settled()
    assert page._header.title.text() == "Import other.vcf"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    window.context.import_file(other)
    settled()
    assert not page.second.is_asking
    assert page.take.text() == "Nothing to import"


def test_a_columns_question_is_not_thrown_away_either_nor_what_is_being_written(
    window: MainWindow, tmp_path: Path, other: Path, settled
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("qqq;www\nRosa Weiss;rosa@weiss.example\nBen Okafor;ben@okafor.example\n")
    window.context.import_file(table)
    settled()
    page = window.stack.page
    if not page.mapping.isVisible():
        pytest.skip("these columns are understood")
    window.context.import_file(other)
    settled()
    assert said(page).startswith("table.csv is still open")


def test_while_an_import_is_written_no_file_is_opened(page, window: MainWindow, other: Path, settled) -> None:
    page._is_writing = True
    window.context.import_file(other)
    assert window.toast.accessibleName() == "An import is being written. Open the file again when it is done."
    page._is_writing = False
    settled()
    assert page._header.title.text() == "Import contacts.vcf"


def test_a_pasted_preview_outlives_the_next_paste(window: MainWindow, qtbot, settled) -> None:
    for name in ("Rosa Weiss", "Ben Okafor"):
        QGuiApplication.clipboard().setText(card(name))
        press(qtbot, KEY.Key_V, CTRL)
        settled()
    page = window.stack.page
    press(qtbot, KEY.Key_Return)
    settled()
    assert page.take.text() == "Import 2 new"
