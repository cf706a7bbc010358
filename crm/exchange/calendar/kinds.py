"""What kind of meeting an event was: by the words of its title, else by where it is held. The words are the capture's."""

import re

from crm.capture.vocabulary import words

_WORD = re.compile(r"[^\W_]+(?:[-:'’][^\W_]+)*")
_NO_EVENT = ("message", "email", "letter")  # nobody puts those into a calendar
_TOO_COMMON = ("meet", "teams", "text", "drink")  # "Meet Ana", "Sales teams"
_CONFERENCES = (
    "zoom.us/", "meet.google.com/", "teams.microsoft.com/", "teams.live.com/", "webex.com/", "whereby.com/",
    "meet.jit.si/", "join.skype.com/", "gotomeeting.com/", "gotomeet.me/", "facetime.apple.com/",
)  # fmt: skip
_MOST = 4000  # letters looked at


def kind_of(what: str, place: str, said: str) -> str:
    kinds = words("meetings")["kinds"]
    by_title = _first(what, kinds)
    if by_title and by_title != "meeting":
        return by_title
    written = f"{place} {said}"[:_MOST].lower()
    if any(link in written for link in _CONFERENCES) or place.lower().startswith(("microsoft teams", "zoom")):
        return "video"
    by_place = _first(place, kinds)
    return by_place if by_place in ("coffee", "call", "video") else "meeting"


def _first(text: str, kinds: dict[str, str]) -> str:
    for word in _WORD.findall(text[:_MOST].lower()):
        kind = kinds.get(word, "")
        if kind and kind not in _NO_EVENT and word not in _TOO_COMMON:
            return kind
    return ""
