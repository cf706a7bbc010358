"""Parses the place of a meeting: "at Blue Bottle", "at her studio", "in Glasgow"."""

from typing import NamedTuple

from crm.capture.parse_state import ParseState
from crm.capture.vocabulary import one_of, words

_TABLE = words("places")


class PlaceMatch(NamedTuple):
    """`end` is the index after the last word."""

    end: int
    name: str


def place_at(state: ParseState, at: int, last: int) -> PlaceMatch | None:
    """The place after the "at" or "in" at this word."""
    low, start = state.lows[at], at + 1
    if start >= last or at in state.times or at in state.dates:
        return None
    if low == "@" and not (state.tokens[start].capital or state.tokens[at].end < state.tokens[start].start):
        return None  # a handle
    if state.low(at - 1) in _TABLE["work"]:
        return None
    if low in _TABLE["in"] and not (_is_proper_noun(state, start) and state.tokens[start].kind == "word"):
        return None
    if low not in _TABLE["at"] and low not in _TABLE["in"]:
        return None
    if state.lows[start] in one_of("places", "not_places") or not _may_start(state, start):
        return None
    end = start
    while end < last and not _must_stop(state, end, start):
        end += 1
    return PlaceMatch(end, state.text_of(start, end)) if end > start else None


def _is_proper_noun(state: ParseState, at: int) -> bool:
    return state.tokens[at].capital and state.lows[at] not in one_of("people", "not_names")


def _may_start(state: ParseState, at: int) -> bool:
    token = state.tokens[at]
    if token.kind == "number":
        return at + 1 < len(state.tokens) and state.tokens[at + 1].capital
    return token.kind == "word" or (token.kind == "mark" and state.quoted[at])


def _must_stop(state: ParseState, at: int, start: int) -> bool:
    token = state.tokens[at]
    if at in state.dates or at in state.times or token.kind in ("date", "time", "break"):
        return True
    if token.kind == "mark":
        return token.text not in "&'’-/" and not state.quoted[at]
    if token.low == "and":
        joined = state.tokens[at - 1].capital and at + 1 < len(state.tokens) and state.tokens[at + 1].capital
        return not joined or at + 1 in state.mentions
    return at > start and token.low in one_of("places", "ends")
