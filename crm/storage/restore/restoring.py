"""Putting a backup back: it is examined in a child process, the present is copied, and the swap is one transaction."""

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
from crm.storage.suspect.asking import ready_copy
from crm.storage.suspect.looking import read_only


@dataclass(frozen=True, slots=True)
class Restored:
    """`present_kept_as` is None where there was nothing to keep; `uid` is the restored book's own."""

    restored: Path
    present_kept_as: Path | None
    uid: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A sound book of this program's format in a scratch folder, all of it in one file; `source` is where it came from."""

    source: Path
    file: Path
    uid: str


@contextmanager
def made_ready(source: Path, book: Path, uid: str = "") -> Iterator[Ready]:
    """`source`, copied beside the book, examined and brought up to date; the book itself is neither read nor written.

    It takes seconds for a large book, nearly all of them in another process: no turn need be held meanwhile.
    `uid` is given to a book of a format that had none yet. Raises FileNotRead for what is no good backup, and OSError.
    """
    if source.exists() and book.exists() and source.samefile(book):
        raise FileNotRead(f"{source.name} is the book itself; nothing was changed. Name a backup.")
    with tempfile.TemporaryDirectory(dir=book.parent, prefix=SCRATCH) as aside:
        file = Path(aside) / "copy.db"
        made = ready_copy(source, file, uid)
        _compare(file, source.name)
        yield Ready(source, file, made.uid)


def _compare(file: Path, name: str) -> None:
    """The process that made it ready worked on a hostile file, so it is not taken at its word."""
    with closing(read_only(file)) as fresh:
        if fingerprint(fresh) != expected_fingerprint():
            raise FileNotRead(f"{name} could not be examined; nothing was changed. Try another backup.")


def put_back(
    connection: sqlite3.Connection, book: Path, ready: Ready, now: datetime, kept: Path | None
) -> Restored:
    """The open book becomes what was made ready. `connection` is the writer's, with no transaction open.

    `kept` is a copy of the present, where one was made of all there is; else it is made here.
    """
    with closing(read_only(ready.file)) as fresh:
        if _page_size(fresh) != _page_size(connection):
            raise FileNotRead(f"{ready.source.name} is laid out as Goodturn never does; nothing was changed.")
        kept = kept or keep_open_book(connection, book, ready.file.parent, now)
        fresh.backup(connection)
    return Restored(ready.source, kept, ready.uid)


def _page_size(connection: sqlite3.Connection) -> int:
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return size
