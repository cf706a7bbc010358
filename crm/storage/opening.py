"""Making the book's file, or opening it with every check that costs next to nothing."""

import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from crm.clock import Clock
from crm.errors import BookDamaged, BookNotUsable
from crm.storage.connection import connect
from crm.storage.fault_sentences import not_writable
from crm.storage.folder import BOOK
from crm.storage.format.migrating import (
    Progress,
    check_version,
    expected_fingerprint,
    fingerprint,
    go_on,
    newest_version,
    version_of,
)
from crm.storage.format.up_to_date import migrate, migrate_new
from crm.storage.leftover_copies import sweep
from crm.storage.lock import Lock, LockRecord
from crm.storage.lost_book_traces import refuse_new_book
from crm.storage.restore.swapping_files import finish_swap
from crm.storage.wal import belongs_to_book

FILE_NAME = BOOK


def open_book_file(
    folder: Path,
    clock: Clock,
    lock: Lock,
    record: LockRecord | None,
    even_if_damaged: bool = False,
    look: belongs_to_book.Look = belongs_to_book.examine_after_unclean_end,
    progress: Progress = go_on,
) -> sqlite3.Connection:
    """The writing connection of a sound, up-to-date book; the caller holds the lock, `record` is what its file says.

    `even_if_damaged` lets pass damage seen after an unclean end, but no log that is foreign or damaged.
    `progress` hears of a book that is brought up to date, and may give that up. Raises BookNotUsable or sqlite3.Error.
    """
    file = folder / FILE_NAME
    finish_swap(file)
    sweep(folder, clock.now().replace(tzinfo=None))
    if not file.exists() or file.stat().st_size == 0:
        refuse_new_book(folder, is_empty=file.exists())
        _make_new(file)
    _refuse_foreign(file)
    if not os.access(file, os.W_OK):
        raise not_writable(folder)
    belongs_to_book.refuse_foreign_log(file, record)
    if belongs_to_book.has_log(file) or (record is not None and record.is_open):
        try:
            look(file, record)
        except BookDamaged as damage:
            if not even_if_damaged or isinstance(damage, belongs_to_book.DamagedLog):
                raise
    return _connected(folder, file, clock, lock, even_if_damaged, progress)


def _connected(
    folder: Path, file: Path, clock: Clock, lock: Lock, even_if_damaged: bool, progress: Progress
) -> sqlite3.Connection:
    connection = connect(file)
    try:
        version = version_of(connection)
        if version < newest_version():
            from crm.storage.backups.making import copy_before_migration  # once in the life of a format

            lock.forget()  # a kill from here on leaves a log that is the book's own
            migrate(
                connection,
                version,
                lambda: copy_before_migration(
                    connection, folder, clock.now(), version, progress, even_if_damaged
                ),
                progress=progress,
            )
        if fingerprint(connection) != expected_fingerprint():
            raise BookNotUsable(
                "This book's structure is not as Goodturn made it; nothing was changed. Restore a backup."
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _make_new(file: Path) -> None:
    """Built aside and renamed: a first start that is killed leaves no half-made book behind that the next would refuse."""
    aside = file.with_name(f".new-{file.name}")
    for ending in ("", belongs_to_book.WAL, belongs_to_book.SHARED_MEMORY, belongs_to_book.ROLLBACK):
        aside.with_name(aside.name + ending).unlink(missing_ok=True)
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect(aside)) as connection:
        migrate_new(connection)
    aside.replace(file)


def uid_of(connection: sqlite3.Connection) -> str:
    """The id of the book, which its lock file repeats."""
    uid: str = connection.execute("SELECT uid FROM book").fetchone()[0]
    return uid


def _refuse_foreign(file: Path) -> None:
    # Read from the header, before SQLite touches it: setting WAL would write into another program's or a newer file.
    with file.open("rb") as opened:
        header = opened.read(100)
    if header[:16] != b"SQLite format 3\0" or len(header) < 100:
        raise BookDamaged(
            "The book's file is damaged or no Goodturn book; it was left as it is. Restore a backup."
        )
    version, application = struct.unpack(">I4xI", header[60:72])
    if version or application:
        check_version(application, version)
    else:  # a new book whose first steps are all in the log yet, an empty file, or another program's
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            version_of(connection)
        finally:
            connection.close()
