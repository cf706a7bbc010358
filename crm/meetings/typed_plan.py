"""What is understood so far of a plan that is being typed: whole sentences as Log reads them, else the parts alone."""

from datetime import date
from typing import NamedTuple

from crm.capture.date_phrases import find_dates
from crm.capture.draft import NamedPerson
from crm.capture.names import Names
from crm.capture.times import find_times
from crm.capture.tokens import tokens
from crm.meetings.beside_plan import BesidePlan
from crm.meetings.meeting_kinds import kind_named
from crm.meetings.plan_from_text import read_plan
from crm.meetings.plan_words import with_clock


class TypedPlan(NamedTuple):
    """What the text does not say is empty or None. `purpose` is what is left of it and of `beside`."""

    people: tuple[NamedPerson, ...] = ()
    kind: str | None = None
    on: date | None = None
    at: str | None = None
    place: str = ""
    purpose: str = ""
    beside: BesidePlan = BesidePlan()


def typed_plan(text: str, today: date, names: Names) -> TypedPlan:
    draft = read_plan(text, today, names)
    meeting, beside = draft.meeting, BesidePlan.of(draft)
    if meeting is None:  # nobody is named: "lunch next Friday"
        return TypedPlan(kind=_kind(text), on=_day(text, today), at=_time(text), beside=beside)
    day = meeting.on if meeting.day_said else None  # Log takes today where no day is said
    people, purpose = tuple(meeting.people), meeting.title or meeting.note.strip(" .,")
    return TypedPlan(people, meeting.kind, day, meeting.at, meeting.place, purpose, beside)


def _day(text: str, today: date) -> date | None:
    found = find_dates(tokens(text))
    return found[0].day(today, forward=True) if found else None


def _time(text: str) -> str | None:
    found = find_times(tokens(with_clock(text)))
    return found[0].at if found else None


def _kind(text: str) -> str | None:
    return next((kind for token in tokens(text) if (kind := kind_named(token.low))), None)
