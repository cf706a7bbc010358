"""Painting the steps: what was done, when, and whether it is undone."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.theme.look import look
from ui.widgets.row_delegate import RowDelegate, paint_chip, paint_text


class HistoryDelegate(RowDelegate):
    height = 46
    gap = 2

    def row_height(self, row: Any) -> int:
        return 38 if row.is_heading else self.height

    def is_heading(self, row: Any) -> bool:
        return bool(row.is_heading)

    def paint_heading(self, painter: QPainter, rect: QRect, row: Any) -> None:
        paint_text(painter, rect.adjusted(0, look.px(10), 0, 0), row.title, "section", "text2")

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, selected: bool, hovered: bool) -> None:
        width = look.px(52)
        paint_text(painter, QRect(rect.left(), rect.top(), width, rect.height()), row.at, "small", "text3")
        chip = "undone" if row.undone else "import" if row.origin == "import" else ""
        taken = paint_chip(painter, rect.right(), rect.center().y(), chip)
        room = rect.adjusted(width, 0, -taken - look.px(8), 0)
        paint_text(painter, room, row.title, "body", "text3" if row.undone else "text")
