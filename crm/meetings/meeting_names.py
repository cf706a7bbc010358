"""Describes a meeting within a sentence: by its calendar title, else by its kind and attendees."""

from collections.abc import Sequence

from crm.meetings.event_purpose import split_purpose
from crm.text.folding import fold

BY_TITLE = "No guests: the title names them"  # shown as the reason for a proposal
KIND_NAMES = {"video": "video call", "email": "e-mail"}
_LONGEST = 80


def title_of(kind: str, purpose: str, source_uid: str | None) -> str:
    """The name it goes by: of an event the first line of its purpose, of a calendar's meeting its title; else ""."""
    if kind == "event":
        return split_purpose(purpose).title
    return purpose if source_uid else ""


def describe_meeting(kind: str, title: str, names: Sequence[str]) -> str:
    """ "coffee with Ana Ruiz"; "“Labels” with Ana Ruiz"; "“Coffee with Ana”", whose title names the attendee."""
    attendees = " and ".join(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"
    if not title:
        kind = KIND_NAMES.get(kind, kind)
        return f"{kind} with {attendees}" if attendees else kind
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    title_names_all = bool(names) and all(_first(name) in fold(title) for name in names)
    return f"“{shown}”" if title_names_all or not attendees else f"“{shown}” with {attendees}"


def names_everyone(title: str, names: Sequence[str]) -> bool:
    """Whether the title contains the full names of all people."""
    return all(fold(name) in fold(title) for name in names)


def _first(name: str) -> str:
    return fold(name).partition(" ")[0]
