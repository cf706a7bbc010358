"""Delegate of Today: people, what to do, why, and when, with space for the buttons of the current row."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from crm.today.row import MeetingToday, Row
from crm.today.rules import keep_your_word
from ui.theme.look import look
from ui.today.list_lines import Folded, Heading, Item, meeting_title
from ui.widgets.avatar import paint_faces
from ui.widgets.row_delegate import RowDelegate, chip_width, paint_chip, paint_text, paint_two_lines

_ROW, _HEADING, _FOLDED = 66, 40, 40
_LEAST_TITLE = 120


class TodayDelegate(RowDelegate[Item]):
    height = _ROW

    def __init__(self) -> None:
        super().__init__()
        self.reserved_on_hover = 0

    def is_heading(self, row: Item) -> bool:
        return isinstance(row, Heading)

    def row_height(self, row: Item) -> int:
        return _HEADING if isinstance(row, Heading) else _FOLDED if isinstance(row, Folded) else _ROW

    def background(self, row: Item) -> str:
        return "" if isinstance(row, Folded) else "window" if isinstance(row, MeetingToday) else "surface"

    def paint_heading(self, painter: QPainter, rect: QRect, row: Item) -> None:
        if not isinstance(row, Heading):
            return
        words = QRect(rect.left(), rect.top() + look.px(12), rect.width(), look.px(20))
        paint_text(painter, words, row.text, "section", "text2")

    def paint_row(self, painter: QPainter, rect: QRect, row: Item, selected: bool, hovered: bool) -> None:
        if isinstance(row, Folded):
            self._paint_folded(painter, rect, row)
        elif not isinstance(row, Heading):
            self._paint_people_and_words(painter, rect, row, selected, hovered)

    def _paint_people_and_words(
        self, painter: QPainter, rect: QRect, row: MeetingToday | Row, selected: bool, hovered: bool
    ) -> None:
        if hovered and not selected and self.reserved_on_hover:
            rect = rect.adjusted(0, 0, -self.reserved_on_hover - look.px(8), 0)
        text = rect.adjusted(paint_faces(painter, rect, row.people) + look.px(12), 0, 0, 0)
        if isinstance(row, MeetingToday):
            paint_two_lines(painter, text, meeting_title(row), row.why)
        else:
            self._paint_action_row(painter, text, row, in_hand=selected or hovered)

    def _paint_action_row(self, painter: QPainter, text: QRect, row: Row, in_hand: bool) -> None:
        """The chip is left out beside the buttons if the title would become too narrow."""
        chip = chip_width(row.chip)
        title = QFontMetrics(look.font("row")).horizontalAdvance(row.what)
        wanted = title if in_hand else min(title, look.px(_LEAST_TITLE))
        if chip and text.width() - chip - look.px(12) >= wanted:
            tone = "warn" if row.days_late and row.rule == keep_your_word.RULE else "plain"
            paint_chip(painter, text.right() + 1, text.center().y() + 1, row.chip, tone)
            text = text.adjusted(0, 0, -chip - look.px(12), 0)
        paint_two_lines(painter, text, row.what, row.why)

    def _paint_folded(self, painter: QPainter, rect: QRect, row: Folded) -> None:
        line = rect.adjusted(-look.px(4), 0, look.px(4), 0)
        taken = paint_text(painter, line, row.words, "small", "text2")
        paint_text(painter, line.adjusted(taken, 0, 0, 0), row.offer, "small", "text2", right=True)
