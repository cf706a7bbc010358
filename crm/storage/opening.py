"""Creating the book's file, or opening it after cheap checks."""

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
    ignore_progress,
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
    examine: belongs_to_book.Examination = belongs_to_book.examine_after_unclean_end,
    on_progress: Progress = ignore_progress,
) -> sqlite3.Connection:
    """Return the writing connection of a sound book in the newest format. The caller holds the lock and has
    read `record`. `even_if_damaged` accepts damage found after an unclean shutdown, but no foreign or damaged
    log. `on_progress` is called during a migration, and may cancel it. Raises BookNotUsable or sqlite3.Error.
    """
    file = folder / FILE_NAME
    finish_swap(file)
    sweep(folder, clock.now().replace(tzinfo=None))
    if not file.exists() or file.stat().st_size == 0:
        refuse_new_book(folder, is_empty=file.exists())
        _create(file)
    _refuse_foreign(file)
    if not os.access(file, os.W_OK):
        raise not_writable(folder)
    belongs_to_book.refuse_foreign_log(file, record)
    if belongs_to_book.has_log(file) or (record is not None and record.is_open):
        try:
            examine(file, record)
        except BookDamaged as damage:
            if not even_if_damaged or isinstance(damage, belongs_to_book.DamagedLog):
                raise
    return _connect_and_migrate(folder, file, clock, lock, even_if_damaged, on_progress)


def _connect_and_migrate(
    folder: Path, file: Path, clock: Clock, lock: Lock, even_if_damaged: bool, on_progress: Progress
) -> sqlite3.Connection:
    connection = connect(file)
    try:
        version = version_of(connection)
        if version < newest_version():
            from crm.storage.backups.making import copy_before_migration  # once per format

            lock.forget()  # a log left by a kill from here on is the book's own
            migrate(
                connection,
                version,
                lambda: copy_before_migration(
                    connection, folder, clock.now(), version, on_progress, even_if_damaged
                ),
                progress=on_progress,
            )
        if fingerprint(connection) != expected_fingerprint():
            raise BookNotUsable(
                "This book's structure is not as Goodturn made it; nothing was changed. Restore a backup."
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _create(file: Path) -> None:
    """Create the file under a temporary name and rename it: a killed first start leaves no half-made book."""
    temporary = file.with_name(f".new-{file.name}")
    for ending in ("", belongs_to_book.WAL, belongs_to_book.SHARED_MEMORY, belongs_to_book.ROLLBACK):
        temporary.with_name(temporary.name + ending).unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect(temporary)) as connection:
        migrate_new(connection)
    temporary.replace(file)


def uid_of(connection: sqlite3.Connection) -> str:
    """The book's UID, which the lock file repeats."""
    uid: str = connection.execute("SELECT uid FROM book").fetchone()[0]
    return uid


def _refuse_foreign(file: Path) -> None:
    # Read the header before SQLite opens the file: setting WAL would write into another program's or a
    # newer file.
    with file.open("rb") as opened:
        header = opened.read(100)
    if header[:16] != b"SQLite format 3\0" or len(header) < 100:
        raise BookDamaged(
            "The book's file is damaged or no Goodturn book; it was left as it is. Restore a backup."
        )
    version, application = struct.unpack(">I4xI", header[60:72])
    if version or application:
        check_version(application, version)
    else:  # a new book with all of its steps in the log, an empty file, or another program's
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            version_of(connection)
        finally:
            connection.close()
