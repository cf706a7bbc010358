"""Giving out the places of Today: few rows, my word first, room for staying close, and no promise lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.today.candidate import DATE, DID_IT_HAPPEN, MY_PROMISE, OWED, STAY_CLOSE, Candidate

MOST_ROWS = 7
MOST_PROMISES = 5
KEPT_FOR_CLOSENESS = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """`rows` in the order they show; `folded` are my promises that qualify and got no place."""

    rows: tuple[Candidate, ...]
    folded: tuple[Candidate, ...]


def choose(
    candidates: Sequence[Candidate], max_rows: int = MOST_ROWS, met_today: frozenset[int] = frozenset()
) -> Chosen:
    """At most `max_rows` rows. No date beside a promise to the same person, nothing beside a nudge to stay close."""
    ranked = sorted(candidates, key=lambda one: one.order)
    promises = [one for one in ranked if one.group == MY_PROMISE]
    busy = _people(promises) | met_today
    close = [one for one in ranked if one.group == STAY_CLOSE and not one.people & busy]
    shown = _promises_shown(promises, close, ranked, max_rows)
    others = _others(ranked, promises[:shown], close, max_rows, max_rows - shown)
    taken = _people(others)
    free = max_rows - shown - len(others)
    rows = promises[:shown] + others + [one for one in close if not one.people & taken][:free]
    rows.sort(key=lambda one: one.group)
    return Chosen(tuple(rows), tuple(promises[shown:]))


def _people(candidates: Sequence[Candidate]) -> frozenset[int]:
    return frozenset().union(*(one.people for one in candidates))


def _kept_for(close: Sequence[Candidate], max_rows: int) -> int:
    """Places kept for staying close; fewer where the user wants a very short list."""
    return min(KEPT_FOR_CLOSENESS, len(close), max_rows // 3)


def _promises_shown(
    promises: Sequence[Candidate], close: Sequence[Candidate], ranked: Sequence[Candidate], max_rows: int
) -> int:
    """A date that falls today cannot wait as a promise can: it keeps one place where the list would be full."""
    free = max_rows - _kept_for(close, max_rows)
    most = min(MOST_PROMISES, len(promises), free)
    falls_today = any(
        one.group == DATE and one.order[0] == 0 and not one.people & _people(promises[:most])
        for one in ranked
    )
    return most - 1 if falls_today and most == free and most > 1 else most


def _others(
    ranked: Sequence[Candidate],
    promises: Sequence[Candidate],
    close: Sequence[Candidate],
    max_rows: int,
    free: int,
) -> list[Candidate]:
    """Dates of today, meetings to confirm, what others owe, dates ahead: as many as leave room for staying close."""
    taken = set(_people(promises))
    found: list[Candidate] = []
    for one in sorted((one for one in ranked if one.group in (DATE, DID_IT_HAPPEN, OWED)), key=_urgency):
        if one.group == DATE and one.people & taken:
            continue
        with_it = [*found, one]
        left = [some for some in close if not some.people & _people(with_it)]
        if len(with_it) + _kept_for(left, max_rows) > free:
            break
        found = with_it
        taken |= one.people if one.group == DATE else set()
    return found


def _urgency(one: Candidate) -> tuple[float, ...]:
    """What is gone tomorrow comes first."""
    falls_today = one.group == DATE and one.order[0] == 0
    return (not falls_today, one.group, *one.order)
