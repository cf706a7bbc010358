"""The last contact itself, as a row, a brief and a page name it: "Coffee at Blue Bottle on 19 August"."""

import re
from datetime import date

from crm import rhythm
from crm.text import days_in_words
from crm.text.shared_phrases import meeting_title
from crm.today.row_details import LastContact, PersonDetails

NONE_YET = "No meeting is noted yet"
_PLACED = re.compile(r"^(?:at|by|down|here|in|near|on|online|outside|over|upstairs|via)\b", re.I)
_LONGEST_PLACE = 40
# Calendars write these where a place should stand; the kind says it already.
_MEDIA = frozenset(
    ("facetime", "google meet", "meet", "microsoft teams", "microsoft teams meeting", "phone", "skype", "teams", "telephone",
     "video", "webex", "whatsapp", "zoom")
)  # fmt: skip


def said(last: LastContact | None, first_name: str, today: date) -> str:
    """ "Coffee at Blue Bottle on 19 August", "You met on Thursday", "E-mail from Ana yesterday"."""
    if last is None:
        return NONE_YET
    met = "You met" if last.kind in ("meeting", "event") else meeting_title(last.kind)
    place = _at(last.place) or (" at an event" if last.kind == "event" else "")
    by = f" from {first_name}" if last.is_theirs and first_name else ""
    return f"{met}{by}{place} {days_in_words.on(last.on, today)}"


def since(person: PersonDetails, today: date) -> str:
    """With the rhythm where there is one: "...; you like to meet every 2 months"."""
    told = said(person.last_contact, person.who.first_name, today)
    return f"{told}; {_likes(person.rhythm_days)}" if person.rhythm_days else told


def noted_instead(person: PersonDetails, quote: str, today: date) -> str:
    """Of someone never met: "“I miss my old boss”, noted today; you like to meet every 2 months"."""
    noted = f"{quote}, noted {days_in_words.on(person.noted_on, today)}" if person.noted_on else quote
    return f"{noted}; {_likes(person.rhythm_days)}" if person.rhythm_days else noted


def lapsed(person: PersonDetails, today: date) -> str:
    """The same beside another row: "Ana: coffee at Blue Bottle on 19 August, you like to meet every 2 months"."""
    told = said(person.last_contact, "", today)
    likes = f", {_likes(person.rhythm_days)}" if person.rhythm_days else ""
    return f"{person.who.first_name}: {told[0].lower()}{told[1:]}{likes}"


def noted(person: PersonDetails, today: date) -> str:
    """Among the stored words that a row rests on: "Last contact: coffee at Blue Bottle, 19 August"."""
    last = person.last_contact
    if last is None:
        return "No contact noted yet"
    kind = meeting_title(last.kind).lower()
    return f"Last contact: {kind}{_at(last.place)}, {days_in_words.plain(last.on, today)}"


def _likes(rhythm_days: int) -> str:
    return f"you like to meet {rhythm.describe(rhythm_days)}"


def _at(place: str) -> str:
    """Of an address its name is enough; a link says nothing."""
    name = " ".join(place.split(",")[0].split())
    if not name or "://" in name or len(name) > _LONGEST_PLACE or name.lower() in _MEDIA:
        return ""
    return f" {name}" if _PLACED.match(name) else f" at {name}"
