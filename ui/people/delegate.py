"""A line of the list of people, painted in five columns, and the heading over them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.people import words
from ui.theme.look import look
from ui.widgets.avatar import paint_avatar
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_text

_COLUMNS = (("Name", 0.0), ("Organisation", 0.193), ("Rhythm", 0.429), ("Last spoke", 0.632), ("Open", 0.816))
_NAME_AT = 42  # design pixels from the padding: the avatar stands before
_PADDING = 12
_ROOM_FOR_ALL = 420  # design pixels; in less, only name and open
_OPEN_AT = 0.6


def columns(inside: QRect) -> list[QRect]:
    """Where each column stands within a row's inside, heading and rows alike."""
    left = inside.left() + look.px(_NAME_AT)
    room = inside.right() - left
    if room < look.px(_ROOM_FOR_ALL):
        return _name_and_open(inside, left, left + round(_OPEN_AT * room))
    starts = [left + round(share * room) for _, share in _COLUMNS]
    ends = [*(start - look.px(12) for start in starts[1:]), inside.right()]
    return [
        QRect(start, inside.top(), end - start, inside.height())
        for start, end in zip(starts, ends, strict=True)
    ]


def _name_and_open(inside: QRect, left: int, open_at: int) -> list[QRect]:
    """The columns between have no room here; the person's page says what they say."""
    name = QRect(left, inside.top(), open_at - look.px(12) - left, inside.height())
    nothing = QRect(open_at, inside.top(), 0, inside.height())
    return [
        name,
        nothing,
        nothing,
        nothing,
        QRect(open_at, inside.top(), inside.right() - open_at, inside.height()),
    ]


class PersonDelegate(RowDelegate):
    height = 41
    gap = 0
    cards = False

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None):
        super().__init__(parent)
        self._today = today

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, selected: bool, hovered: bool) -> None:
        today = self._today()
        self._paint_face(painter, rect, row, selected)
        name, organisation, rhythm, last, still_open = columns(rect)
        kept = row.standing == "kept"
        paint_text(painter, name, row.name, "medium", "text" if kept else "text2")
        paint_text(painter, organisation, row.organisation, "small", "text" if kept else "text2")
        paint_text(painter, rhythm, words.rhythm_words(row), "small", "text2")
        paint_text(painter, last, words.last_spoke(row, today), "small", "text2")
        self._paint_open(painter, still_open, words.open_chips(row, today))

    def _paint_face(self, painter: QPainter, rect: QRect, row: Any, selected: bool) -> None:
        side = look.px(24)
        face = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        paint_avatar(painter, face, row.name, row.uid, ring=selected)

    def _paint_open(self, painter: QPainter, rect: QRect, chips: list[words.Chip]) -> None:
        left = rect.left()
        for text, tone in chips:
            width = chip_width(text)
            if left + width > rect.right() and left > rect.left():
                return
            paint_chip(painter, left + width, rect.center().y(), text, tone)
            left += width + look.px(6)


class ColumnHeading(QWidget):
    """The names of the columns; the rows below say the same to a screen reader."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._fit()
        look.size_changed.connect(self._fit)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface"))
        radius = look.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, radius), radius, radius)
        inside = self.rect().adjusted(look.px(_PADDING), 0, -look.px(_PADDING), 0)
        for (title, _), place in zip(_COLUMNS, columns(inside), strict=True):
            paint_text(painter, place, title, "caption", "text3")
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.color("border"))

    def _fit(self) -> None:
        self.setFixedHeight(look.px(37))
