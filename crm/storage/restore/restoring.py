"""Restoring a backup: examined by a child process, then, after copying the current book, swapped in one
transaction.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm.errors import FileNotRead
from crm.storage.format.migrating import expected_fingerprint, fingerprint
from crm.storage.restore.keeping_present import keep_open_book
from crm.storage.restore.swapping_files import SCRATCH
from crm.storage.suspect.child_client import prepare_copy
from crm.storage.suspect.quick_check import connect_read_only


@dataclass(frozen=True, slots=True)
class Restored:
    """`present_kept_as` is None if there was nothing to keep; `uid` is that of the restored book."""

    restored: Path
    present_kept_as: Path | None
    uid: str


@dataclass(frozen=True, slots=True)
class PreparedBackup:
    """A sound book of this program's format, a single file in a scratch folder; `source` is the backup."""

    source: Path
    file: Path
    uid: str


@contextmanager
def prepared_backup(source: Path, book: Path, uid: str = "") -> Iterator[PreparedBackup]:
    """Copy `source` beside the book, examine and migrate it; the book itself is neither read nor written.
    It takes seconds for a large book, mostly in another process: the writer's lock is not needed. `uid` is
    given to a book of a format without UIDs. Raises FileNotRead for a file that is no good backup, and
    OSError.
    """
    if source.exists() and book.exists() and source.samefile(book):
        raise FileNotRead(f"{source.name} is the book itself; nothing was changed. Name a backup.")
    with tempfile.TemporaryDirectory(dir=book.parent, prefix=SCRATCH) as scratch:
        file = Path(scratch) / "copy.db"
        made = prepare_copy(source, file, uid)
        _compare(file, source.name)
        yield PreparedBackup(source, file, made.uid)


def _compare(file: Path, name: str) -> None:
    """The child process worked on a possibly hostile file, so its result is checked again."""
    with closing(connect_read_only(file)) as fresh:
        if fingerprint(fresh) != expected_fingerprint():
            raise FileNotRead(f"{name} could not be examined; nothing was changed. Try another backup.")


def replace_contents(
    connection: sqlite3.Connection, book: Path, ready: PreparedBackup, now: datetime, kept: Path | None
) -> Restored:
    """Replace the contents of the open book. `connection` is the writer's, without a transaction.
    `kept` is a copy of the current book if the caller made one; otherwise it is made here.
    """
    with closing(connect_read_only(ready.file)) as fresh:
        if _page_size(fresh) != _page_size(connection):
            raise FileNotRead(f"{ready.source.name} is laid out as Goodturn never does; nothing was changed.")
        kept = kept or keep_open_book(connection, book, ready.file.parent, now)
        fresh.backup(connection)
    return Restored(ready.source, kept, ready.uid)


def _page_size(connection: sqlite3.Connection) -> int:
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return size
