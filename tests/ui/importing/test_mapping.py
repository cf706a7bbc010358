"""The columns of a table nobody knows: looked at, said by keyboard, remembered, and changed from the preview."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.tables import GOOGLE, google_rows, linkedin_rows, table, written
from tests.ui.stories import CTRL, press
from ui.shell.main_window import MainWindow

KEY = Qt.Key
ODD = ["Wer", "Anrufen unter", "Email", "Schuh"]
ROWS = [
    ["Ana Ruiz", "+44 131 496 0988", "ana@fig.example", "38"],
    ["Ben Okafor", "", "ben@okafor.example", ""],
]


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, settled):
    window.context.import_file(written(tmp_path, table(ODD, *ROWS), "customers.csv"))
    settled()
    return window.stack.page


def fields(page) -> list[str]:
    return [choice.field for choice in page.mapping.choices]


def shown(page) -> object:
    return page._stack.currentWidget()


def test_columns_are_shown_with_their_values_and_a_guess(page, book: Book) -> None:
    assert shown(page) is page.mapping
    assert page._header.title.text() == "Columns of customers.csv"
    assert fields(page) == ["name", "phone", "email", "keep"]
    assert page.mapping.choices[0].accessibleName() == "Wer holds"
    assert page.mapping.table.columns[1].samples == ("+44 131 496 0988",)
    assert (page.take.text(), page.take.isEnabled()) == ("Continue", True)
    assert book.steps() == []


def test_the_whole_screen_is_done_by_keyboard_and_remembered(
    page, window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    assert QApplication.focusWidget() is page.mapping.choices[0]
    press(qtbot, KEY.Key_N)  # nickname
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.mapping.choices[1]
    press(qtbot, KEY.Key_Backtab)
    assert fields(page) == ["nickname", "phone", "email", "keep"]
    press(qtbot, KEY.Key_Home)
    assert fields(page)[0] == "name"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert shown(page) is page.review
    assert page.take.text() == "Import 2 new"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    labels = [step.label for step in book.steps()]
    assert labels == ["Imported 2 people from customers.csv", "Remembered the columns of customers.csv"]
    assert book.read.value("SELECT value FROM contact_point WHERE kind = 'phone'") == "+44 131 496 0988"
    window.context.undo()
    settled()
    assert book.read.value("SELECT count(*) FROM person") == 0
    window.context.import_file(
        written(tmp_path, table(ODD, ["Mei Abe", "1", "m@abe.example", ""]), "next.csv")
    )
    settled()
    assert shown(window.stack.page) is window.stack.page.review


def test_one_column_only_is_the_name(page) -> None:
    first, second = page.mapping.choices[:2]
    for choice in (first, second):
        choice.choose("name")
        page.mapping._on_chosen(choice)
    assert fields(page)[:2] == ["keep", "name"]


def test_without_anything_that_says_who_it_cannot_go_on(page, qtbot, settled) -> None:
    for choice in page.mapping.choices:
        choice.choose("leave_out")
        page.mapping._on_chosen(choice)
    assert not page.take.isEnabled()
    assert page.mapping._words.text() == "Say which column holds a name, organisation, e-mail or phone."
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert shown(page) is page.mapping


def test_escape_leaves_it_and_nothing_is_changed(page, book: Book, qtbot, settled) -> None:
    press(qtbot, KEY.Key_Escape)
    settled()
    assert shown(page) is not page.mapping
    assert book.steps() == []


def test_known_columns_are_not_asked_about_but_can_be_looked_at(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    window.context.import_file(written(tmp_path, google_rows(range(3)), "contacts.csv"))
    settled()
    page = window.stack.page
    assert shown(page) is page.review
    assert page.columns.isVisible()
    page.columns.click()
    settled()
    assert shown(page) is page.mapping
    press(qtbot, KEY.Key_Escape)
    assert (shown(page), page.take.text()) == (page.review, "Import 3 new")
    page.columns.click()
    settled()
    note = page.mapping.choices[GOOGLE.index("Notes")]
    assert note.field == "note"
    assert page.mapping.choices[GOOGLE.index("E-mail 1 - Label")].field == ""
    note.choose("how_we_met")
    page.mapping._on_chosen(note)
    page.take.click()
    settled()
    assert shown(page) is page.review
    first = page._looked.found.files[0].found[0].contact
    assert (first.note, first.how_we_met) == ("", "Talked about pricing, jam and bread")
    assert first.emails[0].label == "work"


def test_a_table_without_a_header_is_asked_about(window: MainWindow, tmp_path: Path, settled) -> None:
    text = "Ana Ruiz,ana@fig.example,tea\nBen Okafor,ben@okafor.example,jam\n"
    window.context.import_file(written(tmp_path, text, "list.csv"))
    settled()
    page = window.stack.page
    assert [column.name for column in page.mapping.table.columns] == ["Column 1", "Column 2", "Column 3"]
    assert fields(page) == ["name", "email", "keep"]
    page.take.click()
    settled()
    assert page.take.text() == "Import 2 new"


def test_a_linkedin_list_comes_in_parked_unless_said_otherwise(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    window.context.import_file(written(tmp_path, linkedin_rows(range(4)), "Connections.csv"))
    settled()
    page = window.stack.page
    assert page.review.standing == "parked"
    page.review.overview.standing_choice._on_pressed("kept")
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert set(book.read.values("SELECT standing FROM person")) == {"kept"}


def test_a_card_file_has_no_columns_to_show(window: MainWindow, tmp_path: Path, settled) -> None:
    window.context.import_file(written(tmp_path, "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "a.vcf"))
    settled()
    assert not window.stack.page.columns.isVisible()
