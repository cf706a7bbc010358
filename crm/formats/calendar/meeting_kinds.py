"""What kind of meeting an event was: by the words of its title, else by where it is held. The words are the capture's."""

import re
from functools import cache

from crm.capture.vocabulary import words
from crm.formats.calendar.title_words import kinds
from crm.text.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[-:'’][^\W_]+)*")
_NO_EVENT = ("message", "email", "letter")  # nobody puts those into a calendar
_TOO_COMMON = ("meet", "teams", "text", "drink")  # "Meet Ana", "Sales teams"
_CONFERENCES = (
    "zoom.us/", "meet.google.com/", "teams.microsoft.com/", "teams.live.com/", "webex.com/", "whereby.com/",
    "meet.jit.si/", "join.skype.com/", "gotomeeting.com/", "gotomeet.me/", "facetime.apple.com/",
)  # fmt: skip
_MOST = 4000  # letters looked at


def kind_of(what: str, place: str, said: str) -> str:
    by_title = _first(what)
    if by_title and by_title != "meeting":
        return by_title
    written = f"{place} {said}"[:_MOST].lower()
    if any(link in written for link in _CONFERENCES) or place.lower().startswith(("microsoft teams", "zoom")):
        return "video"
    by_place = _first(place)
    return by_place if by_place in ("coffee", "call", "video") else "meeting"


@cache
def event_kinds() -> dict[str, str]:
    """The kind of meeting by each word that makes an event one."""
    own: dict[str, str] = words("meetings")["kinds"]
    english = {word: kind for word, kind in own.items() if kind not in _NO_EVENT and word not in _TOO_COMMON}
    return kinds() | english


def _first(text: str) -> str:
    known = event_kinds()
    return next((known[word] for word in _WORD.findall(fold(text[:_MOST])) if word in known), "")
