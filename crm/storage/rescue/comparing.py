"""Comparison of rescued rows with their digests: unchanged, doubtful or missing."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crm.storage.digests.hashing import blake, hashed_bytes
from crm.storage.rescue.journal import intact_steps
from crm.storage.rescue.shapes import hashed_columns


@dataclass(slots=True)
class Comparison:
    """By table: ids of rows that are `doubtful` (changed, or without a digest) and of `missing` rows.
    `uncounted`: how many more rows are missing, with unknown ids. `columns`: those the digests cover, by the
    format the file had.
    """

    doubtful: dict[str, set[int]] = field(default_factory=dict)
    missing: dict[str, set[int]] = field(default_factory=dict)
    uncounted: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_anything_missing(self) -> bool:
        return any(self.missing.values()) or any(self.uncounted.values())


@dataclass(slots=True)
class RecentChanges:
    """The rows of one table changed after the last digests, by the journal."""

    written: set[int] = field(default_factory=set)  # and not deleted later
    removed: set[int] = field(default_factory=set)
    is_sealed: bool = True  # whether the journal of all these steps is intact


def compare(connection: sqlite3.Connection, tables: Iterable[str]) -> Comparison:
    """Compare the rows with the digests in the same connection."""
    compared = Comparison()
    tails = _recent_changes(connection)
    for table in tables:
        tail = tails.get(table, RecentChanges())
        compared.columns[table], changed = _changed_rows(connection, table)
        doubtful = changed - tail.written
        if not tail.is_sealed:
            doubtful |= tail.written
        missing = _missing(connection, table, tail)
        compared.doubtful[table] = doubtful - missing
        compared.missing[table] = missing
        compared.uncounted[table] = _uncounted(connection, table)
    return compared


def _changed_rows(connection: sqlite3.Connection, table: str) -> tuple[list[str], set[int]]:
    """The columns that most digests cover, and the rows that do not match theirs."""
    found = [
        (columns, set(_rows_unlike_digest(connection, table, columns)))
        for columns in hashed_columns(connection, table)
    ]
    return min(found, key=lambda one: len(one[1]))


def _rows_unlike_digest(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[int]:
    rows = connection.execute(
        f'SELECT t.id, {hashed_bytes(columns)}, d.digest FROM "{table}" t '
        "LEFT JOIN row_digest d ON d.table_name = ? AND d.row_id = t.id",
        (table,),
    )
    for row_id, json, digest in rows:
        if digest != blake(json):
            yield row_id


def _missing(connection: sqlite3.Connection, table: str, tail: RecentChanges) -> set[int]:
    existing = f'SELECT 1 FROM "{table}" WHERE id = d.row_id'
    rows = connection.execute(
        f"SELECT row_id FROM row_digest d WHERE table_name = ? AND NOT EXISTS ({existing})", (table,)
    )
    missing = {row[0] for row in rows} - tail.removed
    for row_id in tail.written - missing:
        if connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone() is None:
            missing.add(row_id)
    return missing


def _uncounted(connection: sqlite3.Connection, table: str) -> int:
    """Missing digests minus rows without a digest: the number of rows that are lost together with their
    digests.
    """
    wanted = connection.execute("SELECT rows FROM table_digest WHERE table_name = ?", (table,)).fetchone()
    known = connection.execute("SELECT count(*) FROM row_digest WHERE table_name = ?", (table,)).fetchone()[0]
    if wanted is None or wanted[0] <= known:
        return 0
    has = "SELECT 1 FROM row_digest WHERE table_name = ? AND row_id = t.id"
    new = connection.execute(
        f'SELECT count(*) FROM "{table}" t WHERE NOT EXISTS ({has})', (table,)
    ).fetchone()[0]
    return max(0, int(wanted[0]) - int(known) - int(new))


def _recent_changes(connection: sqlite3.Connection) -> dict[str, RecentChanges]:
    tails: dict[str, RecentChanges] = {}
    sound = intact_steps(connection)
    notes = connection.execute(
        "SELECT step_id, table_name, row_id, coalesce(up_to, row_id), op FROM row_change "
        "WHERE seq > (SELECT digested_seq FROM digest_state) ORDER BY seq"
    )
    for step_id, table, first, last, op in notes:
        tail = tails.setdefault(table, RecentChanges())
        tail.is_sealed = tail.is_sealed and step_id in sound
        ids = range(first, last + 1)
        (tail.removed if op == "D" else tail.written).update(ids)
        (tail.written if op == "D" else tail.removed).difference_update(ids)
    return tails
