"""Row digests and table totals: blake2b-128 over the JSON array, made by SQLite, of id and content columns.
A table's total is the number of digests and their exclusive-or.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from crm.storage.derived_columns import DERIVED_COLUMNS

Values = Mapping[str, object]
_LENGTH = 16
UNREADABLE = b""  # in place of a digest, for a row that JSON cannot represent: a BLOB in a text column


class Total(NamedTuple):
    """`sum` is the exclusive-or of the digests, as an integer."""

    rows: int
    sum: int

    def changed(self, old: bytes | None, new: bytes | None) -> "Total":
        """The total after a row's digest has changed; None for a row that does not exist."""
        rows, total = self
        if old is not None:
            rows, total = rows - 1, total ^ _number(old)
        if new is not None:
            rows, total = rows + 1, total ^ _number(new)
        return Total(rows, total)


NOTHING = Total(0, 0)


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[-_LENGTH:], "big")  # a damaged one may be longer


def tables(connection: sqlite3.Connection) -> list[str]:
    """The journalled tables, sorted by name."""
    rows = connection.execute(
        "SELECT substr(name, 9, length(name) - 15) FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE 'journal_%_insert' ORDER BY 1"
    )
    return [row[0] for row in rows]


def blake(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_LENGTH).digest()


def content_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns a digest covers beside the id, in order, without derived columns."""
    derived = DERIVED_COLUMNS.get(table, ())
    names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    return sorted(name for name in names if name != "id" and name not in derived)


def hashed_bytes(columns: Iterable[str]) -> str:
    """SQL expression over a row `t` with these content columns: the bytes to be hashed."""
    listed = ", ".join(f't."{name}"' for name in ("id", *columns))
    return f"CAST(json_array({listed}) AS BLOB)"


def digests_of_rows(
    connection: sqlite3.Connection, table: str, ids: Collection[int], columns: Sequence[str] = ()
) -> dict[int, bytes]:
    """The digests of the existing rows among these; UNREADABLE for a row that JSON cannot represent.
    `columns` are the table's content columns, if the caller has them.
    """
    columns = columns or content_columns(connection, table)
    which = "WHERE t.id IN (SELECT value FROM json_each(?))"
    select = f'SELECT t.id, {hashed_bytes(columns)} FROM "{table}" t {which}'
    return _hash_selected(
        connection, select, f'SELECT t.id FROM "{table}" t {which}', (json.dumps(list(ids)),)
    )


def digests_between(
    connection: sqlite3.Connection, table: str, first: int, last: int, columns: Sequence[str] = ()
) -> dict[int, bytes]:
    """The same for a range of ids, both ends included, in ascending order."""
    which = "WHERE t.id BETWEEN ? AND ? ORDER BY t.id"
    columns = columns or content_columns(connection, table)
    select = f'SELECT t.id, {hashed_bytes(columns)} FROM "{table}" t {which}'
    return _hash_selected(connection, select, f'SELECT t.id FROM "{table}" t {which}', (first, last))


def _hash_selected(
    connection: sqlite3.Connection, select: str, ids_alone: str, values: tuple[object, ...]
) -> dict[int, bytes]:
    try:
        return {row[0]: blake(row[1]) for row in connection.execute(select, values).fetchall()}
    except sqlite3.OperationalError:  # one row that JSON cannot represent fails the whole statement
        found = {}
        one = f"{select.partition(' WHERE ')[0]} WHERE t.id = ?"
        for (row_id,) in connection.execute(ids_alone, values).fetchall():
            try:
                found[row_id] = blake(connection.execute(one, (row_id,)).fetchone()[1])
            except sqlite3.OperationalError:
                found[row_id] = UNREADABLE
        return found


def digest_with(
    connection: sqlite3.Connection, table: str, row_id: int, columns: Collection[str], other: Values
) -> bytes | None:
    """The digest the row would have with these other values; None if it does not exist.
    With every column given, the row need not exist. None also for values that are neither text nor number.
    """
    parts = ", ".join("?" if name in other else f't."{name}"' for name in columns)
    values = [other[name] for name in columns if name in other]
    select = f"SELECT CAST(json_array(?{', ' if parts else ''}{parts}) AS BLOB)"
    if len(values) < len(columns):
        select, values = f'{select} FROM "{table}" t WHERE t.id = ?', [*values, row_id]
    try:
        row = connection.execute(select, (row_id, *values)).fetchone()
    except (
        sqlite3.OperationalError,
        sqlite3.InterfaceError,
        sqlite3.ProgrammingError,
        ValueError,
        OverflowError,
    ):
        return None
    return None if row is None else blake(row[0])


def stored_digests(connection: sqlite3.Connection, table: str, ids: Collection[int]) -> dict[int, bytes]:
    """The stored digests of these rows."""
    rows = connection.execute(
        "SELECT row_id, CAST(digest AS BLOB) FROM row_digest WHERE table_name = ? AND row_id IN (SELECT value FROM json_each(?))",
        (table, json.dumps(list(ids))),
    )
    return {row[0]: row[1] for row in rows.fetchall()}


def stored_digests_between(
    connection: sqlite3.Connection, table: str, first: int, last: int
) -> dict[int, bytes]:
    """The stored digests of a range of ids, both ends included, in ascending order."""
    rows = connection.execute(
        "SELECT row_id, CAST(digest AS BLOB) FROM row_digest WHERE table_name = ? AND row_id BETWEEN ? AND ? ORDER BY row_id",
        (table, first, last),
    )
    return {row[0]: row[1] for row in rows.fetchall()}


def store(
    connection: sqlite3.Connection,
    table: str,
    digests: Mapping[int, bytes | None],
    known: Mapping[int, bytes] | None = None,
) -> None:
    """Replace the stored digests of these rows (None removes one), and update the table's total.
    `known` are the stored ones, if the caller has read them.
    """
    known = stored_digests(connection, table, digests) if known is None else known
    total = table_total(connection, table) or NOTHING
    gone = [(table, row_id) for row_id, digest in digests.items() if digest is None and row_id in known]
    fresh = [(table, row_id, digest) for row_id, digest in digests.items() if digest is not None]
    for row_id, digest in digests.items():
        total = total.changed(known.get(row_id), digest)
    connection.executemany("DELETE FROM row_digest WHERE table_name = ? AND row_id = ?", gone)
    connection.executemany(
        "INSERT INTO row_digest(table_name, row_id, digest) VALUES (?, ?, ?) "
        "ON CONFLICT (table_name, row_id) DO UPDATE SET digest = excluded.digest",
        fresh,
    )
    set_total(connection, table, total)


def table_total(connection: sqlite3.Connection, table: str) -> Total | None:
    row = connection.execute(
        "SELECT coalesce(rows, 0), CAST(total AS BLOB) FROM table_digest WHERE table_name = ?", (table,)
    ).fetchone()
    return Total(row[0], _number(row[1] or b"")) if row else None


def set_total(connection: sqlite3.Connection, table: str, total: Total) -> None:
    connection.execute(
        "INSERT INTO table_digest(table_name, rows, total) VALUES (?, ?, ?) "
        "ON CONFLICT (table_name) DO UPDATE SET rows = excluded.rows, total = excluded.total",
        (table, total.rows, total.sum.to_bytes(_LENGTH, "big")),
    )
