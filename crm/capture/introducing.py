"""The two sides of an introduction; where one of them is nobody named, the side that is."""

from dataclasses import dataclass

from crm.capture.draft import NamedPerson
from crm.capture.parse_state import ParseState
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE, unique_by_name
from crm.capture.vocabulary import words

_TABLE = words("promises")["pairs"]


@dataclass(frozen=True, slots=True)
class IntroductionSides:
    """Who is introduced; words `first` to `end`, the second side ending at `last`; `places` of the one side."""

    people: list[NamedPerson]
    pairs: list[list[NamedPerson]]  # each introduction: "them to Rosa" is two
    first: int
    last: int
    end: int
    plain: bool  # written as "introduce A to B", so that the words can be kept
    places: list[tuple[int, int]]


def sides_of(
    reading: ParseState, at: int, after: int, end: int, given: list[NamedPerson]
) -> IntroductionSides | None:
    """`given` is whom the introduction was promised to, a side of it unless two others are named."""
    verb = reading.lows[at:after]
    plain = len(verb) == 1 and verb[0] in _TABLE["plain"]
    start = after
    while start < end and (reading.tokens[start].kind == "mark" or reading.lows[start] in _TABLE["openings"]):
        start += 1
    if reading.low(start) in _TABLE["me"] or (verb[0] in _TABLE["mine"] and reading.low(after) == "with"):
        return None
    if verb[0] == "put" and not any(reading.lows[place] in _TABLE["in_touch"] for place in range(after, end)):
        return None
    found = _everyone(reading, start, end)
    people = unique_by_name(one for _, _, some in found for one in some)
    if len(people) < 2:
        people = [*(one for one in given if one.name not in [each.name for each in people]), *people]
    if len(people) == 1 and reading.low(start) == "them":
        people += [one for one in reading.before if one.name != people[0].name]
    if not people or len(people) > MAX_PEOPLE_PER_CLAUSE:
        return None
    last = max((stop for _, stop, _ in found), default=start)
    while len(people) > 1 and last < end and reading.lows[last] in _TABLE["after_sides"]:
        last += 1
    places = [(first, stop) for first, stop, _ in found]
    pairs = _pairs(people, found)
    if len(found) > 1 and len(found[-1][2]) > 1:
        another = reading.someone(last + 1, end) if reading.low(last) in ("to", "with") else None
        if another is not None:
            pairs, last = [[people[0], found[-1][2][0]], [found[-1][2][-1], another[1][0]]], another[0]
    return IntroductionSides(people, pairs, after, last, end, plain, places)


def _pairs(
    people: list[NamedPerson], found: list[tuple[int, int, list[NamedPerson]]]
) -> list[list[NamedPerson]]:
    if len(people) > 2 and len(found) > 1:
        if len(found[-1][2]) > 1:
            return [[people[0], one] for one in found[-1][2]]
        return [[one, found[-1][2][0]] for one in people if one is not found[-1][2][0]]
    return [people[:2]]


def _everyone(reading: ParseState, start: int, end: int) -> list[tuple[int, int, list[NamedPerson]]]:
    """Each side with its words: the first that stands there, then what a "to", "with" or "and" brings."""
    found: list[tuple[int, int, list[NamedPerson]]] = []
    at = start
    while at < end and reading.lows[at] not in _TABLE["stops"] and len(found) < 2:
        linked = at == start or reading.lows[at - 1] in _TABLE["links"]
        side = reading.someone(at, end) if linked else None
        if side is not None:
            found.append((at, side[0], side[1]))
        at = side[0] if side else at + 1
    return found
