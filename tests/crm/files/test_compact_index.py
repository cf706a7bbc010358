"""Very many people by numbers alone: nobody who was remembered is missed, and the memory is small."""

import random

from crm.matching.compact_index import MAX_PER_KEY, CompactIndex


def test_everyone_is_found_again_by_each_key() -> None:
    pick = random.Random(5)
    remembered = CompactIndex()
    keys = {one: [pick.getrandbits(64) - (1 << 63) for _ in range(3)] for one in range(-60_000, 0)}
    for one, hashes in keys.items():
        remembered.add(hashes, one)
    assert all(one in remembered.candidates([key]) for one, hashes in keys.items() for key in hashes)
    strangers = [pick.getrandbits(64) for _ in range(10_000)]
    assert sum(bool(remembered.candidates([key])) for key in strangers) < 20


def test_of_a_key_that_thousands_share_the_first_are_kept() -> None:
    remembered = CompactIndex()
    for one in range(1, 5000):
        remembered.add([77, 1000 + one], one)
    assert remembered.candidates([77]) == list(range(1, MAX_PER_KEY + 1))
    assert remembered.candidates([5999]) == [4999]
    assert remembered.candidates([1001, 77, 1002])[:2] == [1, 2]


def test_nobody_is_remembered_twice_or_at_first() -> None:
    remembered = CompactIndex()
    assert not remembered
    remembered.add([5], 1)
    remembered.add([5], 1)
    assert remembered
    assert remembered.candidates([5, 5]) == [1]
