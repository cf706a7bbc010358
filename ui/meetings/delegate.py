"""Delegate of the list: people, title, a line of the note, and the day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from crm.meetings.meeting_rows import MeetingRow
from ui.meetings import row_text
from ui.meetings.items import Heading, Item, MoreProposals
from ui.theme.look import look
from ui.widgets.avatar import paint_faces
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_text, paint_two_lines

ROW, HEADING, MORE = 66, 40, 40
_LEAST_TITLE = 120


class MeetingDelegate(RowDelegate[Item]):
    height = ROW

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today

    def is_heading(self, row: Item) -> bool:
        return isinstance(row, Heading)

    def row_height(self, row: Item) -> int:
        return ROW if isinstance(row, MeetingRow) else HEADING if isinstance(row, Heading) else MORE

    def background(self, row: Item) -> str:
        """What does not count yet has no surface."""
        return "surface" if isinstance(row, MeetingRow) and row.state != "proposed" else ""

    def paint_heading(self, painter: QPainter, rect: QRect, row: Item) -> None:
        if isinstance(row, Heading):
            words = QRect(rect.left(), rect.top() + look.px(12), rect.width(), look.px(20))
            paint_text(painter, words, row.text, "section", "text2")

    def paint_row(self, painter: QPainter, rect: QRect, row: Item, selected: bool, hovered: bool) -> None:
        if isinstance(row, MoreProposals):
            paint_text(painter, rect, row.text, "small", "text2")
        elif isinstance(row, MeetingRow):
            text = rect.adjusted(paint_faces(painter, rect, row.people) + look.px(12), 0, 0, 0)
            self._paint_words(painter, text, row)

    def _paint_words(self, painter: QPainter, rect: QRect, row: MeetingRow) -> None:
        """The chip is left out beside the buttons if the title would become too narrow."""
        words, tone = row_text.chip(row, self._today())
        width = chip_width(words)
        if rect.width() - width - look.px(12) >= look.px(_LEAST_TITLE):
            paint_chip(painter, rect.right() + 1, rect.center().y() + 1, words, tone)
            rect = rect.adjusted(0, 0, -width - look.px(12), 0)
        paint_two_lines(painter, rect, row.title, row_text.second_line(row, self._today()))
