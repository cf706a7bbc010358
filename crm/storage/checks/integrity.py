"""Checks of a book: file structure, schema, contents, and derived data."""

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
_NOT_DAMAGE = (
    "SQLITE_FULL", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOMEM",
    "SQLITE_INTERRUPT", "SQLITE_PERM",
)  # fmt: skip


def check(connection: sqlite3.Connection) -> list[str]:
    """One sentence per finding, without personal data; empty for a sound book.
    Derived data of an otherwise sound book is recomputed, and reported.
    """
    with suppress(_UnreadableError):
        return [one.sentence for one in damage(connection)] or _read(lambda: recompute_derived(connection))
    return ["The file is damaged: what is derived cannot be made anew. Restore a backup."]


def damage(connection: sqlite3.Connection) -> list[Finding]:
    """The findings that need a repair. Pending rows are digested first. Raises as `findings`."""
    with suppress(_UnreadableError):  # in that case there are findings
        _read(partial(_catch_up, connection))
    return findings(connection)


def findings(connection: sqlite3.Connection, structure: str = "integrity_check") -> list[Finding]:
    """The findings that need a repair, without writing: rows not yet digested count as unknown.
    `structure` is the pragma for the file itself; quick_check leaves out its indexes. A part that cannot be
    read is one finding, and the other parts are checked nevertheless. Raises sqlite3.OperationalError for a
    full disk or a lock.
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
        except _UnreadableError as fault:
            sentence = f"The file is damaged: a part of it cannot be read ({fault})."
            found.append(Finding("file", sentence))
    return list(dict.fromkeys(found))


class _UnreadableError(Exception):
    """The text is only the name of an exception: its message might contain personal data."""


def _read(reads: Callable[[], list[T]]) -> list[T]:
    """Raises _UnreadableError for exceptions caused by damage; those caused by the disk or a lock pass."""
    try:
        return reads()
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorname", "SQLITE_ERROR").startswith(_NOT_DAMAGE):
            raise
        raise _UnreadableError(type(fault).__name__) from None
    except (ValueError, TypeError, AttributeError, OverflowError) as fault:  # invalid UTF-8 is a ValueError
        raise _UnreadableError(type(fault).__name__) from None


def recompute_derived(connection: sqlite3.Connection) -> list[str]:
    """Recompute derived data that is wrong: last contacts, next touches, the full-text index. Returns what
    was wrong.
    """
    found = list(derived_differences(connection))
    if found:
        # First: an update of a person would fail in the triggers of a damaged index.
        rebuilding_indexes.rebuild_words(connection)
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
    """A damaged row keeps its digest, which then reports it."""
    if not table_digests.is_behind(connection):  # otherwise write nothing: the book may be a read-only copy
        return []
    return catch_up(connection)


def _contents(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in table_digests.tables(connection):
        try:
            yield from _read(partial(_damaged_rows, connection, table))
        except _UnreadableError as fault:
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
    """Sentences for what `recompute_derived` corrects."""
    if people := derived_columns.stale_people(connection):
        yield f"The last contact or next touch of {len(people)} people was not what their meetings say; it is now."
    yield from _index_differences(connection)


def _index_differences(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute(COMPARE)
    except sqlite3.DatabaseError:
        yield "The search index was not what the book says; it was made anew."
