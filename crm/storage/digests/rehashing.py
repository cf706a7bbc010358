"""Row digests across a migration: every row is checked with its old columns and hashed with the new ones.
Damage stays detectable: a row that did not match its digest keeps it, and a table total that did not match
stays wrong.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from crm.storage.digests import hashing
from crm.storage.digests.hashing import NOTHING, UNREADABLE
from crm.storage.digests.verifying import id_ranges

OnRows = Callable[[int], None]
"""Called with the number of further rows processed."""


class CheckedRows(NamedTuple):
    """`mismatched` are the ids, ascending, of rows that did not match their digests. `total_matches`: all
    rows together match the total, so that the digests are damaged, not the rows.
    """

    mismatched: "array[int]"
    total_matches: bool

    def between(self, first: int, last: int) -> set[int]:
        return set(self.mismatched[bisect_left(self.mismatched, first) : bisect_right(self.mismatched, last)])


NEW_TABLE = CheckedRows(array("q"), True)


def check_rows(connection: sqlite3.Connection, table: str, on_rows: OnRows) -> CheckedRows:
    """Before the migration, when every row has a digest."""
    mismatched, rows = array("q"), NOTHING
    columns = hashing.content_columns(connection, table)
    for first, last in id_ranges(connection, table):
        now = hashing.digests_between(connection, table, first, last, columns)
        known = hashing.stored_digests_between(connection, table, first, last)
        for digest in now.values():
            rows = rows.changed(None, digest)
        if now != known:
            mismatched.extend(
                sorted(row_id for row_id in {*now, *known} if now.get(row_id) != known.get(row_id))
            )
        on_rows(len(now))
    return CheckedRows(mismatched, rows == (hashing.table_total(connection, table) or NOTHING))


def rehash(connection: sqlite3.Connection, table: str, proven: CheckedRows, on_rows: OnRows) -> None:
    """After the migration, in the same transaction."""
    rows = NOTHING
    columns = hashing.content_columns(connection, table)
    for first, last in id_ranges(connection, table):
        now = hashing.digests_between(connection, table, first, last, columns)
        known = hashing.stored_digests_between(connection, table, first, last)
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
        on_rows(len(now))
    if proven.mismatched and proven.total_matches:
        hashing.set_total(connection, table, rows)
