"""The meetings planned with a person, soonest first; each opens."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.meetings.coming import coming_with
from crm.meetings.meeting_rows import MeetingRow
from crm.text.shared_phrases import meeting_title
from crm.things.key import Key
from ui.context import Context
from ui.counts_and_days import format_full_day
from ui.widgets.buttons import Button
from ui.widgets.labels import section
from ui.widgets.layout import clear, column, row
from ui.widgets.read_only_controls import mark_reading

_MOST = 3


class ComingMeetings(QWidget):
    """Hidden where nothing is planned."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._shown: list[MeetingRow] = []
        self.buttons: list[Button] = []
        self._lines = column(gap=2)
        whole = column(section("Coming"), gap=4, margins=(0, 0, 0, 8))
        whole.addLayout(self._lines)
        self.setLayout(whole)

    def show_person(self, person_id: int) -> None:
        found = coming_with(self._context.read, person_id, self._context.today, _MOST)
        self.setVisible(bool(found))
        if found == self._shown:
            return  # a button keeps the focus
        clear(self._lines)
        self._shown, self.buttons = found, [self._button(one) for one in found]
        for button in self.buttons:
            line = row(button)
            line.addStretch(1)
            self._lines.addLayout(line)

    def _button(self, meeting: MeetingRow) -> Button:
        words = describe_coming(meeting, self._context.today)
        opening = partial(self._context.open_thing, Key("meeting", meeting.id))
        return mark_reading(Button(words, "link", clicked=opening))


def describe_coming(meeting: MeetingRow, today: date) -> str:
    """ "Coffee on Tuesday 8 December at 10:00, Blue Bottle"."""
    at = f" at {meeting.at}" if meeting.at else ""
    place = f", {meeting.place}" if meeting.place else ""
    return f"{meeting_title(meeting.kind)} on {format_full_day(meeting.on, today)}{at}{place}"
