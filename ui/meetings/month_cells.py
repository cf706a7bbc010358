"""How a day of the month is painted, and what lies where in it."""

from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from crm.meetings.meeting_rows import MeetingRow
from crm.meetings.month import MonthDay
from ui.meetings.month_model import DAY, MonthModel
from ui.theme.look import look
from ui.widgets.row_delegate import chip_width, paint_chip, paint_text

_NUMBER, _CHIP, _SIDE = 30, 24, 4  # design pixels


class Entry(NamedTuple):
    """A chip of a cell; `meeting` is None for "2 more"."""

    meeting: MeetingRow | None
    words: str
    tone: str
    rect: QRect


def entries(cell: QRect, day: MonthDay) -> list[Entry]:
    """What fits in a cell, from top to bottom."""
    room = max((cell.height() - look.px(_NUMBER)) // look.px(_CHIP), 0)
    shown = day.meetings if day.many <= room else day.meetings[: max(room - 1, 0)]
    told: list[tuple[MeetingRow | None, str, str]] = [(one, one.short_title, _tone(one)) for one in shown]
    if day.many > len(shown) and room:
        told.append((None, f"{day.many - len(shown):,} more" if shown else f"{day.many:,} meetings", "plain"))
    return [_entry(cell, place, *one) for place, one in enumerate(told)]


def entry_at(cell: QRect, day: MonthDay, point: QPoint) -> Entry | None:
    return next((entry for entry in entries(cell, day) if entry.rect.contains(point)), None)


def _entry(cell: QRect, place: int, meeting: MeetingRow | None, words: str, tone: str) -> Entry:
    room = cell.width() - 2 * look.px(_SIDE)
    metrics = QFontMetrics(look.font("caption"))
    fitted = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room - look.px(16))
    top = cell.top() + look.px(_NUMBER) + place * look.px(_CHIP)
    width = min(chip_width(fitted), room)
    return Entry(meeting, fitted, tone, QRect(cell.left() + look.px(_SIDE), top, width, look.px(_CHIP)))


def _tone(meeting: MeetingRow) -> str:
    return {"planned": "good", "proposed": "warn"}.get(meeting.state, "plain")


class MonthDelegate(QStyledItemDelegate):
    """`chosen_entry` is the id of the selected meeting, `target` the cell over which one is dragged."""

    def __init__(self, model: MonthModel) -> None:
        super().__init__()
        self._model = model
        self.today = model.month
        self.chosen_entry: int | None = None
        self.target: QPersistentModelIndex | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        day = index.data(DAY)
        cells: Any = option.widget
        if day is None or cells is None:
            return
        painter.save()
        rect: QRect = option.rect
        selected = cells.currentIndex() == index
        painter.fillRect(rect, look.color("selected" if selected else "surface"))
        painter.setPen(QPen(look.color("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if index.row() == 0:
            painter.drawLine(rect.topLeft(), rect.topRight())
        if index.column() == 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        self._paint_number(painter, rect, day)
        for entry in entries(rect, day):
            self._paint_entry(painter, entry)
        if (selected and cells.hasFocus()) or index == self.target:
            self._paint_ring(painter, QRectF(rect), 2)
        painter.restore()

    def _paint_number(self, painter: QPainter, rect: QRect, day: MonthDay) -> None:
        place = QRect(rect.left() + look.px(2 * _SIDE), rect.top() + look.px(5), look.px(22), look.px(22))
        if day.day == self.today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(place)
            painter.setPen(look.color("accent_text"))
            painter.setFont(look.font("caption"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day.day))
            return
        inside = (day.day.year, day.day.month) == (self._model.month.year, self._model.month.month)
        paint_text(painter, place, str(day.day.day), "caption", "text2" if inside else "text3")

    def _paint_entry(self, painter: QPainter, entry: Entry) -> None:
        rect = entry.rect
        middle = rect.top() + rect.height() // 2
        paint_chip(painter, rect.left() + rect.width(), middle, entry.words, entry.tone)
        if entry.meeting is not None and entry.meeting.id == self.chosen_entry:
            high = look.px(20)
            frame = QRectF(rect.left(), middle - high / 2, rect.width(), high)
            self._paint_ring(painter, frame, 2, high / 2)

    def _paint_ring(self, painter: QPainter, frame: QRectF, width: int, radius: float = 0) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), radius, radius)
