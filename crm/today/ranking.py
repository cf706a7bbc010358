"""Giving out the places of Today: few rows, my word first, room for staying close, and no promise lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crm.today.candidate import (
    DATE,
    DATED,
    DID_IT_HAPPEN,
    MY_PROMISE,
    OPEN_DOOR,
    OWED,
    STAY_CLOSE,
    Candidate,
)

MAX_ROWS = 7
MAX_PROMISES = 5
RESERVED_FOR_STAY_CLOSE = 2


@dataclass(frozen=True, slots=True)
class Selection:
    """`rows` in the order they show; `folded` are my promises that qualify and got no place.

    `beside` has by a row's key what else there is about its people: it is told in that row's why.
    """

    rows: tuple[Candidate, ...]
    folded: tuple[Candidate, ...]
    also: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)


def choose(
    candidates: Sequence[Candidate], max_rows: int = MAX_ROWS, met_today: frozenset[int] = frozenset()
) -> Selection:
    """At most `max_rows` rows, and one a person: a promise goes first, then a date or a "not now" that is over, then staying close.

    Two rows about one person stand there only where neither can speak for the other: promises of today and yesterday,
    so that whoever has just logged a coffee sees all of it, and questions about the past (did it happen, what became
    of their promise).
    """
    ranked = sorted(candidates, key=lambda one: one.sort_key)
    every_promise = [one for one in ranked if one.group == MY_PROMISE]
    promises, seconds = _one_per_person(every_promise)
    busy = _people(every_promise) | met_today
    close = [one for one in ranked if one.group == STAY_CLOSE and not one.people & busy]
    shown = _promise_count(promises, close, ranked, max_rows)
    others = _dates_and_questions(ranked, promises[:shown], close, max_rows, max_rows - shown)
    taken = _people(others)
    free = max_rows - shown - len(others)
    rows = promises[:shown] + others + [one for one in close if not one.people & taken][:free]
    rows += _open_door(ranked, _people(rows) | busy, max_rows - len(rows))
    rows.sort(key=lambda one: one.group)
    folded = sorted([*promises[shown:], *seconds], key=lambda one: one.sort_key)
    return Selection(tuple(rows), tuple(folded), _also_by_row(rows, ranked))


def _people(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset().union(*(one.people for one in candidates))


def _one_per_person(promises: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The first promise to each person and whatever was just promised, and the others."""
    first: list[Candidate] = []
    others: list[Candidate] = []
    taken: frozenset[int] = frozenset()
    for one in promises:
        if one.people & taken and not one.is_fresh:
            others.append(one)
        else:
            first.append(one)
            taken |= one.people
    return first, others


def _reserved_rows(close: Sequence[Candidate], max_rows: int) -> int:
    """Places kept for staying close; fewer where the user wants a very short list."""
    return min(RESERVED_FOR_STAY_CLOSE, len(close), max_rows // 3)


def _promise_count(
    promises: Sequence[Candidate], close: Sequence[Candidate], ranked: Sequence[Candidate], max_rows: int
) -> int:
    """A date that falls today cannot wait as a promise can: it keeps one place where the list would be full."""
    free = max_rows - _reserved_rows(close, max_rows)
    most = min(MAX_PROMISES, len(promises), free)
    falls_today = any(
        one.group == DATE and one.sort_key[0] == 0 and not one.people & _people(promises[:most])
        for one in ranked
    )
    return most - 1 if falls_today and most == free and most > 1 else most


def _dates_and_questions(
    ranked: Sequence[Candidate],
    promises: Sequence[Candidate],
    close: Sequence[Candidate],
    max_rows: int,
    free: int,
) -> list[Candidate]:
    """Dates of today, meetings to confirm, what others owe, other dates: as many as leave room for staying close."""
    taken = set(_people(promises))
    found: list[Candidate] = []
    for one in sorted((one for one in ranked if one.group in (*DATED, DID_IT_HAPPEN, OWED)), key=_urgency):
        if one.group in DATED and one.people & taken:
            continue
        with_it = [*found, one]
        left = [some for some in close if not some.people & _people(with_it)]
        if len(with_it) + _reserved_rows(left, max_rows) > free:
            break
        found = with_it
        taken |= one.people
    return found


def _urgency(one: Candidate) -> tuple[float, ...]:
    """What is gone tomorrow comes first. A "not now" stands among the dates ahead by the order its rule gave it."""
    falls_today = one.group == DATE and one.sort_key[0] == 0
    return (not falls_today, min(one.group, DATE), *one.sort_key)


def _open_door(ranked: Sequence[Candidate], busy: frozenset[int], free: int) -> list[Candidate]:
    """At most one, and only where a place is left over."""
    doors = [one for one in ranked if one.group == OPEN_DOOR and not one.people & busy]
    return doors[:1] if free > 0 else []


def _also_by_row(rows: Sequence[Candidate], ranked: Sequence[Candidate]) -> dict[str, tuple[Candidate, ...]]:
    """What got no row because its people have one, each told once. A question about the past tells of nothing else."""
    shown = {one.key for one in rows}
    left = [one for one in ranked if one.key not in shown and one.group in (MY_PROMISE, *DATED, STAY_CLOSE)]
    found: dict[str, tuple[Candidate, ...]] = {}
    for row in rows:
        if row.group != DID_IT_HAPPEN:
            about = [one for one in left if one.people & row.people]
            found[row.key] = tuple(sorted(about, key=lambda one: one.group == STAY_CLOSE))
            left = [one for one in left if not one.people & row.people]
    return {key: beside for key, beside in found.items() if beside}
