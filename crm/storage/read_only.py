"""Reading a book that cannot be written: in a read-only folder, on a full disk, of a newer format, or damaged.

Where no log is beside the file, it is read as it stands (immutable, so that SQLite makes no file beside it). Where there is one,
or where the book is of an earlier format, it is copied into a private temporary folder, which goes with the reader.
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

_PREFIX = "goodturn-reading-"  # then the number of the process
_SETTINGS = ("query_only=1", "temp_store=2", "mmap_size=0", "trusted_schema=0", "cell_size_check=1")


class NoPrivateCopy(BookNotUsable):
    """The book can be read through a private copy only, and none can be made."""

    def __init__(self, fault: Exception) -> None:
        why = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
        super().__init__(
            f"To be read, it is copied into the folder {tempfile.gettempdir()} first, and that failed ({why}). Make some "
            "room there."
        )


class ReadableFile:
    """A book's file that is only read; `connect` gives a connection for one thread, `close` removes a private copy."""

    def __init__(self, file: Path) -> None:
        """Raises OSError or sqlite3.Error where not even reading is possible, NoPrivateCopy where that alone is missing."""
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._file, self._how = file, "mode=ro&immutable=1"
        if has_log(file) or _version_in_header(file) < newest_version():
            _sweep()
            try:
                self._aside = tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")
                self._file, self._how = _copied(file, Path(self._aside.name)), "mode=rw"
            except BaseException as fault:
                self.close()
                if isinstance(fault, OSError | sqlite3.OperationalError):
                    raise NoPrivateCopy(fault) from fault
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
    """Private copies that killed processes left in the system's temporary folder."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not is_alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)  # what belongs to another user stays


def _copied(file: Path, room: Path) -> Path:
    """The copy, brought up to date where it is of an earlier format."""
    copy = room / file.name
    for ending in ("", WAL):
        if file.with_name(file.name + ending).exists():
            shutil.copyfile(file.with_name(file.name + ending), room / f"{file.name}{ending}")
    copy.chmod(0o600)
    with closing(connect(copy)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] < newest_version():
            migrate(connection, version_of(connection), lambda: None)
    return copy


def _version_in_header(file: Path) -> int:
    with file.open("rb") as opened:
        return int.from_bytes(opened.read(64)[60:64], "big")


def open_readable(file: Path, why: BookNotUsable) -> ReadableFile:
    """The file, for reading alone. Raises `why` again where it cannot be read either, or not by this program."""
    if not isinstance(why, OnlyReadable | BookDamaged) or not file.is_file() or not file.stat().st_size:
        raise why
    try:
        readable = ReadableFile(file)
    except NoPrivateCopy as missing:
        raise BookNotUsable(f"{why} {missing}") from missing
    except (OSError, sqlite3.Error, BookNotUsable) as fault:
        raise why from fault
    try:
        with closing(readable.connect()) as connection:
            _refuse_unreadable(connection, why)
    except BaseException as fault:
        readable.close()
        if isinstance(fault, sqlite3.Error | UnicodeDecodeError):
            raise why from fault
        raise
    return readable


def _refuse_unreadable(connection: sqlite3.Connection, why: BookNotUsable) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise why
    if version > newest_version() and oldest_reader(connection) > newest_version():
        raise why
    connection.execute("SELECT count(*) FROM person").fetchone()


def oldest_reader(connection: sqlite3.Connection) -> int:
    """The oldest format whose program may read this book, as the book itself says; a high number where it does not."""
    try:
        row = connection.execute("SELECT oldest_reader FROM book").fetchone()
    except sqlite3.DatabaseError:
        row = None
    return int(row[0]) if row and isinstance(row[0], int) else 1 << 30
