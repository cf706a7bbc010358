"""Rows about meetings: those of today, and those one asks about afterwards."""

from datetime import date

from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.text.shared_phrases import KIND_NAMES, meeting_title
from crm.today.row_details import MeetingDetails, PersonDetails
from crm.today.row_text import last_contact


def title(meeting: MeetingDetails) -> str:
    """ "Coffee with Lena Petrov"."""
    names = join_names([who.name for who in meeting.people])
    return f"{meeting_title(meeting.kind)} with {names}" if names else meeting_title(meeting.kind)


def inside(meeting: MeetingDetails) -> str:
    whole = title(meeting)
    return f"{whole[0].lower()}{whole[1:]}"


def why_today(meeting: MeetingDetails, first: PersonDetails | None, today: date) -> str:
    known = ""
    if first is not None:
        last = first.last_contact
        known = last_contact.said(last, first.who.first_name, today) if last else "First meeting"
    return ". ".join(part for part in (known, meeting.purpose.strip().rstrip(".")) if part)


def did_it_happen(meeting: MeetingDetails) -> str:
    names = join_names([who.name for who in meeting.people])
    return f"Did {KIND_NAMES[meeting.kind]}{f' with {names}' if names else ''} happen?"


def why_asked(meeting: MeetingDetails, today: date) -> str:
    at = f" at {meeting.at}" if meeting.at else ""
    place = f", {meeting.place}" if meeting.place else ""
    planned = f"Planned for {days_in_words.named(meeting.on, today)}{at}{place}"
    return ". ".join(part for part in (planned, meeting.purpose.strip().rstrip(".")) if part)
