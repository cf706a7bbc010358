"""Reading a book that cannot be written: on a read-only or full disk, of a newer format, or damaged.
Without a log beside it, the file is read as immutable, so that SQLite creates no file beside it. With a log,
or for an earlier format, it is copied into a private temporary folder, which is removed with the reader.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from crm.errors import BookDamaged, BookNotUsable, OnlyReadable
from crm.storage.backups.parts import is_alive
from crm.storage.connection import APPLICATION_ID, ReadingConnection, connect
from crm.storage.format.migrating import newest_version, version_of
from crm.storage.format.up_to_date import migrate
from crm.storage.wal.belongs_to_book import WAL, has_log

_PREFIX = "goodturn-reading-"  # followed by the process id
_SETTINGS = ("query_only=1", "temp_store=2", "mmap_size=0", "trusted_schema=0", "cell_size_check=1")


class PrivateCopyError(BookNotUsable):
    """The book can be read through a private copy only, and that cannot be made."""

    def __init__(self, fault: Exception) -> None:
        cause = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
        super().__init__(
            f"To be read, it is copied into the folder {tempfile.gettempdir()} first, and that failed ({cause}). Make some "
            "room there."
        )


class ReadableFile:
    """A book's file, only read; `connect` makes a connection for one thread, `close` removes the private
    copy.
    """

    def __init__(self, file: Path) -> None:
        """Raises PrivateCopyError if the private copy cannot be made, OSError or sqlite3.Error if the file
        cannot be read.
        """
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._file, self._how = file, "mode=ro&immutable=1"
        if has_log(file) or _version_in_header(file) < newest_version():
            _sweep()
            try:
                self._aside = tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")
                self._file, self._how = _private_copy(file, Path(self._aside.name)), "mode=rw"
            except BaseException as fault:
                self.close()
                if isinstance(fault, OSError | sqlite3.OperationalError):
                    raise PrivateCopyError(fault) from fault
                raise

    def connect(self) -> sqlite3.Connection:
        uri = f"{self._file.absolute().as_uri()}?{self._how}"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, factory=ReadingConnection
        )
        connection.row_factory = sqlite3.Row
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        return connection

    def close(self) -> None:
        if self._aside is not None:
            self._aside.cleanup()
            self._aside = None


def _sweep() -> None:
    """Remove private copies that killed processes left in the temporary folder."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not is_alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)  # copies of other users stay


def _private_copy(file: Path, folder: Path) -> Path:
    """Make the copy and migrate it from an earlier format."""
    copy = folder / file.name
    for ending in ("", WAL):
        if file.with_name(file.name + ending).exists():
            shutil.copyfile(file.with_name(file.name + ending), folder / f"{file.name}{ending}")
    copy.chmod(0o600)
    with closing(connect(copy)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] < newest_version():
            migrate(connection, version_of(connection), lambda: None)
    return copy


def _version_in_header(file: Path) -> int:
    with file.open("rb") as opened:
        return int.from_bytes(opened.read(64)[60:64], "big")


def open_readable(file: Path, reason: BookNotUsable) -> ReadableFile:
    """Open the file for reading. Raises `reason` again if it cannot be read, or not by this version."""
    if not isinstance(reason, OnlyReadable | BookDamaged) or not file.is_file() or not file.stat().st_size:
        raise reason
    try:
        readable = ReadableFile(file)
    except PrivateCopyError as missing:
        raise BookNotUsable(f"{reason} {missing}") from missing
    except (OSError, sqlite3.Error, BookNotUsable) as fault:
        raise reason from fault
    try:
        with closing(readable.connect()) as connection:
            _refuse_unreadable(connection, reason)
    except BaseException as fault:
        readable.close()
        if isinstance(fault, sqlite3.Error | UnicodeDecodeError):
            raise reason from fault
        raise
    return readable


def _refuse_unreadable(connection: sqlite3.Connection, reason: BookNotUsable) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise reason
    if version > newest_version() and oldest_reader(connection) > newest_version():
        raise reason
    connection.execute("SELECT count(*) FROM person").fetchone()


def oldest_reader(connection: sqlite3.Connection) -> int:
    """The oldest format version whose program may read this book, as the book records it; a large number if
    unknown.
    """
    try:
        row = connection.execute("SELECT oldest_reader FROM book").fetchone()
    except sqlite3.DatabaseError:
        row = None
    return int(row[0]) if row and isinstance(row[0], int) else 1 << 30
