"""Index of word ranges (names, dates, times) by their first word, with range queries in logarithmic time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


def next_true_index(flags: Sequence[bool]) -> list[int]:
    """For each index, the first index from there on that is True; the length where there is none."""
    result, nearest = [0] * len(flags), len(flags)
    for at in range(len(flags) - 1, -1, -1):
        nearest = at if flags[at] else nearest
        result[at] = nearest
    return result


class _WordRange(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


T = TypeVar("T", bound=_WordRange)


class ByPosition(dict[int, T]):
    """Word ranges `first` to `last` (excluded) in text order, without overlaps."""

    def __init__(self, found: Iterable[T]) -> None:
        super().__init__((one.first, one) for one in found)
        self._all = list(self.values())
        self._firsts = list(self)
        self._lasts = [one.last for one in self._all]

    def between(self, first: int, last: int) -> list[T]:
        """The ranges that lie wholly within these words."""
        return self._all[bisect_left(self._firsts, first) : bisect_right(self._lasts, last)]

    def ending_at(self, last: int) -> T | None:
        """The range that ends exactly at `last`."""
        nearest = self.before(last)
        return nearest if nearest is not None and nearest.last == last else None

    def before(self, at: int) -> T | None:
        """The nearest range that ends at or before this word."""
        place = bisect_right(self._lasts, at)
        return self._all[place - 1] if place else None

    def any_begins_in(self, first: int, last: int) -> bool:
        """Whether a range begins within these words, wherever it ends."""
        return bisect_left(self._firsts, first) < bisect_left(self._firsts, last)

    def overlaps(self, first: int, last: int) -> bool:
        """Whether a range overlaps these words."""
        return bisect_right(self._lasts, first) < bisect_left(self._firsts, last)
