"""Examining the book: the file's structure, the schema, and whether what is derived still fits what it rests on."""

import hashlib
import sqlite3
from collections.abc import Iterator

from crm.storage import derived, digests
from crm.storage.full_text import COMPARE, REBUILD
from crm.storage.migrating import migrate_new, schema_lines


def check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, one sentence each, no personal data in them; empty for a sound book.

    Of a book that is sound otherwise, what is derived is made anew, and the sentence says so.
    """
    try:
        return damage(connection) or mend(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        return [f"The file is damaged: {type(fault).__name__}. Restore a backup."]


def damage(connection: sqlite3.Connection) -> list[str]:
    """What no repair brings back. Raises sqlite3.DatabaseError or UnicodeDecodeError where even looking fails."""
    if connection.execute("PRAGMA quick_check(1)").fetchall()[0][0] == "ok":
        for table in ("journal_now", "digest_state"):
            if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] != 1:
                return [f"What Goodturn notes of its own work is not there ({table})."]
        digests.catch_up(connection)
    return list(_findings(connection))


def mend(connection: sqlite3.Connection) -> list[str]:
    """What is derived and does not fit is made anew: last contacts, next touches, the full-text index."""
    found = list(_derived_differences(connection))
    if found:
        connection.execute("BEGIN IMMEDIATE")
        try:
            derived.recompute(connection)
            connection.execute(REBUILD)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return found


def _findings(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if row[0] != "ok":
            yield f"The file is damaged: {row[0]}"
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Row {row[1]} of {row[0]} points to a row of {row[2]} that is not there."
    yield from _schema_differences(connection)
    yield from digests.damage(connection)
    for sha256, data in connection.execute("SELECT sha256, bytes FROM blob"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield f"The photo {sha256[:12]} is not as it was stored."
    if connection.execute("SELECT step_id IS NOT NULL OR in_run FROM journal_now").fetchone()[0]:
        yield "The journal is open though nothing is being written."


def _schema_differences(connection: sqlite3.Connection) -> Iterator[str]:
    sound = sqlite3.connect(":memory:", isolation_level=None)
    migrate_new(sound)
    now, wanted = set(schema_lines(connection)), set(schema_lines(sound))
    sound.close()
    for line in sorted(now - wanted):
        yield f"Not made by Goodturn, or changed: {line.split(':')[0]}."
    for line in sorted(wanted - now):
        yield f"Missing, or changed: {line.split(':')[0]}."


def _derived_differences(connection: sqlite3.Connection) -> Iterator[str]:
    if people := derived.stale_people(connection):
        yield f"The last contact or next touch of {len(people)} people was not what their meetings say; it is now."
    yield from _index_differences(connection)


def _index_differences(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute(COMPARE)
    except sqlite3.DatabaseError:
        yield "The search index was not what the book says; it was made anew."
