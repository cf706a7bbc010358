"""An update says whom it changes and what, and can be called another person; twice in a file is told from twice in the book."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from crm.book import Book
from crm.people import adding, fields
from crm.people.duplicates import duplicates
from crm.people.full_records import person
from tests.ui.importing.files import card
from tests.ui.importing.test_choices import open_list, preview, shown
from tests.ui.stories import CTRL, press
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def ben(book: Book) -> None:
    told = [
        ("email", "=", "ben@okafor.example"), ("phone", "=", "+44 131 496 0988"), ("tag", "+=", "chess"),
        ("organization", "=", "Kite"), ("looking_for", "+=", "a printer"), ("rhythm", "=", "close"), ("note", "=", "Tall."),
    ]  # fmt: skip
    with book.work() as work:
        fields.set_fields(work, adding.add(work, "Benjamin Okafor").id, told)


@pytest.fixture
def updated(window: MainWindow, book: Book, settled, tmp_path: Path) -> ImportPage:
    ben(book)
    text = card("Ben Okafor", "EMAIL:ben@okafor.example", "TEL:+44 20 7946 0311", "ORG:Acme")
    return preview(window, settled, tmp_path, text)


def names(book: Book) -> list[str]:
    return book.read.values("SELECT full_name FROM person ORDER BY id")


def lines(page: ImportPage) -> list[tuple[str, str, str]]:
    table = page.review.browse.details.table
    return [(row._field.text(), row._have.text(), row._found.text()) for row in table._rows[: table._used]]


def visible(page: ImportPage) -> list[str]:
    buttons = page.review.browse.details.findChildren(QAbstractButton)
    return [
        one.accessibleName()
        for one in buttons
        if one.isVisible() and one in page.review.browse.details._decide
    ]


def test_the_row_says_whom_it_changes_and_what(updated: ImportPage, qtbot) -> None:
    open_list(updated, qtbot, "updated")
    (row,) = shown(updated)
    assert row.startswith("Benjamin Okafor, adds ")
    assert "phone +44 20 7946 0311, role Acme; in the file Ben Okafor" in row
    about = updated.review.browse.details._about.text()
    assert about == "Adds to Benjamin Okafor. Same e-mail ben@okafor.example."


def test_you_have_shows_all_that_the_book_has(updated: ImportPage, qtbot) -> None:
    open_list(updated, qtbot, "updated")
    said = lines(updated)
    assert ("phone", "+44 131 496 0988", "+44 20 7946 0311") in said
    for field, value in (("tag", "chess"), ("note", "Tall."), ("standing", "kept"), ("rhythm", "every 2 months"),
                         ("looking for", "a printer"), ("role", "Kite")):  # fmt: skip
        assert (field, value, "") in said
    hides_on_close = next(
        row for row in updated.review.browse.details.table._rows if row._field.text() == "note"
    )
    assert hides_on_close._same.text() == "stays"
    assert not hides_on_close._theirs.isVisible()


def test_two_makes_it_another_person_and_the_same_file_finds_them_again(
    updated: ImportPage, window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    assert updated.take.text() == "Import 1 update"
    open_list(updated, qtbot, "updated")
    assert visible(updated) == ["One person", "Another person"]
    press(qtbot, KEY.Key_2)
    assert shown(updated) == ["Ben Okafor, someone new, not Benjamin Okafor, another person"]
    assert updated.take.text() == "Import 1 new"
    press(qtbot, KEY.Key_1)
    assert updated.take.text() == "Import 1 update"
    press(qtbot, KEY.Key_2)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert names(book) == ["Benjamin Okafor", "Ben Okafor"]
    assert len(person(book.read, 1).points) == 2, "nothing came to Benjamin"
    assert duplicates(book.read) == []
    again = preview(window, settled, tmp_path, (tmp_path / "more.vcf").read_text())
    assert again.take.text() == "Nothing to import"
    text = card("Ben Okafor", "EMAIL:ben@okafor.example", "TEL:+44 20 7946 0311", "ORG:Acme", "NOTE:Sings")
    press(qtbot, KEY.Key_Escape)
    settled()
    more = preview(window, settled, tmp_path, text)
    open_list(more, qtbot, "updated")
    assert shown(more)[0].startswith("Ben Okafor, adds note Sings")


def test_the_key_works_at_a_glance_too_and_is_taken_back(updated: ImportPage, qtbot) -> None:
    updates = updated.review.overview.updates
    updates.setFocus()
    updates.choose_first()
    press(qtbot, KEY.Key_2)
    assert updated.take.text() == "Import 1 new"
    press(qtbot, KEY.Key_Z, CTRL)
    assert updated.take.text() == "Import 1 update"


def test_a_wrong_update_by_an_equal_uid_gets_a_uid_of_its_own(
    window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    uid = "UID:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    first = preview(window, settled, tmp_path, card("Ana Ruiz", uid, "EMAIL:ana@ruiz.example"))
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    first = preview(window, settled, tmp_path, card("Ana Lind", uid, "EMAIL:ana@lind.example"))
    open_list(first, qtbot, "updated")
    press(qtbot, KEY.Key_2)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert names(book) == ["Ana Ruiz", "Ana Lind"]
    assert len(set(book.read.values("SELECT uid FROM person"))) == 2


def test_twice_in_this_file_is_told_from_someone_you_have(
    window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    ben(book)
    text = card("Hana Abe", "EMAIL:h@abe.example") + card("Hana Abe", "TEL:+1 555 0100")
    page = preview(window, settled, tmp_path, text + card("Benjamin Okafor", "TEL:+1 555 0101"))
    said = [one.accessibleName() for one in page.review.overview.counts.values()]
    assert said[2] == "2 possibly someone you have, or twice in the import (1)"
    possible = page.review.overview.possible
    assert (possible.name.text(), possible.table._mine.text()) == ("Hana Abe", "Twice in this file")
    possible.go(1)
    assert (possible.name.text(), possible.table._mine.text()) == ("Benjamin Okafor", "You have")
    open_list(page, qtbot, "possible")
    assert shown(page) == ["Hana Abe, twice in this file, same name", "Benjamin Okafor, same name"]
    assert page.review.browse.details._about.text() == "Possibly Hana Abe, twice in this file. Same name."


def test_at_a_glance_the_first_press_shows_whom_the_next_one_is_about(updated: ImportPage, qtbot) -> None:
    """Nobody is possibly someone, so the keys in the foot are about the updates: none is answered unseen."""
    assert updated.take.hasFocus()
    press(qtbot, KEY.Key_2)
    assert updated.review.overview.updates.hasFocus()
    assert updated.take.text() == "Import 1 update"
    press(qtbot, KEY.Key_2)
    assert updated.take.text() == "Import 1 new"
