"""Examining the book: the file's structure, the schema, and whether what is derived still fits what it rests on."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TypeVar

from crm.examination import Finding
from crm.storage import bookkeeping, derived_columns
from crm.storage.checks import rebuilding_indexes
from crm.storage.digests import table_digests, verifying
from crm.storage.digests.catching_up import catch_up
from crm.storage.format.migrating import schema_lines
from crm.storage.format.up_to_date import migrate_new
from crm.storage.full_text.schema import COMPARE
from crm.storage.transactions import transaction

T = TypeVar("T")
_NOT_THE_FILES = (
    "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOMEM",
    "SQLITE_INTERRUPT", "SQLITE_PERM",
)  # fmt: skip


def check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, one sentence each, no personal data in them; empty for a sound book.

    Of a book that is sound otherwise, what is derived is made anew, and the sentence says so.
    """
    with suppress(_NotReadable):
        return [one.sentence for one in damage(connection)] or _read(lambda: mend(connection))
    return ["The file is damaged: what is derived cannot be made anew. Restore a backup."]


def damage(connection: sqlite3.Connection) -> list[Finding]:
    """What no repair brings back. What was written and not hashed is hashed first. Raises as `findings` does."""
    with suppress(_NotReadable):  # then there are findings
        _read(partial(_catch_up, connection))
    return findings(connection)


def findings(connection: sqlite3.Connection, structure: str = "integrity_check") -> list[Finding]:
    """What no repair brings back, without a write: rows that wait to be hashed count as never written.

    `structure` names the pragma that looks at the file itself; quick_check leaves out its indexes.
    A part of the file that cannot even be looked at is one finding; the others are examined all the same. Raises
    sqlite3.OperationalError for faults that are none of the file's: a full disk, a lock.
    """
    found: list[Finding] = []
    for part in (
        partial(_structure, pragma=structure),
        _own_state,
        _schema_differences,
        _contents,
        _photos,
        bookkeeping.find_wrong,
    ):
        try:
            found += _read(partial(_all, part, connection))
        except _NotReadable as fault:
            sentence = f"The file is damaged: a part of it cannot be read ({fault})."
            found.append(Finding("file", sentence))
    return list(dict.fromkeys(found))


class _NotReadable(Exception):
    """Why, as the name of an exception: its text might hold what stands in the book."""


def _read(reads: Callable[[], list[T]]) -> list[T]:
    """Raises _NotReadable for whatever a flipped bit leads to, and lets pass what the disk or a lock is to blame for."""
    try:
        return reads()
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorname", "SQLITE_ERROR").startswith(_NOT_THE_FILES):
            raise
        raise _NotReadable(type(fault).__name__) from None
    except (ValueError, TypeError, AttributeError, OverflowError) as fault:  # broken UTF-8 is a ValueError
        raise _NotReadable(type(fault).__name__) from None


def mend(connection: sqlite3.Connection) -> list[str]:
    """What is derived and does not fit is made anew: last contacts, next touches, the full-text index."""
    found = list(derived_differences(connection))
    if found:
        rebuilding_indexes.rebuild_words(
            connection
        )  # no person can be changed while a trigger would meet a torn one
        with transaction(connection):
            derived_columns.recompute(connection)
    return found


def _all(
    part: Callable[[sqlite3.Connection], Iterator[Finding]], connection: sqlite3.Connection
) -> list[Finding]:
    return list(part(connection))


def _structure(connection: sqlite3.Connection, pragma: str) -> Iterator[Finding]:
    for row in connection.execute(f"PRAGMA {pragma}(20)").fetchall():
        if row[0] != "ok":
            yield Finding("file", f"The file is damaged: {row[0]}")
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        sentence = f"Row {row[1]} of {row[0]} points to a row of {row[2]} that is not there."
        yield Finding("reference", sentence, row[0], row[1])


def _own_state(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in ("journal_now", "digest_state", "book"):
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] != 1:
            yield Finding("file", f"What Goodturn notes of its own work is not there ({table}).", table)
    if connection.execute("SELECT count(*) FROM journal_now WHERE step_id IS NOT NULL OR in_run").fetchone()[
        0
    ]:
        yield Finding("file", "The journal is open though nothing is being written.", "journal_now")


def _catch_up(connection: sqlite3.Connection) -> list[Finding]:
    """A row that was not as written keeps its digest, and is found by it."""
    if not table_digests.is_behind(
        connection
    ):  # then nothing is written: a copy may be examined that cannot be
        return []
    return catch_up(connection)


def _contents(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in table_digests.tables(connection):
        try:
            yield from _read(partial(_damaged_rows, connection, table))
        except _NotReadable as fault:
            yield Finding("file", f"The table {table} cannot be read ({fault}).", table)
    yield from verifying.damaged_steps(connection)


def _damaged_rows(connection: sqlite3.Connection, table: str) -> list[Finding]:
    return list(verifying.damaged_rows(connection, table))


def _photos(connection: sqlite3.Connection) -> Iterator[Finding]:
    for sha256, data in connection.execute("SELECT CAST(sha256 AS BLOB), bytes FROM blob"):
        if hashlib.sha256(data).hexdigest().encode() != sha256:
            name = (sha256 or b"")[:12].decode("ascii", "replace")
            yield Finding("photo", f"The photo {name} is not as it was stored.", "blob")
    missing = "SELECT id FROM person WHERE photo IS NOT NULL AND photo NOT IN (SELECT sha256 FROM blob)"
    for (row_id,) in connection.execute(missing).fetchall():
        yield Finding("photo", f"The photo of row {row_id} of person is not there.", "person", row_id)


def _schema_differences(connection: sqlite3.Connection) -> Iterator[Finding]:
    sound = sqlite3.connect(":memory:", isolation_level=None)
    migrate_new(sound)
    now, wanted = set(schema_lines(connection)), set(schema_lines(sound))
    sound.close()
    for line in sorted(now - wanted):
        yield Finding("schema", f"Not made by Goodturn, or changed: {line.split(':')[0]}.")
    for line in sorted(wanted - now):
        yield Finding("schema", f"Missing, or changed: {line.split(':')[0]}.")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND tbl_name IS NOT name"
    ).fetchall():
        yield Finding("schema", f"Noted under another name: {name}.")


def derived_differences(connection: sqlite3.Connection) -> Iterator[str]:
    """What `mend` makes anew, as it says so afterwards."""
    if people := derived_columns.stale_people(connection):
        yield f"The last contact or next touch of {len(people)} people was not what their meetings say; it is now."
    yield from _index_differences(connection)


def _index_differences(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute(COMPARE)
    except sqlite3.DatabaseError:
        yield "The search index was not what the book says; it was made anew."
