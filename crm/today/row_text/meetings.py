"""Texts of rows about meetings: those of today, and passed ones to confirm."""

from datetime import date

from crm.meetings.event_purpose import EventPurpose, split_purpose
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.text.shared_phrases import KIND_NAMES, meeting_title
from crm.today.row_details import MeetingDetails, RowPerson
from crm.today.row_text import last_contact

# First words of a purpose that say what the user wants to do there.
_DEEDS = frozenset(
    (
        "agree", "ask", "bring", "congratulate", "decide", "discuss", "explain", "explore", "find", "finish", "get", "give", "hear",
        "help", "introduce", "invite", "know", "learn", "make", "meet", "offer", "persuade", "say", "see", "settle", "share", "show",
        "talk", "tell", "thank", "try", "understand",
    )
)  # fmt: skip


def title(meeting: MeetingDetails) -> str:
    """ "Coffee with Lena Petrov"."""
    if name := _event(meeting).title:
        return name
    names = join_names([person.name for person in meeting.people])
    return f"{meeting_title(meeting.kind)} with {names}" if names else meeting_title(meeting.kind)


def title_in_sentence(meeting: MeetingDetails) -> str:
    text = title(meeting)
    if _event(meeting).name:
        return text
    return f"{text[0].lower()}{text[1:]}"


def why_today(meeting: MeetingDetails, first: RowPerson | None, today: date) -> str:
    last = ""
    if first is not None:
        contact = first.last_contact
        last = last_contact.describe(contact, first.ref.first_name, today) if contact else "First meeting"
    return ". ".join(part for part in (last, _as_wish(_event(meeting).why.strip().rstrip("."))) if part)


def _as_wish(purpose: str) -> str:
    """ "You want to hear how she opened a second shop" for "Hear how she ..."; other purposes as they are."""
    first, _, rest = purpose.partition(" ")
    is_deed = bool(rest) and first.lower() in _DEEDS and not rest.startswith(("call", "with ", ":", "-", "–"))
    return f"You want to {first.lower()} {rest}" if is_deed else purpose


def confirmation_question(meeting: MeetingDetails) -> str:
    if name := _event(meeting).title:
        return f"Did you go to {name}?"
    names = join_names([person.name for person in meeting.people])
    return f"Did {KIND_NAMES[meeting.kind]}{f' with {names}' if names else ''} happen?"


def confirmation_why(meeting: MeetingDetails, today: date) -> str:
    at = f" at {meeting.at}" if meeting.at else ""
    place = f", {meeting.place}" if meeting.place else ""
    planned = f"Planned for {days_in_words.named(meeting.on, today)}{at}{place}"
    return ". ".join(part for part in (planned, _event(meeting).why.strip().rstrip(".")) if part)


def _event(meeting: MeetingDetails) -> EventPurpose:
    """The name of an event and why the user goes; of another kind the purpose alone."""
    return split_purpose(meeting.purpose) if meeting.kind == "event" else EventPurpose("", meeting.purpose)
