"""A tag or topic opens those who share it; × or Del takes it away, and nothing else does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.book import Book
from crm.people import editing
from crm.people import full_records as stored
from tests.ui.stories import log, person_id, press
from ui.shell.main_window import MainWindow
from ui.widgets.chips import RemovableChip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ana(book: Book, window: MainWindow, settled: Callable[[], None]) -> int:
    log(book, "Coffee with Ana Ruiz yesterday")
    log(book, "Coffee with Ben Okafor yesterday")
    found = person_id(book, "Ana Ruiz")
    with book.work() as work:
        for tag in ("fine food", "Leith", "print"):
            editing.add_tag(work, found, tag)
        editing.add_topic(work, found, "looking_for", "packaging")
    settled()
    window.context.open_person(found)
    settled()
    return found


def chips(within) -> list[RemovableChip]:
    return [one for one in within.findChildren(RemovableChip) if one.isVisible()]


def names_shown(window: MainWindow) -> list[str]:
    page = window.stack.page
    return [page.list.rows.row_at(place).name for place in range(page.list.rows.rowCount())]


def test_a_click_on_a_tag_shows_its_people_and_deletes_nothing(
    window: MainWindow, book: Book, ana: int, qtbot, settled
) -> None:
    chip = chips(window.stack.page.header.tags)[0]
    qtbot.mouseClick(chip.body, LEFT)
    settled()
    assert window.stack.page.filter.text() == 'tag:"fine food" '
    assert names_shown(window) == ["Ana Ruiz"]
    assert stored.person(book.read, ana).tags == ("fine food", "Leith", "print")
    window.context.go_back()
    settled()
    qtbot.mouseClick(chips(window.stack.page.panel.topics["looking_for"])[0].body, LEFT)
    settled()
    assert window.stack.page.filter.text() == 'topic:"packaging" '
    assert names_shown(window) == ["Ana Ruiz"]
    assert stored.person(book.read, ana).topics_of("looking_for") == ["packaging"]


def test_del_takes_a_tag_away_and_stays_among_the_others(
    window: MainWindow, book: Book, ana: int, qtbot, settled
) -> None:
    tags = window.stack.page.header.tags
    chips(tags)[1].body.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    settled()
    assert stored.person(book.read, ana).tags == ("fine food", "print")
    assert QApplication.focusWidget() is chips(tags)[1].body
    press(qtbot, Qt.Key.Key_Delete)
    settled()
    assert QApplication.focusWidget() is chips(tags)[0].body
    press(qtbot, Qt.Key.Key_Delete)
    settled()
    assert stored.person(book.read, ana).tags == ()
    assert QApplication.focusWidget() is tags.field
    book.undo()
    settled()
    assert [one.body.text() for one in chips(tags)] == ["fine food"]


def test_the_cross_takes_away_the_one_it_stands_on(
    window: MainWindow, book: Book, ana: int, qtbot, settled
) -> None:
    chip = chips(window.stack.page.header.tags)[2]
    assert chip.cross.accessibleName() == "Take “print” away"
    qtbot.mouseClick(chip.cross, LEFT)
    settled()
    assert stored.person(book.read, ana).tags == ("fine food", "Leith")


def test_both_halves_are_large_enough_to_hit(window: MainWindow, ana: int) -> None:
    page = window.stack.page
    for chip in chips(page):
        assert min(chip.cross.width(), chip.cross.height(), chip.body.height(), chip.body.width()) >= 24
        assert chip.body.height() == chip.cross.height()
    assert page.header.rhythm.height() >= 24
    assert page.header.tags.field.height() >= 24
