"""A row shows that the pointer is on it, that it is chosen, and that the keyboard is there."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.theme.look import look
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.row_list import RowList
from ui.widgets.row_model import RowModel


class _Plain(RowDelegate):
    def paint_row(self, painter: QPainter, rect: QRect, row: Any, selected: bool, hovered: bool) -> None:
        """Nothing stands on it."""


@pytest.fixture
def rows(looked: QApplication, qtbot) -> RowList:
    made = RowList("Rows", RowModel(str, lambda row: row), _Plain())
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_rows(["one", "two", "three"])
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def ground(rows: RowList, place: int) -> QColor:
    looked_at = rows.visualRect(rows.rows.index(place, 0)).center()
    return rows.viewport().grab().toImage().pixelColor(looked_at)


def point_at(rows: RowList, place: int) -> None:
    QTest.mouseMove(rows.viewport(), rows.visualRect(rows.rows.index(place, 0)).center() + QPoint(3, 0))
    QApplication.processEvents()


def test_the_row_under_the_pointer_is_marked_and_no_other(rows: RowList) -> None:
    point_at(rows, 0)
    point_at(rows, 1)
    assert ground(rows, 1) == look.color("hover")
    assert ground(rows, 0) == ground(rows, 2) == look.color("surface")


def test_the_mark_goes_with_the_pointer(rows: RowList) -> None:
    point_at(rows, 0)
    point_at(rows, 1)
    QTest.mouseMove(rows.viewport(), QPoint(200, 290))
    QApplication.processEvents()
    assert ground(rows, 1) == look.color("surface")


def test_the_chosen_row_is_marked_and_ringed_once_the_keyboard_moves(rows: RowList) -> None:
    rows.setFocus()
    rows.choose("one")
    assert ground(rows, 0) == look.color("selected")
    assert not rows.shows_focus_ring(rows.rows.index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.shows_focus_ring(rows.rows.index(1, 0))
    assert not rows.shows_focus_ring(rows.rows.index(0, 0))
    assert ground(rows, 1) == look.color("selected")
