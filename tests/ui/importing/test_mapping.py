"""The columns of a table nobody knows: looked at, said by keyboard, remembered, and changed from the preview."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from crm.book import Book
from tests.tables import GOOGLE, google_rows, linkedin_rows, table, written
from tests.ui.stories import CTRL, press
from ui.importing.second_file import SecondFileSheet
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
    first = page._loaded.found.files[0].found[0].contact
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


def test_each_choice_is_named_by_its_column_for_screen_readers(page) -> None:
    """On Linux the name of such a choice is what it says; what it is of, is told by a label."""
    for choice, column in zip(page.mapping.choices, ODD, strict=True):
        labels = [
            one.text(QAccessible.Text.Name)
            for one, kind in QAccessible.queryAccessibleInterface(choice).relations()
            if kind & QAccessible.RelationFlag.Label
        ]
        assert labels == [column]


def test_an_ampersand_in_a_columns_name_is_no_key(window: MainWindow, tmp_path: Path, settled) -> None:
    window.context.import_file(written(tmp_path, table(["Name", "R&D"], ["Ana", "x"]), "a.csv"))
    settled()
    label = window.stack.page.mapping._grid.itemAtPosition(4, 0).widget()
    assert (label.text(), label.accessibleName()) == ("R&&D", "R&D")


def test_a_table_of_few_columns_after_one_of_many_has_a_low_card(
    page, window: MainWindow, tmp_path: Path, settled
) -> None:
    wide = [f"Odd {number}" for number in range(30)]
    heights = []
    for header in (["Wer", "Schuh"], wide, ["Wer", "Hut"]):
        row = ["Ana Ruiz", *["x"] * (len(header) - 1)]
        window.context.import_file(written(tmp_path, table(header, row), f"{len(header)}{header[-1]}.csv"))
        settled()
        for sheet in window.findChildren(SecondFileSheet):
            if sheet.is_open:
                sheet.other.click()
                settled()
        heights.append(page.mapping._grid.parentWidget().sizeHint().height())
    assert heights[0] == heights[2] < heights[1]


def test_which_day_a_date_is_must_be_said_and_is_remembered(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    header = ["Name", "Email", "Birthday"]
    window.context.import_file(
        written(tmp_path, table(header, ["Ana", "a@fig.example", "4/5/1970"]), "a.csv")
    )
    settled()
    page = window.stack.page
    assert (shown(page), page.take.isEnabled()) == (page.mapping, False)
    assert page.mapping.dates.isVisible()
    chips = page.mapping.dates.choice._buttons
    assert [chip.text() for chip in chips.values()] == ["4 May 1970", "5 April 1970"]
    assert QApplication.focusWidget() is chips["day-first"]
    assert chips["day-first"].accessibleDescription() == "Which day is 4/5/1970?"
    press(qtbot, KEY.Key_Right)
    assert QApplication.focusWidget() is chips["month-first"]
    assert not page.take.isEnabled(), "looking at it is no answer"
    press(qtbot, KEY.Key_Left)
    press(qtbot, KEY.Key_Space)
    assert page.take.isEnabled()
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.mapping.choices[0]
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert shown(page) is page.review
    assert page._loaded.found.files[0].found[0].contact.birthday == "1970-05-04"
    window.context.import_file(
        written(tmp_path, table(header, ["Ben", "b@fig.example", "1/2/1980"]), "b.csv")
    )
    settled()
    window.findChildren(SecondFileSheet)[0].other.click()
    settled()
    assert shown(page) is page.review
    assert page._loaded.found.files[0].found[0].contact.birthday == "1980-02-01"


def test_of_a_program_that_is_known_no_more_than_the_day_is_asked(
    window: MainWindow, tmp_path: Path, settled
) -> None:
    """Also where the first birthday stands far below."""
    header = ["First Name", "Last Name", "E-mail Address", "Business Phone", "Home Phone", "Birthday"]
    rows = [[f"Ana {number}", "Ruiz", "", "", "", ""] for number in range(200)] + [
        ["Ben", "Hart", "", "", "", "4/5/1970"]
    ]
    window.context.import_file(written(tmp_path, table(header, *rows), "contacts.csv"))
    settled()
    page = window.stack.page
    assert (shown(page), page.mapping.dates.reading.written) == (page.mapping, "4/5/1970")
    assert all(column.is_known for column in page.mapping.table.columns)


def test_a_date_is_asked_about_only_while_its_column_holds_days(
    window: MainWindow, tmp_path: Path, settled
) -> None:
    rows = [["Ana", "4/5/1970", "x"], ["Ben", "1/2/1980", "y"]]
    window.context.import_file(written(tmp_path, table(["Name", "Birthday", "Odd"], *rows), "a.csv"))
    settled()
    mapping = window.stack.page.mapping
    for field, is_asked in (("keep", False), ("anniversary", True)):
        mapping.choices[1].choose(field)
        mapping._on_chosen(mapping.choices[1])
        assert (mapping.dates.isVisible(), mapping.is_enough) == (is_asked, not is_asked)
