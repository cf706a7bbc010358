"""Index of very many people by identifying hashes, in flat arrays: a twentieth of the memory of a dict.

It returns candidates only: callers compare them with the book, so a hash collision costs no more than one comparison.
"""

from array import array
from collections.abc import Iterable
from itertools import chain

MAX_PER_KEY = 12  # a switchboard shared by thousands; people of the same name are also found by their name
_MIN_SLOTS = 1 << 16
_HASH_MASK = 0xFFFFFFFF


class CompactIndex:
    """Open-addressing hash table from 32 bits of a hash to person ids, which are never 0."""

    def __init__(self, max_per_key: int = MAX_PER_KEY) -> None:
        self._max_per_key = max_per_key
        self._filled = 0
        self._hashes = array("I", [0]) * _MIN_SLOTS
        self._people = array("q", [0]) * _MIN_SLOTS

    def __bool__(self) -> bool:
        return self._filled > 0

    def add(self, hashes: Iterable[int], person_id: int) -> None:
        for key in hashes:
            if self._filled * 3 > len(self._people) * 2:
                self._grow()
            self._put(key & _HASH_MASK, person_id)

    def candidates(self, hashes: Iterable[int]) -> list[int]:
        """People who may have one of these hashes, without repeats, in the order they were added."""
        found: dict[int, None] = {}
        slot_hashes, people = self._hashes, self._people
        last = len(people) - 1
        for key in hashes:
            short_hash = key & _HASH_MASK
            at = short_hash & last
            while person_id := people[at]:
                if slot_hashes[at] == short_hash:
                    found[person_id] = None
                at = (at + 1) & last
        return list(found)

    def _put(self, short_hash: int, person_id: int) -> None:
        slot_hashes, people = self._hashes, self._people
        last = len(people) - 1
        at = short_hash & last
        same_hash = 0
        while occupant := people[at]:
            if slot_hashes[at] == short_hash:
                same_hash += 1
                if occupant == person_id or same_hash == self._max_per_key:
                    return
            at = (at + 1) & last
        slot_hashes[at], people[at] = short_hash, person_id
        self._filled += 1

    def _grow(self) -> None:
        slot_hashes, people = self._hashes, self._people
        self._filled = 0
        self._hashes = array("I", [0]) * (2 * len(slot_hashes))
        self._people = array("q", [0]) * (2 * len(people))
        # Start after an empty slot, so that entries with the same hash keep their order.
        start = next(at for at in range(len(people)) if not people[at])
        for at in chain(range(start, len(people)), range(start)):
            if people[at]:
                self._put(slot_hashes[at], people[at])
