"""Photos, stored under the SHA-256 of their bytes: checks, repairs, and retrieval from a backup."""

import hashlib
import sqlite3

from crm.storage.digests import hashing
from crm.storage.journal.untraced import untraced


def wrong_hashes(connection: sqlite3.Connection) -> dict[bytes, str]:
    """Photos stored under a wrong hash, with the right one."""
    rows = connection.execute("SELECT CAST(sha256 AS BLOB), bytes FROM blob")
    hashed = ((name, hashlib.sha256(data).hexdigest()) for name, data in rows)
    return {name: sha256 for name, sha256 in hashed if name != sha256.encode()}


def missing(connection: sqlite3.Connection) -> list[str]:
    """Hashes of photos that people refer to and the book does not have, or only damaged."""
    rows = connection.execute(
        "SELECT DISTINCT photo FROM person WHERE photo IS NOT NULL AND photo NOT IN (SELECT sha256 FROM blob)"
    )
    return [row[0] for row in rows] + [
        (name or b"").decode("ascii", "replace") for name in wrong_hashes(connection)
    ]


def correct_hashes(connection: sqlite3.Connection) -> None:
    """Correct the stored hash where people refer to the photo by the hash of its bytes. Inside a transaction."""
    for name, sha256 in wrong_hashes(connection).items():
        wanted = "SELECT count(*) FROM person WHERE photo = ?"
        if connection.execute(wanted, (sha256,)).fetchone()[0]:
            _rehash(connection, name, sha256)


def accept(connection: sqlite3.Connection) -> None:
    """Store every photo under the hash of its present bytes, and update the people that have it. Inside a
    transaction. A damaged picture often still shows most of itself. A person whose photo is missing has none
    afterwards.
    """
    for name, sha256 in wrong_hashes(connection).items():
        _rehash(connection, name, sha256)
        _set_photo(connection, "photo = ?", (name or b"").decode("ascii", "replace"), sha256)
    _set_photo(connection, "photo <> ? AND photo NOT IN (SELECT sha256 FROM blob)", "", None)


def _rehash(connection: sqlite3.Connection, name: bytes, sha256: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO blob(sha256, media_type, bytes) "
        "SELECT ?, media_type, bytes FROM blob WHERE CAST(sha256 AS BLOB) = ?",
        (sha256, name),
    )
    connection.execute("DELETE FROM blob WHERE CAST(sha256 AS BLOB) = ?", (name,))


def _set_photo(connection: sqlite3.Connection, condition: str, value: str, photo: str | None) -> None:
    people = [row[0] for row in connection.execute(f"SELECT id FROM person WHERE {condition}", (value,))]
    now, known = (
        hashing.digests_of_rows(connection, "person", people),
        hashing.stored_digests(connection, "person", people),
    )
    with untraced(connection):
        connection.executemany("UPDATE person SET photo = ? WHERE id = ?", [(photo, one) for one in people])
    fresh = hashing.digests_of_rows(connection, "person", people)
    # Rows that matched their digests match again with the new hash; the others stay reported.
    hashing.store(connection, "person", {one: fresh[one] for one in people if now.get(one) == known.get(one)})


def copy_photo(connection: sqlite3.Connection, other: sqlite3.Connection, name: str) -> bool:
    """Copy the photo from another book if it is undamaged there; return whether it was."""
    row = other.execute("SELECT media_type, bytes FROM blob WHERE sha256 = ?", (name,)).fetchone()
    if row is None or hashlib.sha256(row[1]).hexdigest() != name:
        return False
    connection.execute(
        "INSERT INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?) "
        "ON CONFLICT (sha256) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes",
        (name, row[0], row[1]),
    )
    return True
