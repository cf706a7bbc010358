"""What became of a meeting, where that is not plain: still planned, proposed, or missed."""

from datetime import date

from PySide6.QtWidgets import QWidget

from crm.capture.typed_day import parse_day
from crm.meetings.whole_meeting import WholeMeeting
from crm.text.days_in_words import on
from ui import use_cases
from ui.context import Context
from ui.planning.same_day import move_meeting
from ui.widgets.buttons import Button
from ui.widgets.day_choice import open_days
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row


class StateLine(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._meeting: WholeMeeting | None = None
        self.words = PlainLabel("", "quiet")
        self.happened = Button("It happened", clicked=self.mark_happened)
        self.missed = Button("It did not happen", "quiet", clicked=self.mark_missed)
        self.move_button = Button("Move", "quiet", clicked=self.ask_day)
        self.move_button.setAccessibleName("Move to another day")
        line = row(self.words, self.happened, self.missed, self.move_button, gap=8)
        line.addStretch(1)
        self.setLayout(line)

    def show_meeting(self, meeting: WholeMeeting) -> None:
        self._meeting = meeting
        is_ahead = meeting.on > self._context.today
        self.words.setText(_words(meeting, self._context.today))
        self.happened.setVisible(meeting.state != "happened" and not is_ahead)
        self.missed.setVisible(meeting.state in ("planned", "proposed") and not is_ahead)
        self.move_button.setVisible(meeting.state in ("planned", "missed"))
        self.setVisible(meeting.state != "happened")

    def mark_happened(self) -> None:
        if self._meeting is None or self._meeting.state == "happened":
            return
        if self._meeting.state == "proposed":
            self._context.do(use_cases.meetings.answering_proposals.confirm, [self._meeting.id])
        else:
            self._context.do(use_cases.meetings.planning.mark_happened, self._meeting.id)

    def mark_missed(self) -> None:
        if self._meeting is None or self._meeting.state not in ("planned", "proposed"):
            return
        if self._meeting.state == "proposed":
            self._context.do(use_cases.meetings.answering_proposals.mark_missed, [self._meeting.id])
        else:
            self._context.do(use_cases.meetings.planning.mark_missed, self._meeting.id)

    def ask_day(self) -> None:
        if self._meeting is None or not self.move_button.isVisible():
            return
        today = self._context.today
        first = max(self._meeting.on, today)
        open_days(self.move_button, first, lambda text: parse_day(text, today, True), self._move)

    def _move(self, day: date) -> None:
        assert self._meeting is not None
        move_meeting(self._context, self._meeting.id, day)


def _words(meeting: WholeMeeting, today: date) -> str:
    if meeting.state == "missed":
        return "It did not happen."
    if meeting.state == "proposed":
        return "Your calendar proposes it."
    return (
        f"Planned for {on(meeting.on, today).removeprefix('on ')}."
        if meeting.on > today
        else "Did it happen?"
    )
