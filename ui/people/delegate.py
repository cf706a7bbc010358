"""Delegate of the people list: paints the chosen columns."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.people.list_queries import PersonRow
from ui.people import row_text
from ui.people.columns import USUAL, chosen_columns, places
from ui.theme.look import look
from ui.widgets.avatar import paint_avatar
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_text


class PersonDelegate(RowDelegate[PersonRow]):
    height = 41
    gap = 0
    cards = False

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None):
        super().__init__(parent)
        self._today = today
        self.columns = chosen_columns(USUAL)
        self.by_family = False

    def paint_row(
        self, painter: QPainter, rect: QRect, row: PersonRow, selected: bool, hovered: bool
    ) -> None:
        today = self._today()
        self._paint_face(painter, rect, row, selected)
        color = "text" if row.standing == "kept" else "text2"
        for column, place in places(rect, self.columns):
            if column.chips:
                self._paint_open(painter, place, row_text.open_chips(row, today))
            elif column.name == "name":
                name = row_text.family_first(row) if self.by_family else row.name
                paint_text(painter, place, name, "medium", color)
            else:
                text = " ".join(column.text(row, today).split())
                paint_text(painter, place, text, "small", color if column.name == "organisation" else "text2")

    def _paint_face(self, painter: QPainter, rect: QRect, row: PersonRow, selected: bool) -> None:
        side = look.px(24)
        face = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        paint_avatar(painter, face, row.name, row.uid, ring=selected)

    def _paint_open(self, painter: QPainter, rect: QRect, chips: list[row_text.Chip]) -> None:
        left = rect.left()
        for text, tone in chips:
            width = chip_width(text)
            if left + width > rect.right() and left > rect.left():
                return
            paint_chip(painter, left + width, rect.center().y(), text, tone)
            left += width + look.px(6)
