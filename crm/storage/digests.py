"""A digest of every content row: SQLite's own check misses most flipped bits inside a text; these find them.

blake2b-128 over the JSON that SQLite itself makes of id and content columns, and per table the count and the exclusive-or of all.
They are taken from what the journal says was touched: at the end of a small step, later for a large one.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from crm.storage.derived import DERIVED_COLUMNS
from crm.storage.notes import as_lines, changes_between

SMALL_STEP = 400  # changes that are hashed at once; a bulk import is hashed at the next backup or check
_NOTES_AT_ONCE = 10_000
QUICK = 8_000  # changes that a closing book may still hash: nobody waits for a tenth of a second


def tables(connection: sqlite3.Connection) -> list[str]:
    """The journalled tables."""
    rows = connection.execute(
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%_insert' ORDER BY tbl_name"
    )
    return [row[0] for row in rows]


def after_step(connection: sqlite3.Connection, step_id: int, first_seq: int) -> None:
    """Inside the step's transaction: seal the step's own notes, and hash what it touched if that is little."""
    connection.execute("UPDATE step SET digest = ? WHERE id = ?", (step_digest(connection, step_id), step_id))
    done = connection.execute("SELECT digested_seq FROM digest_state").fetchone()[0]
    last = connection.execute("SELECT max(seq) FROM row_change").fetchone()[0]
    if done == first_seq - 1 and changes_between(connection, done, last) <= SMALL_STEP:
        _digest_since(connection, done, last)


def catch_up(connection: sqlite3.Connection, at_most: int | None = None) -> None:
    """Hash everything touched since the last time, or nothing if that is more than `at_most` changes.

    Opens and commits a transaction of its own.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = connection.execute("SELECT digested_seq FROM digest_state").fetchone()[0]
        last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
        if last > done and (at_most is None or changes_between(connection, done, last) <= at_most):
            _digest_since(connection, done, last)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def step_digest(connection: sqlite3.Connection, step_id: int) -> bytes:
    """Over the step's notes in order: an undo trusts its images only while this fits."""
    first, end = connection.execute(
        "SELECT first_seq, (SELECT min(first_seq) FROM step t WHERE t.id > s.id) FROM step s WHERE id = ?",
        (step_id,),
    ).fetchone()
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    end = min(end or last + 1, last + 1)
    digest = hashlib.blake2b(digest_size=16)
    between = b""
    with _as_bytes(connection):
        for notes in as_lines(connection, first, end, _NOTES_AT_ONCE):
            digest.update(between + notes)
            between = b"\n"
    return digest.digest()


@contextmanager
def _as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    # Texts undecoded: a flipped bit may have broken the UTF-8, and hashing needs no letters.
    before = connection.text_factory
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = before


def damage(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each row whose contents are not what was last written."""
    for table in tables(connection):
        yield from _damaged_rows(connection, table)
    for row in connection.execute("SELECT id, digest FROM step WHERE digest IS NOT NULL").fetchall():
        if step_digest(connection, row[0]) != row[1]:
            yield f"The notes of step {row[0]} are damaged: it can no longer be undone."


def _damaged_rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    wanted = dict(
        connection.execute("SELECT row_id, digest FROM row_digest WHERE table_name = ?", (table,)).fetchall()
    )
    total, count = 0, 0
    for row_id, digest in _hashed(connection, _select(connection, table)):
        total, count = total ^ int.from_bytes(digest, "big"), count + 1
        if wanted.pop(row_id, None) != digest:
            yield f"Row {row_id} of {table} is not as it was written."
    for row_id in wanted:
        yield f"Row {row_id} of {table} has vanished."
    if (count, total) != _total(connection, table):
        yield f"The table {table} as a whole is not as it was written."


def _select(connection: sqlite3.Connection, table: str) -> str:
    derived = DERIVED_COLUMNS.get(table, ())
    names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    columns = ", ".join(
        f't."{name}"' for name in ["id", *sorted(n for n in names if n != "id" and n not in derived)]
    )
    return f'SELECT t.id, json_array({columns}) FROM "{table}" t'


def _hashed(
    connection: sqlite3.Connection, select: str, values: tuple[object, ...] = ()
) -> list[tuple[int, bytes]]:
    with _as_bytes(connection):
        rows = connection.execute(select, values).fetchall()
    return [(row[0], hashlib.blake2b(row[1], digest_size=16).digest()) for row in rows]


def _total(connection: sqlite3.Connection, table: str) -> tuple[int, int]:
    row = connection.execute("SELECT rows, total FROM table_digest WHERE table_name = ?", (table,)).fetchone()
    return (row[0], int.from_bytes(row[1], "big")) if row else (0, 0)


def _digest_since(connection: sqlite3.Connection, done: int, last: int) -> None:
    touched = "SELECT DISTINCT table_name FROM row_change WHERE seq > ? AND seq <= ?"
    for (table,) in connection.execute(touched, (done, last)).fetchall():
        _digest_table(connection, table, done, last)
    connection.execute("UPDATE digest_state SET digested_seq = ?", (last,))


def _digest_table(connection: sqlite3.Connection, table: str, done: int, last: int) -> None:
    single = "SELECT row_id FROM row_change WHERE seq > ? AND seq <= ? AND table_name = ? AND up_to IS NULL"
    count, total = _total(connection, table)
    for (old,) in connection.execute(
        f"SELECT digest FROM row_digest WHERE table_name = ? AND row_id IN ({single})",
        (table, done, last, table),
    ):
        count, total = count - 1, total ^ int.from_bytes(old, "big")
    connection.execute(
        f"DELETE FROM row_digest WHERE table_name = ? AND row_id IN ({single})", (table, done, last, table)
    )
    of_runs = (
        f'SELECT r.id FROM row_change c CROSS JOIN "{table}" r ON r.id BETWEEN c.row_id AND c.up_to '
        "WHERE c.seq > ? AND c.seq <= ? AND c.table_name = ?"
    )
    select = f"{_select(connection, table)} WHERE t.id IN ({single} UNION {of_runs})"
    fresh = [
        (table, row_id, digest)
        for row_id, digest in _hashed(connection, select, (done, last, table, done, last, table))
    ]
    for _, _, digest in fresh:
        count, total = count + 1, total ^ int.from_bytes(digest, "big")
    connection.executemany("INSERT INTO row_digest(table_name, row_id, digest) VALUES (?, ?, ?)", fresh)
    connection.execute(
        "INSERT INTO table_digest(table_name, rows, total) VALUES (?, ?, ?) "
        "ON CONFLICT (table_name) DO UPDATE SET rows = excluded.rows, total = excluded.total",
        (table, count, total.to_bytes(16, "big")),
    )
