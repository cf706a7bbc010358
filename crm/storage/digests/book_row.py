"""The digest of the book's own row (UID, oldest reader), stored in `table_digest` as of a table with one row.
It is first taken when a book is closed, and again by a migration that changes the row.
"""

import re
import sqlite3

from crm.storage.digests.hashing import Total, blake, set_total, table_total

TABLE = "book"


def is_as_written(connection: sqlite3.Connection) -> bool:
    """True also if no digest was taken yet."""
    return table_total(connection, TABLE) in (None, compute_total(connection))


def is_sane(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT CAST(uid AS BLOB), oldest_reader FROM book").fetchone()
    newest = connection.execute("PRAGMA user_version").fetchone()[0]
    return row is not None and re.fullmatch(rb"[0-9a-f]{32}", row[0]) is not None and 1 <= row[1] <= newest


def accept(connection: sqlite3.Connection) -> None:
    """Accept the present values; replace invalid ones."""
    connection.execute(
        "UPDATE book SET uid = lower(hex(randomblob(16))) WHERE uid GLOB '*[^0-9a-f]*' OR length(uid) <> 32"
    )
    newest = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(
        "UPDATE book SET oldest_reader = ? WHERE oldest_reader NOT BETWEEN 1 AND ?", (newest, newest)
    )
    guard(connection)


def guard(connection: sqlite3.Connection) -> None:
    """Take the digest: changes from now on are detected."""
    set_total(connection, TABLE, compute_total(connection))


def guard_once(connection: sqlite3.Connection) -> None:
    """Take the digest if there is none."""
    if table_total(connection, TABLE) is None:
        guard(connection)


def compute_total(connection: sqlite3.Connection) -> Total:
    row = connection.execute("SELECT CAST(uid || ' ' || oldest_reader AS BLOB) FROM book").fetchone()
    return Total(1, int.from_bytes(blake(row[0] if row and row[0] else b""), "big"))
