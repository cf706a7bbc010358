"""Opening the database file the one right way, and reading back that it took."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crm.errors import BookNotUsable

APPLICATION_ID = 0x47545231  # "GTR1": tells a Goodturn book from any other SQLite file
_SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: WAL with NORMAL loses acknowledged commits when the power goes
    "foreign_keys": 1,
    "recursive_triggers": 1,  # without it a REPLACE deletes rows behind the journal's back
    "secure_delete": 1,
    "cell_size_check": 1,
    "temp_store": 2,  # memory: no private text in temporary files
    "mmap_size": 0,
    "cache_size": -8192,
    "fullfsync": 1,  # macOS alone heeds it
}


class ReadingConnection(sqlite3.Connection):
    """May be closed by another thread at any moment: Python's own crashes where that is done while it executes."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._executing = threading.Lock()
        self._is_closed = False

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Raises BookNotUsable once it is closed."""
        with self._executing:
            if self._is_closed:
                raise BookNotUsable("The book was closed while it was read; nothing was changed.")
            return super().execute(*arguments)

    def close(self) -> None:
        """A statement under way in another thread is broken off first."""
        if not self._is_closed:
            self.interrupt()
        with self._executing:
            self._is_closed = True
            super().close()


def connect(file: Path, kind: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """A connection in autocommit: transactions are begun by us, BEGIN IMMEDIATE. Raises sqlite3.Error.

    The file must exist: a book that has vanished is never quietly replaced by an empty one.
    """
    uri = f"{file.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10, factory=kind
    )
    connection.row_factory = sqlite3.Row
    for name, value in _SETTINGS.items():
        connection.execute(f"PRAGMA {name}={value}")
        now = connection.execute(f"PRAGMA {name}").fetchone()
        if now is not None and now[0] != value:
            connection.close()
            raise sqlite3.OperationalError(f"{name} stayed at {now[0]}")
    return connection


@contextmanager
def roomy(connection: sqlite3.Connection) -> Iterator[None]:
    """While very many rows are written: pages that change again and again are not written out in between."""
    connection.execute(f"PRAGMA cache_size=-{64 << 10}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size={_SETTINGS['cache_size']}")


def connect_for_reading(file: Path) -> sqlite3.Connection:
    """A connection that refuses to write, so it never checkpoints beside the writer."""
    connection = connect(file, ReadingConnection)
    connection.execute("PRAGMA query_only=1")
    return connection
