"""Line above Today's list about the meetings planned for the next seven days. It is not counted as due."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crm.changes import Changes
from crm.meetings.coming import planned_this_week
from crm.meetings.meeting_rows import MeetingRow
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from ui.background import run_in_background
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER

_MOST_READ, _MOST_TOLD = 50, 3


class WeekLine(QWidget):
    """Read in a thread, so that the list does not wait for it."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self.words = ElidedLabel("", "small")
        self.look = mark_reading(Button("Open meetings", "quiet", clicked=self.open_them))
        card = Card("true", (12, 4))
        line = row(self.words, self.look, gap=12)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        self.setLayout(column(card, margins=(0, 0, GUTTER, 8)))
        self.hide()

    def on_changes(self, changes: Changes | None) -> None:
        if changes is not None and changes.touched and not changes.touches("meeting", "attendance", "person"):
            return
        book, today = self._context.book, self._context.today
        run_in_background(lambda: planned_this_week(book.read, today, _MOST_READ), self._show)

    def open_them(self) -> None:
        self._context.open_page("meetings", "coming")

    def _show(self, meetings: Sequence[MeetingRow]) -> None:
        self.words.setText(describe_week(meetings, self._context.today))
        self.setVisible(bool(meetings))


def describe_week(meetings: Sequence[MeetingRow], today: date) -> str:
    """ "This week: coffee with Lena Petrov on Tuesday and call with Tom Lind on Friday"."""
    told = [
        f"{one.title[:1].lower()}{one.title[1:]} {days_in_words.on(one.on, today)}"
        for one in meetings[:_MOST_TOLD]
    ]
    more = len(meetings) - len(told)
    return f"This week: {join_names([*told, *([f'{more} more'] if more else [])])}"
