"""Photos by the hash of their bytes: naming them truly again, and taking them from a backup."""

import hashlib
import sqlite3

from crm.storage.digests import hashing
from crm.storage.journal.untraced import untraced


def misnamed(connection: sqlite3.Connection) -> dict[bytes, str]:
    """What each photo whose name is not that of its bytes must be called."""
    rows = connection.execute("SELECT CAST(sha256 AS BLOB), bytes FROM blob")
    true = ((name, hashlib.sha256(data).hexdigest()) for name, data in rows)
    return {name: called for name, called in true if name != called.encode()}


def missing(connection: sqlite3.Connection) -> list[str]:
    """Names of photos that people have and the book has not, or not as they were stored."""
    rows = connection.execute(
        "SELECT DISTINCT photo FROM person WHERE photo IS NOT NULL AND photo NOT IN (SELECT sha256 FROM blob)"
    )
    return [row[0] for row in rows] + [
        (name or b"").decode("ascii", "replace") for name in misnamed(connection)
    ]


def rename_misnamed(connection: sqlite3.Connection) -> None:
    """Inside a transaction: where people have a photo by the name its bytes have, only the name was damaged."""
    for name, called in misnamed(connection).items():
        wanted = "SELECT count(*) FROM person WHERE photo = ?"
        if connection.execute(wanted, (called,)).fetchone()[0]:
            _rename(connection, name, called)


def accept(connection: sqlite3.Connection) -> None:
    """Inside a transaction: every photo is kept under the name its bytes have now, also in the rows of the people that have it.

    A damaged picture often shows most of what it did. A person whose photo is not there has none then.
    """
    for name, called in misnamed(connection).items():
        _rename(connection, name, called)
        _show(connection, "photo = ?", (name or b"").decode("ascii", "replace"), called)
    _show(connection, "photo <> ? AND photo NOT IN (SELECT sha256 FROM blob)", "", None)


def _rename(connection: sqlite3.Connection, name: bytes, called: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO blob(sha256, media_type, bytes) "
        "SELECT ?, media_type, bytes FROM blob WHERE CAST(sha256 AS BLOB) = ?",
        (called, name),
    )
    connection.execute("DELETE FROM blob WHERE CAST(sha256 AS BLOB) = ?", (name,))


def _show(connection: sqlite3.Connection, which: str, value: str, photo: str | None) -> None:
    people = [row[0] for row in connection.execute(f"SELECT id FROM person WHERE {which}", (value,))]
    now, known = (
        hashing.hashed_rows(connection, "person", people),
        hashing.stored(connection, "person", people),
    )
    with untraced(connection):
        connection.executemany("UPDATE person SET photo = ? WHERE id = ?", [(photo, one) for one in people])
    fresh = hashing.hashed_rows(connection, "person", people)
    # Those that were as written are so with the new name, too; the others are reported on.
    hashing.store(connection, "person", {one: fresh[one] for one in people if now.get(one) == known.get(one)})


def take(connection: sqlite3.Connection, other: sqlite3.Connection, name: str) -> bool:
    """Whether another book has it as it was stored; it is here then, too."""
    row = other.execute("SELECT media_type, bytes FROM blob WHERE sha256 = ?", (name,)).fetchone()
    if row is None or hashlib.sha256(row[1]).hexdigest() != name:
        return False
    connection.execute(
        "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?) "
        "ON CONFLICT (sha256) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes",
        (name, row[0], row[1]),
    )
    return True
