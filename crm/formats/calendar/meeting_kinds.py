"""The kind of meeting of an event, by its title, else by its place. Uses the vocabulary of the capture."""

import re
from functools import cache

from crm.capture.vocabulary import words
from crm.formats.calendar.title_words import kinds
from crm.text.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[-:'’][^\W_]+)*")
_NO_EVENT = ("message", "email", "letter")  # not entered into calendars
_TOO_COMMON = ("meet", "teams", "text", "drink")  # "Meet Ana", "Sales teams"
_CONFERENCES = (
    "zoom.us/", "meet.google.com/", "teams.microsoft.com/", "teams.live.com/", "webex.com/", "whereby.com/",
    "meet.jit.si/", "join.skype.com/", "gotomeeting.com/", "gotomeet.me/", "facetime.apple.com/",
)  # fmt: skip
_MAX_EXAMINED = 4000  # characters


def kind_of(what: str, place: str, description: str) -> str:
    by_title = _first(what)
    if by_title and by_title != "meeting":
        return by_title
    written = f"{place} {description}"[:_MAX_EXAMINED].lower()
    if any(link in written for link in _CONFERENCES) or place.lower().startswith(("microsoft teams", "zoom")):
        return "video"
    by_place = _first(place)
    return by_place if by_place in ("coffee", "call", "video") else "meeting"


@cache
def event_kinds() -> dict[str, str]:
    """The kind of meeting by each word that indicates one."""
    own: dict[str, str] = words("meetings")["kinds"]
    english = {word: kind for word, kind in own.items() if kind not in _NO_EVENT and word not in _TOO_COMMON}
    return kinds() | english


def _first(text: str) -> str:
    known = event_kinds()
    return next((known[word] for word in _WORD.findall(fold(text[:_MAX_EXAMINED])) if word in known), "")
