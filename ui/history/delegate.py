"""Delegate of steps: label, changes, time, and whether it is undone."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.history.step_rows import HistoryRow
from ui.theme.look import look
from ui.widgets.row_delegate import RowDelegate, paint_chip, paint_text


class HistoryDelegate(RowDelegate[HistoryRow]):
    """`words_of` returns the text of a row's changes; called for visible rows only."""

    height = 58
    gap = 4

    def __init__(self, words_of: Callable[[HistoryRow], str]):
        super().__init__()
        self._words_of = words_of

    def row_height(self, row: HistoryRow) -> int:
        return 38 if row.is_heading else self.height

    def is_heading(self, row: HistoryRow) -> bool:
        return bool(row.is_heading)

    def paint_heading(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        paint_text(painter, rect.adjusted(0, look.px(10), 0, 0), row.title, "section", "text2")

    def paint_row(
        self, painter: QPainter, rect: QRect, row: HistoryRow, selected: bool, hovered: bool
    ) -> None:
        width = look.px(52)
        words = self._words_of(row)
        upper, lower = _two_lines(rect) if words else (rect, rect)
        paint_text(painter, QRect(rect.left(), upper.top(), width, upper.height()), row.at, "small", "text3")
        chip = "undone" if row.undone else "import" if row.origin == "import" else ""
        taken = paint_chip(painter, rect.right(), rect.center().y(), chip)
        beside = (width, 0, -taken - (look.px(8) if taken else 0), 0)
        color = "text3" if row.undone else "text"
        paint_text(painter, upper.adjusted(*beside), row.title, "body", color)
        if words:
            paint_text(painter, lower.adjusted(*beside), words, "small", "text3" if row.undone else "text2")


def _two_lines(rect: QRect) -> tuple[QRect, QRect]:
    upper, lower = look.px(21), look.px(18)
    top = rect.center().y() - (upper + lower) // 2 + 1
    return (
        QRect(rect.left(), top, rect.width(), upper),
        QRect(rect.left(), top + upper, rect.width(), lower),
    )
