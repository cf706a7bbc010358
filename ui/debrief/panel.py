"""The meeting that is looked back on: who and when, its note, what is noted already, and what was wanted of it."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.meetings.debriefing.offered import DebriefState
from crm.meetings.meeting_names import describe_meeting
from crm.meetings.outcomes import Outcome
from crm.meetings.whole_meeting import WholeMeeting
from crm.text.days_in_words import due_chip, named
from ui.context import Context
from ui.note_view import NoteView
from ui.outcome_text import end_of_line, icon_of
from ui.widgets.avatar import Avatar, AvatarPair
from ui.widgets.buttons import IconLabel
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, PlainLabel, in_scroll, section
from ui.widgets.layout import Lines, column, row

_MOST_LETTERS, _MOST_LINES = 3000, 40  # of the note: it is what one looks back on


class MeetingPanel(QWidget):
    def __init__(
        self, context: Context, meeting: WholeMeeting, found: list[Outcome], state: DebriefState
    ) -> None:
        super().__init__()
        today = context.today
        inside = column(gap=8)
        inside.addWidget(_who(meeting, today))
        if meeting.note:
            _add(inside, "Note", NoteView(context, meeting.note, _MOST_LETTERS, _MOST_LINES))
        if found:
            _add(inside, "Already noted", Lines(*(_line(one, today) for one in found)))
        if meeting.purpose and not meeting.is_imported:
            _add(inside, "Before you met", _text(meeting.purpose))
        inside.addSpacing(16)
        inside.addWidget(in_scroll(PlainLabel(_how_long(state, today), "caption", wrap=True)))
        self.setLayout(inside)


def _add(inside: QVBoxLayout, heading: str, widget: QWidget) -> None:
    inside.addSpacing(12)
    inside.addWidget(section(heading))
    inside.addWidget(widget)


def _text(words: str) -> PlainLabel:
    return in_scroll(PlainLabel(words, "quiet", wrap=True))


def _who(meeting: WholeMeeting, today: date) -> QWidget:
    names = [one.first_name for one in meeting.people]
    what = describe_meeting(meeting.kind, meeting.purpose if meeting.is_imported else "", names)
    day = named(meeting.on, today)
    when = ", ".join(part for part in (f"{day[:1].upper()}{day[1:]}", meeting.at, meeting.place) if part)
    words = QWidget()
    title = in_scroll(PlainLabel(f"{what[:1].upper()}{what[1:]}", "strong", wrap=True))
    words.setLayout(column(title, in_scroll(PlainLabel(when, "quiet", wrap=True)), gap=2))
    line = row(*_avatars(meeting), words, gap=10)
    line.setStretch(line.count() - 1, 1)
    whole = QWidget()
    whole.setLayout(line)
    return whole


def _avatars(meeting: WholeMeeting) -> list[QWidget]:
    people = meeting.people
    if len(people) == 1:
        return [Avatar(people[0].name, people[0].uid)]
    if len(people) > 1:
        first, second = people[:2]
        return [AvatarPair((first.name, first.uid), (second.name, second.uid))]
    return []


def _line(one: Outcome, today: date) -> QWidget:
    words = ElidedLabel(_short(one), "body")
    line = row(IconLabel(icon_of(one), size=16), words, gap=10, margins=(0, 6, 0, 6))
    line.setStretch(1, 1)
    end = end_of_line(one, today)
    if end.is_chip:
        late = one.due is not None and one.due < today
        chip = due_chip(one.due, today) if late and one.due else end.words
        line.addWidget(Chip(chip, "warn" if end.is_late else "plain"))
    whole = QWidget()
    whole.setLayout(line)
    return whole


def _short(one: Outcome) -> str:
    """ "Introduce Ana to Ben Okafor"; "Ana: check the market dates"; "Ana looks for a designer"."""
    if one.who == "I promised":
        return f"{one.words[:1].upper()}{one.words[1:]}"
    who = one.who.removesuffix(" promised")
    return f"{who} {one.words}" if one.kind == "topic" else f"{who}: {one.words}"


def _how_long(state: DebriefState, today: date) -> str:
    if state.is_done:
        return "You have looked back on it already; what you write is added."
    if today > state.last_day:
        return "It is no longer offered on Today; you can still look back."
    until = "tonight" if today == state.last_day else "tomorrow night"
    return f"Offered until {until}, then quietly dropped."
