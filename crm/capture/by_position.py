"""Names, dates and times of a text by the word they begin with, and those in a stretch of it without a look at all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


def next_true_index(marked: Sequence[bool]) -> list[int]:
    """For each word, the first marked one from it on; the number of words where none is."""
    found, nearest = [0] * len(marked), len(marked)
    for at in range(len(marked) - 1, -1, -1):
        nearest = at if marked[at] else nearest
        found[at] = nearest
    return found


class _Stretch(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


T = TypeVar("T", bound=_Stretch)


class ByPosition(dict[int, T]):
    """Things that take words `first` to `last` (excluded), in the order of the text, none over another."""

    def __init__(self, found: Iterable[T]) -> None:
        super().__init__((one.first, one) for one in found)
        self._all = list(self.values())
        self._firsts = list(self)
        self._lasts = [one.last for one in self._all]

    def between(self, first: int, last: int) -> list[T]:
        """Those that lie wholly within these words."""
        return self._all[bisect_left(self._firsts, first) : bisect_right(self._lasts, last)]

    def ending_at(self, last: int) -> T | None:
        """The one whose last word is the one before `last`."""
        nearest = self.before(last)
        return nearest if nearest is not None and nearest.last == last else None

    def before(self, at: int) -> T | None:
        """The nearest that ends before this word or right in front of it."""
        place = bisect_right(self._lasts, at)
        return self._all[place - 1] if place else None

    def begin_in(self, first: int, last: int) -> bool:
        """Whether one of them begins in this stretch, wherever it ends."""
        return bisect_left(self._firsts, first) < bisect_left(self._firsts, last)

    def meet(self, first: int, last: int) -> bool:
        """Whether one of them has a word in this stretch."""
        return bisect_right(self._lasts, first) < bisect_left(self._firsts, last)
