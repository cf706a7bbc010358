"""What the user says of the cards before they come in: one by one or all at once, by keyboard, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox

from crm.book import Book
from crm.people import adding
from tests.ui.importing.files import card, group
from tests.ui.stories import CTRL, person_id, press
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def names(book: Book) -> list[str]:
    return book.read.values("SELECT full_name FROM person ORDER BY full_name")


def preview(window: MainWindow, settled, folder: Path, text: str) -> ImportPage:
    file = folder / "more.vcf"
    file.write_text(text, encoding="utf-8", newline="")
    window.context.import_file(file)
    settled()
    page = window.stack.page
    assert isinstance(page, ImportPage)
    return page


def open_list(page: ImportPage, qtbot, kind: str) -> None:
    """By the keyboard: onto the count, and Enter."""
    page.review.overview.counts[kind].setFocus()
    press(qtbot, KEY.Key_Return)
    assert page.review.browse.list.hasFocus()


def shown(page: ImportPage) -> list[str]:
    rows = page.review.browse.list.rows
    return [rows._accessible_text(rows.row_at(at)) for at in range(rows.rowCount())]


def for_all(page: ImportPage, words: str) -> None:
    buttons = page.review.browse.findChildren(QAbstractButton)
    next(one for one in buttons if one.accessibleName() == words and one.isVisible()).click()


def test_each_count_opens_the_list_of_what_it_counts(page, qtbot) -> None:
    open_list(page, qtbot, "new")
    assert shown(page) == ["Hana Abe, hana@abe.example"]
    press(qtbot, KEY.Key_Escape)
    assert page.review.overview.counts["new"].hasFocus()
    open_list(page, qtbot, "updated")
    (ana,) = shown(page)
    assert ana.startswith("Ana Ruiz, adds ")
    assert "phone +44 131 496 0988" in ana
    assert ana.endswith(", 1 differs")
    press(qtbot, KEY.Key_Escape)
    open_list(page, qtbot, "possible")
    assert shown(page) == ["Tom Sandberg, same name"]
    press(qtbot, KEY.Key_Escape)
    open_list(page, qtbot, "rest")
    heading, unread, *same = shown(page)
    assert heading == "Not brought in"
    assert "card has no name" in unread
    assert same == ["The same as before", "Mei Kobayashi, nothing new"]


def test_someone_new_is_looked_at_with_all_the_file_says(
    window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    page = preview(
        window,
        settled,
        tmp_path,
        card("Hana Abe", "TEL;TYPE=CELL:+1 555 0100", "NOTE:Likes tea", "X-TEA:Assam"),
    )
    open_list(page, qtbot, "new")
    said = page.review.browse.details.facts.accessibleName()
    assert said == (
        "given name: Hana; family name: Abe; phone: +1 555 0100 (cell); note: Likes tea; more: X-TEA:Assam"
    )


def test_space_leaves_one_out_and_the_count_follows(
    page, book: Book, window: MainWindow, qtbot, settled
) -> None:
    open_list(page, qtbot, "new")
    press(qtbot, KEY.Key_Space)
    assert shown(page) == ["Hana Abe, hana@abe.example, left out"]
    assert page.take.text() == "Import 1 new, 1 update"
    assert ", 1 left out: nothing is changed" in page._header.words.accessibleName()
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert "Hana Abe" not in names(book)
    assert book.steps()[0].label == "Imported 1 person and updated 1 person from contacts.vcf; 1 left out"


def test_a_click_on_the_tick_does_what_space_does(page, qtbot) -> None:
    open_list(page, qtbot, "new")
    found = page.review.browse.list
    middle = found.visualRect(found.rows.index(0, 0)).center()
    middle.setX(20)
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.take.text() == "Import 1 new, 1 update"
    middle.setX(200)
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.take.text() == "Import 1 new, 1 update", "a click elsewhere only chooses the row"


def test_who_said_more_of_somebody_left_out_stays_out_with_them(
    window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    twice = card("Hana Abe", "EMAIL:h@abe.example") + card(
        "Hana Abe", "EMAIL:h@abe.example", "TEL:+1 555 0100"
    )
    page = preview(window, settled, tmp_path, twice + card("Ivo Falk"))
    assert page.take.text() == "Import 2 new, 1 update"
    open_list(page, qtbot, "new")
    press(qtbot, KEY.Key_Space)
    assert page.take.text() == "Import 1 new"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert names(book) == ["Ivo Falk"]
    assert book.steps()[0].label.endswith("2 left out")


def test_one_addition_of_an_update_is_left_out(page, book: Book, qtbot, settled) -> None:
    open_list(page, qtbot, "updated")
    press(qtbot, KEY.Key_Return)  # into the comparison
    settled()
    boxes = page.review.browse.details.table.findChildren(QCheckBox)
    phone = next(box for box in boxes if "phone" in box.accessibleName() and box.isVisible())
    assert page.review.browse.details.isAncestorOf(QApplication.focusWidget())
    phone.setFocus()
    press(qtbot, KEY.Key_Space)
    assert phone.hasFocus(), "the table is not built anew under the keyboard"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    ana = person_id(book, "Ana Ruiz")
    points = "SELECT kind FROM contact_point WHERE person_id = :id"
    assert book.read.values(points, id=ana) == ["email"]
    assert book.read.value("SELECT given FROM person WHERE id = :id", id=ana) == "Ana"


def test_the_files_values_everywhere_and_mine_again(page, book: Book, qtbot, settled) -> None:
    open_list(page, qtbot, "updated")
    for_all(page, "Take the file’s values")
    assert shown(page)[0].endswith("the file’s")
    for_all(page, "Keep mine everywhere")
    assert shown(page)[0].endswith("1 differs")
    press(qtbot, KEY.Key_Z, CTRL)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert book.read.value("SELECT nickname FROM person WHERE full_name = 'Ana Ruiz'") == "Anita"


POSSIBLE = "".join(
    card(name, f"EMAIL:{name.split()[0].lower()}@new.example") for name in ("Ada Lund", "Bo Hart", "Cy Falk")
)


@pytest.fixture
def three(window: MainWindow, book: Book, qtbot, settled, tmp_path: Path) -> ImportPage:
    """Three who are possibly people of the book, which has nothing but their names."""
    with book.work() as work:
        for name in ("Ada Lund", "Bo Hart", "Cy Falk"):
            adding.add(work, name)
    settled()
    page = preview(window, settled, tmp_path, POSSIBLE)
    assert page.take.text() == "Import 3 new"
    return page


def test_possible_ones_are_settled_down_the_list_by_single_keys(three, book: Book, qtbot, settled) -> None:
    open_list(three, qtbot, "possible")
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_0):
        press(qtbot, key)
    assert [row.rpartition(", ")[2] for row in shown(three)] == ["one person", "two people", "same name"]
    assert three.take.text() == "Import 2 new, 1 update"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert names(book) == ["Ada Lund", "Bo Hart", "Bo Hart", "Cy Falk", "Cy Falk"]
    assert book.read.value("SELECT count(*) FROM not_same") == 1


def test_all_of_them_at_once_and_taken_back_at_once(three, book: Book, qtbot, settled) -> None:
    open_list(three, qtbot, "possible")
    press(qtbot, KEY.Key_2)
    for_all(three, "All one person")
    assert three.take.text() == "Import 3 updates"
    press(qtbot, KEY.Key_Z, CTRL)
    assert [row.rpartition(", ")[2] for row in shown(three)] == ["two people", "same name", "same name"]
    press(qtbot, KEY.Key_Backspace)
    assert three.take.text() == "Import 3 new"
    assert three.review.browse.list.chosen().card.name == "Ada Lund", "what it was about is chosen again"
    assert len(book.steps()) == 1, "Ctrl+Z took answers back, nothing of the book"


def test_without_answers_ctrl_z_is_the_books_own_undo(three, book: Book, qtbot, settled) -> None:
    press(qtbot, KEY.Key_1)
    press(qtbot, KEY.Key_Z, CTRL)
    assert names(book) == ["Ada Lund", "Bo Hart", "Cy Falk"]
    press(qtbot, KEY.Key_Z, CTRL)
    settled()
    assert names(book) == []


def test_answers_stay_when_the_book_changes_meanwhile(
    three, window: MainWindow, book: Book, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_1)
    with book.work() as work:
        adding.add(work, "Zeno Brontë")
    settled()
    assert three.take.text() == "Import 2 new, 1 update"


def test_a_group_says_whom_it_tags_and_can_be_left_out(
    window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    text = card("Hana Abe", "UID:h1") + card("Ivo Falk", "UID:i1") + group("Family", "h1", "i1", "nobody")
    page = preview(window, settled, tmp_path, text)
    open_list(page, qtbot, "rest")
    assert shown(page) == ["Groups, which become tags", "Family, 3 members"]
    said = page.review.browse.details.facts.accessibleName()
    assert said.startswith("gets the tag: Hana Abe; gets the tag: Ivo Falk; not here:")
    press(qtbot, KEY.Key_Space)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert names(book) == ["Hana Abe", "Ivo Falk"]
    assert book.read.values("SELECT name FROM tag") == []


def test_a_group_alone_is_worth_an_import(
    window: MainWindow, book: Book, qtbot, settled, tmp_path: Path
) -> None:
    both = card("Hana Abe", "UID:h1")
    preview(window, settled, tmp_path, both)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    page = preview(window, settled, tmp_path, both + group("Family", "h1"))
    assert page.take.text() == "Import 1 tag"
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert book.read.values("SELECT t.name FROM person_tag pt JOIN tag t ON t.id = pt.tag_id") == ["Family"]
    assert book.steps()[0].label == "Tagged the people of groups from more.vcf"
    assert preview(window, settled, tmp_path, both + group("Family", "h1")).take.text() == "Nothing to import"


def test_in_a_narrow_window_enter_lays_the_comparison_over_the_list(
    page, window: MainWindow, qtbot, settled
) -> None:
    window.resize(960, 640)
    settled()
    open_list(page, qtbot, "possible")
    body = page.review.browse.body
    assert not body.panel.isVisible()
    press(qtbot, KEY.Key_Return)
    settled()
    assert body.panel.isVisible()
    press(qtbot, KEY.Key_1)
    assert page.take.text() == "Import 1 new, 2 updates"
    press(qtbot, KEY.Key_Escape)
    assert not body.panel.isVisible()
    assert page.review.browse.list.hasFocus()
    press(qtbot, KEY.Key_Escape)
    assert page.review.overview.isVisible()
