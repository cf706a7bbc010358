"""Parses the two sides of an introduction, or the one side that is a named person."""

from dataclasses import dataclass
from typing import NamedTuple

from crm.capture.draft import NamedPerson
from crm.capture.parse_state import ParseState
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE, unique_by_name
from crm.capture.vocabulary import words

_TABLE = words("promises")["pairs"]


class _Side(NamedTuple):
    """Words `start` to `end` name the people of one side."""

    start: int
    end: int
    people: list[NamedPerson]


@dataclass(frozen=True, slots=True)
class IntroductionSides:
    """`first` to `end` are the words, the second side ends at `last`; `places` are the word ranges of the people."""

    people: list[NamedPerson]
    pairs: list[list[NamedPerson]]  # one per introduction: "them to Rosa" makes two
    first: int
    last: int
    end: int
    plain: bool  # written as "introduce A to B", so the words can be kept
    places: list[tuple[int, int]]


def sides_of(
    state: ParseState, at: int, after: int, end: int, given: list[NamedPerson]
) -> IntroductionSides | None:
    """`given` are the people it was promised to: one side of it, unless two others are named."""
    verb = state.lows[at:after]
    plain = len(verb) == 1 and verb[0] in _TABLE["plain"]
    start = after
    while start < end and (state.tokens[start].kind == "mark" or state.lows[start] in _TABLE["openings"]):
        start += 1
    if state.low(start) in _TABLE["me"] or (verb[0] in _TABLE["mine"] and state.low(after) == "with"):
        return None
    if verb[0] == "put" and not any(state.lows[place] in _TABLE["in_touch"] for place in range(after, end)):
        return None
    found = _find_sides(state, start, end)
    people = unique_by_name(one for side in found for one in side.people)
    if len(people) < 2:
        people = [*(one for one in given if one.name not in [each.name for each in people]), *people]
    if len(people) == 1 and state.low(start) == "them":
        people += [one for one in state.previous_people if one.name != people[0].name]
    if not people or len(people) > MAX_PEOPLE_PER_CLAUSE:
        return None
    last = max((side.end for side in found), default=start)
    while len(people) > 1 and last < end and state.lows[last] in _TABLE["after_sides"]:
        last += 1
    places = [(side.start, side.end) for side in found]
    pairs = _pairs(people, found)
    if len(found) > 1 and len(found[-1].people) > 1:
        another = state.people_at(last + 1, end) if state.low(last) in ("to", "with") else None
        if another is not None:
            pairs, last = (
                [[people[0], found[-1].people[0]], [found[-1].people[-1], another.people[0]]],
                another.end,
            )
    return IntroductionSides(people, pairs, after, last, end, plain, places)


def _pairs(people: list[NamedPerson], found: list[_Side]) -> list[list[NamedPerson]]:
    if len(people) > 2 and len(found) > 1:
        if len(found[-1].people) > 1:
            return [[people[0], one] for one in found[-1].people]
        return [[one, found[-1].people[0]] for one in people if one is not found[-1].people[0]]
    return [people[:2]]


def _find_sides(state: ParseState, start: int, end: int) -> list[_Side]:
    """The first side, then the one after "to", "with" or "and"."""
    found: list[_Side] = []
    at = start
    while at < end and state.lows[at] not in _TABLE["stops"] and len(found) < 2:
        linked = at == start or state.lows[at - 1] in _TABLE["links"]
        side = state.people_at(at, end) if linked else None
        if side is not None:
            found.append(_Side(at, side.end, side.people))
        at = side.end if side else at + 1
    return found
