"""Opening the database file with verified settings."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crm.errors import BookNotUsable

APPLICATION_ID = 0x47545231  # "GTR1": distinguishes a Goodturn book from any other SQLite file
_SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: WAL with NORMAL loses acknowledged commits in a power failure
    "foreign_keys": 1,
    "recursive_triggers": 1,  # otherwise REPLACE deletes rows without the journal's triggers
    "secure_delete": 1,
    "cell_size_check": 1,
    "temp_store": 2,  # memory: no private text in temporary files
    "mmap_size": 0,
    "cache_size": -8192,
    "fullfsync": 1,  # only macOS has it
}


class ReadingConnection(sqlite3.Connection):
    """May be closed by another thread at any time: plain sqlite3 crashes if that happens during a statement."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._executing = threading.Lock()
        self._is_closed = False

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Raises BookNotUsable once closed."""
        with self._executing:
            if self._is_closed:
                raise BookNotUsable("The book was closed while it was read; nothing was changed.")
            return super().execute(*arguments)

    def close(self) -> None:
        """Interrupt a running statement of another thread, then close."""
        if not self._is_closed:
            self.interrupt()
        with self._executing:
            self._is_closed = True
            super().close()


def connect(file: Path, kind: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """Connect in autocommit mode: transactions begin with an explicit BEGIN IMMEDIATE. Raises sqlite3.Error.
    The file must exist: a missing book is never silently replaced by an empty one.
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
def large_cache(connection: sqlite3.Connection) -> Iterator[None]:
    """A larger page cache while many rows are written, so that changed pages are not spilled in between."""
    connection.execute(f"PRAGMA cache_size=-{64 << 10}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size={_SETTINGS['cache_size']}")


def connect_for_reading(file: Path) -> sqlite3.Connection:
    """A connection that refuses to write, so that it never checkpoints beside the writer."""
    connection = connect(file, ReadingConnection)
    connection.execute("PRAGMA query_only=1")
    return connection
