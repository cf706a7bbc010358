"""Three sides of one thing: what the text said, what the book has, what the corrected text says.

The rule: only what still is as the text once said is changed by the corrected text. Everything else was put
right by hand, and stays.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

One = TypeVar("One")
Other = TypeVar("Other")
Value = TypeVar("Value")


class Verdict(Enum):
    SAME = "same"
    CHANGES = "changes"
    STAYS = "stays"


def judge(before: Value, now: Value, after: Value, is_empty: bool = False) -> Verdict:
    """`is_empty`: the book has nothing, which a text may fill unless it said so before and was taken out."""
    if now == after:
        return Verdict.SAME
    if after != before and (now == before or is_empty):
        return Verdict.CHANGES
    return Verdict.STAYS


@dataclass(frozen=True, slots=True)
class Pair(Generic[One, Other]):
    """One side is None for what has no counterpart."""

    left: One | None
    right: Other | None


def paired(
    left: Sequence[One],
    right: Sequence[Other],
    keys: Iterable[tuple[Callable[[One], Hashable], Callable[[Other], Hashable]]],
) -> list[Pair[One, Other]]:
    """In the order of `left`, then the rest of `right`. Each key pairs what the keys before it left over; a key of
    None pairs nothing."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for left_key, right_key in keys:
        free: dict[Hashable, list[int]] = {}
        for place, each in enumerate(right):
            if place not in taken:
                free.setdefault(right_key(each), []).append(place)
        for place, one in enumerate(left):
            key = left_key(one)
            if place not in found and key is not None and free.get(key):
                found[place] = free[key].pop(0)
                taken.add(found[place])
    pairs = [Pair(one, right[found[place]] if place in found else None) for place, one in enumerate(left)]
    rest = [each for place, each in enumerate(right) if place not in taken]
    return [*pairs, *(Pair(None, each) for each in rest)]
