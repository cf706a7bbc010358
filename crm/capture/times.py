"""Finds times of day in a sequence of tokens: "at 14:00", "9am", "at noon"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crm.capture.tokens import Token
from crm.capture.vocabulary import words

_TABLE = words("dates")


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time of day in words `first` to `last`, as HH:MM."""

    first: int
    last: int
    at: str
    preposition: str = ""


_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(?:([ap])\.?m\.?)?")


def find_times(tokens: Sequence[Token]) -> list[TimePhrase]:
    found = []
    for place, token in enumerate(tokens):
        time = _to_24_hours(token.low) if token.kind == "time" else _TABLE["times"].get(token.low)
        before = tokens[place - 1].low if place else ""
        preposition = before if before in _TABLE["time_prepositions"] else ""
        if time and (token.kind == "time" or preposition):
            found.append(TimePhrase(place - bool(preposition), place + 1, time, preposition))
    return found


def _to_24_hours(text: str) -> str | None:
    match = _TIME.match(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
