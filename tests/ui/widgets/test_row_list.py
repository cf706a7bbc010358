"""The painted list: selection and scroll survive a reload by id, the keyboard moves, screen readers hear rows."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.look import look
from ui.widgets.row_delegate import RowDelegate, paint_two_lines
from ui.widgets.row_list import RowList
from ui.widgets.row_model import ROW, PagedRowModel, RowModel


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    heading: bool = False


class NameDelegate(RowDelegate):
    def paint_row(self, painter: QPainter, rect: QRect, row: Any, selected: bool, hovered: bool) -> None:
        paint_two_lines(painter, rect, row.name, "why")

    def is_heading(self, row: Any) -> bool:
        return bool(row.heading)


def people(*ids: int) -> list[Row]:
    return [Row(one, f"Person {one}") for one in ids]


@pytest.fixture
def rows(looked: QApplication, qtbot) -> RowList:
    made = RowList(
        "People", RowModel(lambda row: row.name, selectable=lambda row: not row.heading), NameDelegate()
    )
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.setFocus()
    return made


def test_a_reload_keeps_the_row_and_the_place(rows: RowList) -> None:
    rows.set_rows(people(*range(100)))
    rows.choose(40)
    rows.verticalScrollBar().setValue(2000)
    scroll = rows.verticalScrollBar().value()
    rows.set_rows(people(*range(1, 101)))
    assert rows.chosen().id == 40
    assert rows.verticalScrollBar().value() == scroll > 0


def test_the_row_found_by_a_filter_is_seen_when_the_filter_goes(rows: RowList) -> None:
    rows.set_rows(people(*range(100)))
    rows.set_rows(people(70, 80))
    rows.choose(80)
    rows.set_rows(people(*range(100)))
    assert rows.chosen().id == 80
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_when_many_chosen_rows_go_the_one_after_them_is_next_and_seen(rows: RowList) -> None:
    rows.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
    rows.set_rows(people(*range(100)))
    picked = QItemSelection(rows.rows.index(10, 0), rows.rows.index(39, 0))
    rows.selectionModel().setCurrentIndex(rows.rows.index(39, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    rows.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    rows.scrollTo(rows.currentIndex())
    rows.set_rows(people(*range(10), *range(40, 100)))
    assert rows.chosen().id == 40
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_when_the_chosen_row_goes_its_neighbour_takes_its_place(rows: RowList, qtbot) -> None:
    rows.set_rows(people(1, 2, 3))
    rows.choose(2)
    with qtbot.waitSignal(rows.row_chosen) as told:
        rows.set_rows(people(1, 3))
    assert rows.chosen().id == 3
    assert told.args[0].id == 3
    rows.set_rows([])
    assert rows.chosen() is None


def test_the_keyboard_moves_over_headings_and_opens(rows: RowList, qtbot) -> None:
    rows.set_rows([Row(0, "Keep your word", True), *people(1, 2), Row(9, "Stay close", True), *people(3)])
    rows.choose_first()
    assert rows.chosen().id == 1
    qtbot.keyClick(rows, Qt.Key.Key_J)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.chosen().id == 3
    qtbot.keyClick(rows, Qt.Key.Key_K)
    assert rows.chosen().id == 2
    with qtbot.waitSignal(rows.row_opened) as opened:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args[0].id == 2
    assert rows.shows_ring


def test_home_and_end_go_to_the_first_and_the_last_row(rows: RowList, qtbot) -> None:
    rows.set_rows([Row(0, "Coming", heading=True), *people(1, 2, 3)])
    rows.choose(2)
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert rows.chosen().id == 3
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    assert rows.chosen().id == 1


def test_up_on_the_first_row_leaves_the_list(rows: RowList, qtbot) -> None:
    rows.set_rows(people(1, 2))
    rows.choose_first()
    with qtbot.waitSignal(rows.left_upwards):
        qtbot.keyClick(rows, Qt.Key.Key_Up)


def test_rows_are_spoken_and_painted(rows: RowList) -> None:
    rows.set_rows(people(1, 2))
    index = rows.rows.index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Person 2"
    assert index.data(ROW).id == 2
    assert rows.accessibleName() == "People"
    reader = QAccessible.queryAccessibleInterface(rows)
    assert reader.text(QAccessible.Text.Name) == "People"
    rows.choose(2)
    image = rows.viewport().grab().toImage()
    row_middle = rows.visualRect(index).center()
    assert image.pixelColor(300, row_middle.y()).name().upper() == look.tokens.selected
    above = rows.visualRect(rows.rows.index(0, 0)).center()
    assert image.pixelColor(300, above.y()).name().upper() == look.tokens.surface


def test_buttons_lie_on_the_chosen_row(rows: RowList) -> None:
    actions = QWidget()
    actions.resize(100, 32)
    actions.setMinimumSize(100, 32)
    rows.set_rows(people(1, 2, 3))
    rows.set_actions(actions)
    assert not actions.isVisible()
    rows.choose(3)
    assert actions.isVisible()
    assert rows.visualRect(rows.currentIndex()).contains(actions.geometry())


def test_a_list_without_bound_fetches_only_what_is_looked_at(looked: QApplication, qtbot) -> None:
    asked: list[int] = []

    def fetch(ids: list[int]) -> list[Row]:
        asked.extend(ids)
        return people(*ids)

    made = RowList("People", PagedRowModel(lambda row: row.name, fetch), NameDelegate())
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.set_ids(range(1, 100_001))
    made.grab()
    assert made.rows.rowCount() == 100_000
    assert 0 < len(asked) <= 400
    made.choose(99_999)
    made.grab()
    assert made.chosen().name == "Person 99999"
    assert len(asked) <= 1000
