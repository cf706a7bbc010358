"""Rows about meetings: those of today, and those one asks about afterwards."""

from datetime import date

from crm.promises.titles import joined
from crm.today import days
from crm.today.details import MeetingDetails, PersonDetails
from crm.today.telling.phrases import KIND_NAMES, last_contact, meeting_title


def title(meeting: MeetingDetails) -> str:
    """ "Coffee with Lena Petrov"."""
    names = joined([who.name for who in meeting.people])
    return f"{meeting_title(meeting.kind)} with {names}" if names else meeting_title(meeting.kind)


def inside(meeting: MeetingDetails) -> str:
    whole = title(meeting)
    return f"{whole[0].lower()}{whole[1:]}"


def why_today(meeting: MeetingDetails, first: PersonDetails | None, today: date) -> str:
    known = ""
    if first is not None:
        known = "First meeting" if first.last_contact is None else last_contact(first.last_contact, today)
    return ". ".join(part for part in (known, meeting.purpose.strip().rstrip(".")) if part)


def did_it_happen(meeting: MeetingDetails) -> str:
    names = joined([who.name for who in meeting.people])
    return f"Did {KIND_NAMES[meeting.kind]}{f' with {names}' if names else ''} happen?"


def why_asked(meeting: MeetingDetails, today: date) -> str:
    at = f" at {meeting.at}" if meeting.at else ""
    place = f", {meeting.place}" if meeting.place else ""
    return f"Planned for {days.named(meeting.on, today)}{at}{place}"
