"""Digests across a migration: every row is proven with the columns there were, and hashed anew with those there are.

No digest blesses damage. A row that did not fit its digest keeps it, so that every later check reports it, and what the
total of its table said of the damage, it says still.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from crm.storage.digests import hashing
from crm.storage.digests.hashing import NOTHING, UNREADABLE
from crm.storage.digests.verifying import windows

Tell = Callable[[int], None]
"""How many more rows were gone through."""


class Proven(NamedTuple):
    """`odd` are the rows, by rising id, that did not fit their digests. `fit_total`: taken together all rows do, so
    that the digests are what is damaged."""

    odd: "array[int]"
    fit_total: bool

    def between(self, first: int, last: int) -> set[int]:
        return set(self.odd[bisect_left(self.odd, first) : bisect_right(self.odd, last)])


NEW_TABLE = Proven(array("q"), True)


def prove(connection: sqlite3.Connection, table: str, tell: Tell) -> Proven:
    """Before the migration, when everything written has its digest."""
    odd, rows = array("q"), NOTHING
    columns = hashing.content_columns(connection, table)
    for first, last in windows(connection, table):
        now = hashing.hashed_between(connection, table, first, last, columns)
        known = hashing.stored_between(connection, table, first, last)
        for digest in now.values():
            rows = rows.changed(None, digest)
        if now != known:
            odd.extend(sorted(row_id for row_id in {*now, *known} if now.get(row_id) != known.get(row_id)))
        tell(len(now))
    return Proven(odd, rows == (hashing.table_total(connection, table) or NOTHING))


def rehash(connection: sqlite3.Connection, table: str, proven: Proven, tell: Tell) -> None:
    """After it, in the same transaction."""
    rows = NOTHING
    columns = hashing.content_columns(connection, table)
    for first, last in windows(connection, table):
        now = hashing.hashed_between(connection, table, first, last, columns)
        known = hashing.stored_between(connection, table, first, last)
        kept = proven.between(first, last)
        kept |= {row_id for row_id, digest in now.items() if digest == UNREADABLE}
        fresh = {
            row_id: now.get(row_id)
            for row_id in {*now, *known} - kept
            if now.get(row_id) != known.get(row_id)
        }
        if fresh:
            hashing.store(connection, table, fresh, known)
        for digest in now.values():
            rows = rows.changed(None, digest)
        tell(len(now))
    if proven.odd and proven.fit_total:
        hashing.set_total(connection, table, rows)
