"""Texts about the last contact, for rows, briefs and pages: "Coffee at Blue Bottle on 19 August"."""

import re
from datetime import date

from crm import rhythm
from crm.text import days_in_words
from crm.text.shared_phrases import meeting_title
from crm.today.row_details import LastContact, RowPerson

NONE_YET = "No meeting is noted yet"
_STARTS_WITH_PREPOSITION = re.compile(
    r"^(?:at|by|down|here|in|near|on|online|outside|over|upstairs|via)\b", re.I
)
_MAX_PLACE_LENGTH = 40
# Calendar programs put these into the location field; the meeting kind already says it.
_MEDIA = frozenset(
    ("facetime", "google meet", "meet", "microsoft teams", "microsoft teams meeting", "phone", "skype", "teams", "telephone",
     "video", "webex", "whatsapp", "zoom")
)  # fmt: skip


def describe(last: LastContact | None, first_name: str, today: date) -> str:
    """ "Coffee at Blue Bottle on 19 August", "You met on Thursday", "E-mail from Ana yesterday"."""
    if last is None:
        return NONE_YET
    met = "You met" if last.kind in ("meeting", "event") else meeting_title(last.kind)
    place = _place_phrase(last.place) or (" at an event" if last.kind == "event" else "")
    by = f" from {first_name}" if last.is_incoming and first_name else ""
    return f"{met}{by}{place} {days_in_words.on(last.on, today)}"


def describe_with_rhythm(person: RowPerson, today: date) -> str:
    """Adds the rhythm, if set: "...; you like to meet every 2 months"."""
    text = describe(person.last_contact, person.ref.first_name, today)
    return f"{text}; {_rhythm_clause(person.rhythm_days)}" if person.rhythm_days else text


def describe_note_with_rhythm(person: RowPerson, quote: str, today: date) -> str:
    """For a person never met: "“I miss my old boss”, noted today; you like to meet every 2 months"."""
    noted = f"{quote}, noted {days_in_words.on(person.note_on, today)}" if person.note_on else quote
    return f"{noted}; {_rhythm_clause(person.rhythm_days)}" if person.rhythm_days else noted


def describe_in_other_row(person: RowPerson, today: date) -> str:
    """For the reason of another row: "Ana: coffee at Blue Bottle on 19 August, you like to meet every 2 months"."""
    text = describe(person.last_contact, "", today)
    rhythm_part = f", {_rhythm_clause(person.rhythm_days)}" if person.rhythm_days else ""
    return f"{person.ref.first_name}: {text[0].lower()}{text[1:]}{rhythm_part}"


def evidence(person: RowPerson, today: date) -> str:
    """A line of the row's evidence: "Last contact: coffee at Blue Bottle, 19 August"."""
    last = person.last_contact
    if last is None:
        return "No contact noted yet"
    kind = meeting_title(last.kind).lower()
    return f"Last contact: {kind}{_place_phrase(last.place)}, {days_in_words.plain(last.on, today)}"


def _rhythm_clause(rhythm_days: int) -> str:
    return f"you like to meet {rhythm.describe(rhythm_days)}"


def _place_phrase(place: str) -> str:
    """ " at Blue Bottle": the first part of an address; empty for links and video services."""
    name = " ".join(place.split(",")[0].split())
    if not name or "://" in name or len(name) > _MAX_PLACE_LENGTH or name.lower() in _MEDIA:
        return ""
    return f" {name}" if _STARTS_WITH_PREPOSITION.match(name) else f" at {name}"
