"""Very many people by what identifies them, in a twentieth of a dict's memory: numbers in flat arrays.

It only says who may be meant. Whoever asks looks at those people in the book; a hash that fits by chance costs a look.
"""

from array import array
from collections.abc import Iterable
from itertools import chain

MOST_OF_ONE_KEY = 12  # of a switchboard that thousands share; who has the same name too is found by the name
_SMALLEST = 1 << 16
_MARK = 0xFFFFFFFF


class Remembered:
    """An open hash table from half of a 64-bit hash to people's numbers, which are never 0: 8 bytes a place."""

    def __init__(self, most: int = MOST_OF_ONE_KEY) -> None:
        self._most = most
        self._filled = 0
        self._marks = array("I", [0]) * _SMALLEST
        self._people = array("q", [0]) * _SMALLEST

    def __bool__(self) -> bool:
        return self._filled > 0

    def add(self, hashes: Iterable[int], one: int) -> None:
        for key in hashes:
            if self._filled * 3 > len(self._people) * 2:
                self._grow()
            self._put(key & _MARK, one)

    def among(self, hashes: Iterable[int]) -> list[int]:
        """Who may have one of these, each once, the first remembered first."""
        found: dict[int, None] = {}
        marks, people = self._marks, self._people
        last = len(people) - 1
        for key in hashes:
            mark = key & _MARK
            at = mark & last
            while one := people[at]:
                if marks[at] == mark:
                    found[one] = None
                at = (at + 1) & last
        return list(found)

    def _put(self, mark: int, one: int) -> None:
        marks, people = self._marks, self._people
        last = len(people) - 1
        at = mark & last
        alike = 0
        while there := people[at]:
            if marks[at] == mark:
                alike += 1
                if there == one or alike == self._most:
                    return
            at = (at + 1) & last
        marks[at], people[at] = mark, one
        self._filled += 1

    def _grow(self) -> None:
        marks, people = self._marks, self._people
        self._filled = 0
        self._marks = array("I", [0]) * (2 * len(marks))
        self._people = array("q", [0]) * (2 * len(people))
        # From behind an empty place on, so that those alike keep their order.
        start = next(at for at in range(len(people)) if not people[at])
        for at in chain(range(start, len(people)), range(start)):
            if people[at]:
                self._put(marks[at], people[at])
