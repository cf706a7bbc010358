"""Very many new people come in parked unless the user says otherwise, and one press shows those who came in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from crm.book import Book
from crm.importing.found_cards import MAX_KEPT
from tests.ui.importing.files import card
from tests.ui.stories import CTRL, press
from ui.importing.page import ImportPage
from ui.shell.main_window import MainWindow

KEY = Qt.Key


def parking_note(folder: Path, people: int) -> Path:
    path = folder / "many.vcf"
    path.write_text(
        "".join(card(f"Given{n} Family{n}", f"EMAIL:{n}@x.example") for n in range(people)), newline=""
    )
    return path


def opened(window: MainWindow, file: Path, settled) -> ImportPage:
    window.context.import_file(file)
    settled()
    return window.stack.page


@pytest.mark.parametrize(("people", "standing"), [(MAX_KEPT, "kept"), (MAX_KEPT + 1, "parked")])
def test_the_switch_stands_on_parked_for_very_many_and_says_why(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled, people: int, standing: str
) -> None:
    page = opened(window, parking_note(tmp_path, people), settled)
    overview = page.review.overview
    assert (page.review.standing, overview.parking_note.isVisible()) == (standing, standing == "parked")
    if standing == "parked":
        assert overview.parking_note.text().startswith(
            "You have not met any of these 151 yet. Parked, they are in the book"
        )
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert set(book.read.values("SELECT standing FROM person")) == {standing}
    assert book.steps()[0].label == f"Imported {people} people from many.vcf"
    assert ("The new ones are parked" in window.toast.accessibleName()) is (standing == "parked")


def test_the_user_may_keep_them_all_the_same(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    page = opened(window, parking_note(tmp_path, MAX_KEPT + 1), settled)
    page.review.overview.standing_choice._on_pressed("kept")
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert set(book.read.values("SELECT standing FROM person")) == {"kept"}
    assert "parked" not in window.toast.accessibleName()


def test_after_an_import_the_new_ones_are_shown_and_history_shows_them_too(
    page: ImportPage, window: MainWindow, book: Book, qtbot, settled
) -> None:
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert window.toast.offer.isVisible()
    window.toast.offer.click()
    settled()
    people = window.stack.page
    step = book.steps()[0].id
    assert people.filter.text().strip() == f"imported:{step}"
    shown = [people.list.rows.row_at(at).name for at in range(people.list.rows.rowCount())]
    assert shown == ["Hana Abe", "Tom Sandberg"]
    people.filter.clear()
    assert people.list.rows.rowCount() == 5

    window.open_page("history")
    settled()
    press(qtbot, KEY.Key_P)
    settled()
    assert window.stack.page.filter.text().strip() == f"imported:{step}"
    window.context.undo(step)
    settled()
    assert book.read.value("SELECT count(*) FROM person") == 3
    assert window.stack.page._none_fit.isVisible()
    window.open_page("today")
    window.open_page("people")
    settled()
    press(qtbot, KEY.Key_Return)
    assert window.stack.page.list.rows.rowCount() == 3, "the keyboard stood on the way out"
    assert window.stack.page.list.hasFocus()

    window.open_page("history")
    settled()
    window.stack.page.list.choose(step)
    press(qtbot, KEY.Key_P)
    assert window.stack.place[0] == "history"
    assert window.toast.accessibleName().startswith("This import is undone: ")


def test_where_nobody_is_new_nothing_is_offered(
    window: MainWindow, book: Book, tmp_path: Path, qtbot, settled
) -> None:
    opened(window, parking_note(tmp_path, 1), settled)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    more = tmp_path / "more.vcf"
    more.write_text(card("Given0 Family0", "EMAIL:0@x.example", "TEL:+1 555 0100"), newline="")
    opened(window, more, settled)
    press(qtbot, KEY.Key_Return, CTRL)
    settled()
    assert window.toast.accessibleName() == "Updated 1 person from more.vcf"
    assert not window.toast.offer.isVisible()
