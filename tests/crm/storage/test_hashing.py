"""What the digests of rows and totals of tables can be taken of, and what is told instead of raised."""

import sqlite3
from contextlib import closing

from crm.storage.digests import hashing
from crm.storage.digests.hashing import NOTHING, UNREADABLE
from crm.storage.journal.earlier_rows import ABSENT, EarlierRow, JournalEntry, digests_before, earlier_states


def test_a_row_with_bytes_for_a_text_is_told_apart_from_its_neighbours() -> None:
    """SQLite's JSON holds no bytes, and one such row would end the whole statement; a flipped bit makes one."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE loose(id INTEGER PRIMARY KEY, words)")
        connection.execute("INSERT INTO loose VALUES (1, 'a'), (2, x'61'), (3, 'c')")
        found = hashing.digests_between(connection, "loose", 1, 3)
        assert found == hashing.digests_of_rows(connection, "loose", [1, 2, 3])
        assert (len(found), found[2]) == (3, UNREADABLE)
        assert found[1] == hashing.digest_with(connection, "loose", 1, ["words"], {"words": "a"})
        assert hashing.digest_with(connection, "loose", 2, ["words"], {}) is None
        assert hashing.digest_with(connection, "loose", 1, ["words"], {"words": "\ud800"}) is None
        changed = [
            JournalEntry(1, "U", b'{"words":"before"}'),
            JournalEntry(3, "U", b"no JSON"),
            JournalEntry(2, "U", b'{"words":"b"}'),
        ]
        before = digests_before(connection, "loose", [1, 2, 3], changed)
        assert before[1] == hashing.digest_with(connection, "loose", 1, ["words"], {"words": "before"})
        assert before[3] == UNREADABLE


def test_a_total_counts_and_takes_out_again() -> None:
    one, other = b"\1" * 16, b"\2" * 16
    total = NOTHING.changed(None, one).changed(None, other)
    assert (total.rows, total.sum) == (2, int.from_bytes(b"\3" * 16, "big"))
    assert total.changed(one, None).changed(other, None) == NOTHING
    assert total.changed(one, other).rows == 2


def test_notes_are_walked_backwards_as_far_as_they_can_be_true() -> None:
    named, other, whole = (
        JournalEntry(1, "U", b'{"a":1}'),
        JournalEntry(1, "U", b'{"a":2,"b":3}'),
        JournalEntry(1, "D", b'{"a":1,"b":2}'),
    )
    assert list(earlier_states(True, [named, other, JournalEntry(1, "I")])) == [
        EarlierRow(True, False, {"a": 1}),
        EarlierRow(True, False, {"a": 2, "b": 3}),
        ABSENT,
    ]
    assert list(earlier_states(False, [whole, named])) == [
        EarlierRow(True, True, {"a": 1, "b": 2}),
        EarlierRow(True, True, {"a": 1, "b": 2}),
    ]
    for is_there, impossible in (
        (False, named),
        (True, whole),
        (False, JournalEntry(1, "I")),
        (True, JournalEntry(1, "", b"{}")),
    ):
        assert list(earlier_states(is_there, [impossible])) == []
