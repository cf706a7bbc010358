"""Copying the book into a part file with SQLite's backup API, from one snapshot, while writing goes on.
The writer's lock is not held. Damaged pages are copied as they are; the verifying child process finds them.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from crm.errors import BookNotUsable
from crm.examination import Examined
from crm.storage.content_tables import content_tables
from crm.storage.restore.swapping_files import sync

_PAGES_PER_CALL = 1024  # pages per call, 4 MB: the copy can be cancelled between two calls


class CopyCancelled(BookNotUsable):
    """The book was closed before the copy was finished."""

    def __init__(self) -> None:
        super().__init__("The book was closed before the backup was finished; the book is as it was.")


def copy(source: sqlite3.Connection, part: Path, is_cancelled: Callable[[], bool]) -> Examined | None:
    """Copy the state that `source` reads now into the new file `part`, and return its counts.
    Returns None where damage makes counting impossible. `source` must not be in a transaction. Raises
    CopyCancelled, sqlite3.Error and OSError; the caller removes `part`.
    """
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    target = sqlite3.connect(f"{part.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")  # synced once, below
        source.execute("BEGIN")  # one snapshot for counting and copying; the writer goes on meanwhile
        try:
            noted = _counts_or_none(source)
            source.backup(
                target, pages=_PAGES_PER_CALL, progress=lambda *_progress: _stop_if_cancelled(is_cancelled)
            )
        finally:
            source.execute("ROLLBACK")
    finally:
        target.close()
    sync(part)
    return noted


def count_contents(connection: sqlite3.Connection) -> Examined:
    """Rows by table, table digests, the book's UID and newest step. Raises sqlite3.DatabaseError."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = {
        table: _one(connection, f'SELECT count(*) FROM "{table}"') for table in _counted_tables(connection)
    }
    totals = connection.execute("SELECT table_name, rows, hex(total) FROM table_digest ORDER BY 1").fetchall()
    return Examined(
        version=_one(connection, "PRAGMA user_version"),
        book_uid=str(connection.execute("SELECT uid FROM book").fetchone()[0]) if "book" in names else "",
        last_step=_one(connection, "SELECT coalesce(max(id), 0) FROM step"),
        people=rows["person"],
        meetings=rows["meeting"],
        promises=rows["promise"],
        rows=rows,
        totals={table: f"{count}:{total.lower()}" for table, count, total in totals},
    )


def _counts_or_none(source: sqlite3.Connection) -> Examined | None:
    try:
        return count_contents(source)
    except (sqlite3.DatabaseError, UnicodeDecodeError, TypeError, KeyError):
        # The read transaction must have begun in any case.
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return None


def _counted_tables(connection: sqlite3.Connection) -> list[str]:
    return [*content_tables(connection), "blob"]


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _stop_if_cancelled(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise CopyCancelled
