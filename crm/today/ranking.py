"""Selects the rows of Today: a short list, the user's promises first, some rows reserved for "stay close"."""

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
    """`rows` in display order; `folded` are the user's due promises that got no row.

    `also` holds, by row key, further candidates about the same people. They are mentioned in that row's reason.
    """

    rows: tuple[Candidate, ...]
    folded: tuple[Candidate, ...]
    also: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)


def choose(
    candidates: Sequence[Candidate], max_rows: int = MAX_ROWS, met_today: frozenset[int] = frozenset()
) -> Selection:
    """At most `max_rows` rows, one per person: promises first, then dates and expired "not now" answers, then "stay close".

    A person gets two rows only for promises made today or yesterday, so that everything just logged is visible,
    and for questions about the past ("did it happen?", the first promise by them).
    """
    ranked = sorted(candidates, key=lambda candidate: candidate.sort_key)
    every_promise = _of_group(ranked, MY_PROMISE)
    promises, second_promises = _one_per_person(every_promise)
    busy_people = _people(every_promise) | met_today
    close_contacts = _without_people(_of_group(ranked, STAY_CLOSE), busy_people)
    shown = _promise_count(promises, close_contacts, ranked, max_rows)
    others = _dates_and_questions(ranked, promises[:shown], close_contacts, max_rows, max_rows - shown)
    free = max_rows - shown - len(others)
    rows = [*promises[:shown], *others, *_without_people(close_contacts, _people(others))[:free]]
    rows += _open_door(ranked, _people(rows) | busy_people, max_rows - len(rows))
    rows.sort(key=lambda candidate: candidate.group)
    folded = sorted([*promises[shown:], *second_promises], key=lambda candidate: candidate.sort_key)
    return Selection(tuple(rows), tuple(folded), _also_by_row(rows, ranked))


def _of_group(candidates: Iterable[Candidate], *groups: int) -> list[Candidate]:
    return [candidate for candidate in candidates if candidate.group in groups]


def _without_people(candidates: Iterable[Candidate], people: frozenset[int]) -> list[Candidate]:
    return [candidate for candidate in candidates if not candidate.people & people]


def _people(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset().union(*(candidate.people for candidate in candidates))


def _one_per_person(promises: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Splits promises into the first per person plus all fresh ones, and the rest."""
    first: list[Candidate] = []
    others: list[Candidate] = []
    taken: frozenset[int] = frozenset()
    for candidate in promises:
        if candidate.people & taken and not candidate.is_fresh:
            others.append(candidate)
        else:
            first.append(candidate)
            taken |= candidate.people
    return first, others


def _reserved_rows(close_contacts: Sequence[Candidate], max_rows: int) -> int:
    """Number of rows reserved for "stay close"; fewer on a very short list."""
    return min(RESERVED_FOR_STAY_CLOSE, len(close_contacts), max_rows // 3)


def _promise_count(
    promises: Sequence[Candidate],
    close_contacts: Sequence[Candidate],
    ranked: Sequence[Candidate],
    max_rows: int,
) -> int:
    """Number of promises shown. One row is left for a date of today that would not fit otherwise: it cannot wait."""
    free = max_rows - _reserved_rows(close_contacts, max_rows)
    most = min(MAX_PROMISES, len(promises), free)
    others = _without_people(_of_group(ranked, DATE), _people(promises[:most]))
    falls_today = any(_falls_today(candidate) for candidate in others)
    return most - 1 if falls_today and most == free and most > 1 else most


def _dates_and_questions(
    ranked: Sequence[Candidate],
    promises: Sequence[Candidate],
    close_contacts: Sequence[Candidate],
    max_rows: int,
    free: int,
) -> list[Candidate]:
    """Today's dates, meetings to confirm, promises by others, upcoming dates; leaves the rows reserved for "stay close"."""
    taken = _people(promises)
    found: list[Candidate] = []
    for candidate in sorted(_of_group(ranked, *DATED, DID_IT_HAPPEN, OWED), key=_urgency):
        if candidate.group in DATED and candidate.people & taken:
            continue
        if candidate.group == OWED and candidate.people & _people(_of_group(found, OWED)):
            continue  # one gentle question a person; the other promise is mentioned in its row
        extended = [*found, candidate]
        contacts_left = _without_people(close_contacts, _people(extended))
        if len(extended) + _reserved_rows(contacts_left, max_rows) > free:
            break
        found = extended
        taken |= candidate.people
    return found


def _falls_today(candidate: Candidate) -> bool:
    """Whether it is a date of today; the sort key of dates begins with the days ahead."""
    return candidate.group == DATE and candidate.sort_key[0] == 0


def _urgency(candidate: Candidate) -> tuple[float, ...]:
    """Today's dates first. "Not now" candidates sort among upcoming dates by their own sort key."""
    return (not _falls_today(candidate), min(candidate.group, DATE), *candidate.sort_key)


def _open_door(ranked: Sequence[Candidate], busy_people: frozenset[int], free: int) -> list[Candidate]:
    """At most one, and only if a row is free."""
    unexpected = _without_people(_of_group(ranked, OPEN_DOOR), busy_people)
    return unexpected[:1] if free > 0 else []


def _also_by_row(rows: Sequence[Candidate], ranked: Sequence[Candidate]) -> dict[str, tuple[Candidate, ...]]:
    """By row key, candidates without a row whose people have one; each is listed once, and not under "did it happen?" rows."""
    shown = {row.key for row in rows}
    unshown = [candidate for candidate in ranked if candidate.key not in shown]
    left = _of_group(unshown, MY_PROMISE, *DATED, STAY_CLOSE)
    owed = _of_group(unshown, OWED)  # told only beside another promise by them
    found: dict[str, tuple[Candidate, ...]] = {}
    for row in rows:
        if row.group != DID_IT_HAPPEN:
            near = [*left, *owed] if row.group == OWED else left
            about = [candidate for candidate in near if candidate.people & row.people]
            found[row.key] = tuple(sorted(about, key=lambda candidate: candidate.group == STAY_CLOSE))
            left = _without_people(left, row.people)
    return {key: also for key, also in found.items() if also}
