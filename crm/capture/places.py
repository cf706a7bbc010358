"""Where a meeting was: "at Blue Bottle", "at her studio", "in Glasgow"."""

from crm.capture.parse_state import ParseState
from crm.capture.vocabulary import one_of, words

_TABLE = words("places")


def place_at(reading: ParseState, at: int, last: int) -> tuple[int, str] | None:
    """The index after the place that begins at this "at" or "in", and its words."""
    low, start = reading.lows[at], at + 1
    if start >= last or at in reading.clocks or at in reading.whens:
        return None
    if low == "@" and not (
        reading.tokens[start].capital or reading.tokens[at].end < reading.tokens[start].start
    ):
        return None  # a handle
    if reading.low(at - 1) in _TABLE["work"]:
        return None
    if low in _TABLE["in"] and not (_proper(reading, start) and reading.tokens[start].kind == "word"):
        return None
    if low not in _TABLE["at"] and low not in _TABLE["in"]:
        return None
    if reading.lows[start] in one_of("places", "not_places") or not _starts(reading, start):
        return None
    end = start
    while end < last and not _stops(reading, end, start):
        end += 1
    return (end, reading.words(start, end)) if end > start else None


def _proper(reading: ParseState, at: int) -> bool:
    return reading.tokens[at].capital and reading.lows[at] not in one_of("people", "not_names")


def _starts(reading: ParseState, at: int) -> bool:
    token = reading.tokens[at]
    if token.kind == "number":
        return at + 1 < len(reading.tokens) and reading.tokens[at + 1].capital
    return token.kind == "word" or (token.kind == "mark" and reading.inside[at])


def _stops(reading: ParseState, at: int, start: int) -> bool:
    token = reading.tokens[at]
    if at in reading.whens or at in reading.clocks or token.kind in ("date", "time", "break"):
        return True
    if token.kind == "mark":
        return token.text not in "&'’-/" and not reading.inside[at]
    if token.low == "and":
        joined = (
            reading.tokens[at - 1].capital and at + 1 < len(reading.tokens) and reading.tokens[at + 1].capital
        )
        return not joined or at + 1 in reading.mentions
    return at > start and token.low in one_of("places", "ends")
