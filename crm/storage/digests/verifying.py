"""Verifying every row against its digest, every table against its total, every step against its seal.
Where rows and digests differ, the total shows which of them is damaged.
"""

import sqlite3
from collections.abc import Iterator

from crm.examination import Finding
from crm.storage.digests import hashing, step_seals
from crm.storage.digests.hashing import NOTHING, Total
from crm.storage.digests.table_digests import changed_row_finding

_ROWS = 2_000


def damaged_rows(connection: sqlite3.Connection, table: str) -> Iterator[Finding]:
    """One finding per row that differs from its digest, or a single one if only the digests are damaged."""
    rows, digests = NOTHING, NOTHING
    found: list[Finding] = []
    for first, last in id_ranges(connection, table):
        now = hashing.digests_between(connection, table, first, last)
        known = hashing.stored_digests_between(connection, table, first, last)
        for digest in now.values():
            rows = rows.changed(None, digest)
        for digest in known.values():
            digests = digests.changed(None, digest)
        if now != known:
            found += _differences(table, now, known)
    total = hashing.table_total(connection, table) or NOTHING
    if found and rows == total:
        sentence = f"The digests of table {table} are damaged; its rows are as they were written."
        yield Finding("digest", sentence, table)
        return
    yield from found
    if total not in (rows, digests):
        yield Finding("total", f"The table {table} as a whole is not as it was written.", table)


def id_ranges(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, int]]:
    """All ids, including those of digests without a row, as ranges of limited size."""
    ids = (
        f'SELECT id FROM (SELECT t.id AS id FROM "{table}" t WHERE t.id >= ? ORDER BY t.id LIMIT {_ROWS}) '
        "UNION ALL SELECT row_id FROM (SELECT row_id FROM row_digest WHERE table_name = ? AND row_id >= ? "
        f"ORDER BY row_id LIMIT {_ROWS})"
    )
    first = _LEAST
    while True:
        found = sorted(row[0] for row in connection.execute(ids, (first, table, first)).fetchall())
        found = [row_id for row_id in found if row_id >= first]  # a damaged page may give any id
        if not found:
            return
        last = found[min(len(found), _ROWS) - 1]
        yield first, last
        if last == _MOST:
            return
        first = last + 1


_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


def _differences(table: str, now: dict[int, bytes], known: dict[int, bytes]) -> Iterator[Finding]:
    for row_id in sorted({*now, *known}):
        if row_id not in known:
            yield Finding("unknown", f"Row {row_id} of {table} was never written by Goodturn.", table, row_id)
        elif row_id not in now:
            yield Finding("vanished", f"Row {row_id} of {table} has vanished.", table, row_id)
        elif now[row_id] != known[row_id]:
            yield changed_row_finding(table, row_id)


def compute_total(connection: sqlite3.Connection, table: str) -> Total:
    """The right total of the table, by its digests."""
    total = NOTHING
    for (digest,) in connection.execute(
        "SELECT CAST(digest AS BLOB) FROM row_digest WHERE table_name = ?", (table,)
    ):
        total = total.changed(None, digest)
    return total


def damaged_steps(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (step_id,) in connection.execute("SELECT id FROM step ORDER BY id").fetchall():
        if not step_seals.is_intact(connection, step_id):
            sentence = f"The notes of step {step_id} are damaged: it can no longer be undone."
            yield Finding("step", sentence, "step", step_id)
