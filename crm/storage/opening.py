"""Making the folder and the file, or opening them with every check that costs next to nothing."""

import os
import sqlite3
import struct
from contextlib import suppress
from pathlib import Path

from crm.clock import Clock
from crm.errors import BookNotUsable
from crm.storage.backup import copy_before_migration, newest
from crm.storage.connection import connect
from crm.storage.migrating import (
    check_version,
    expected_fingerprint,
    fingerprint,
    migrate,
    newest_version,
    version_of,
)

FILE_NAME = "goodturn.db"
_OURS = (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", "goodturn.lock")


def prepare_folder(folder: Path) -> None:
    """The folder and what lies in it belong to the user alone: 0700 and 0600, repaired where they are not."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # another first command may be as quick
        return
    if not folder.is_dir():
        raise BookNotUsable("The data folder named is a file; nothing was changed. Name a folder.")
    if os.name == "posix" and os.access(folder, os.W_OK):
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        for name in _OURS:
            # Before the lock: whoever holds it may close just now, which takes the log files away.
            with suppress(FileNotFoundError):
                if (folder / name).stat().st_mode & 0o077:
                    (folder / name).chmod(0o600)


def open_book_file(folder: Path, clock: Clock) -> sqlite3.Connection:
    """The writing connection of a sound, up-to-date book. Raises BookNotUsable or sqlite3.Error."""
    file = folder / FILE_NAME
    if not file.exists():
        if (folder / f"{FILE_NAME}-wal").exists():
            raise BookNotUsable(
                "The book's file is missing but its log is there; nothing was changed. Restore a backup."
            )
        if newest(folder) is not None:
            raise BookNotUsable(
                "The book's file is missing though its backups are there; nothing was changed. "
                "Restore one, or move the folder of backups away to begin anew."
            )
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    elif file.stat().st_size == 0 and (folder / "backups").exists():
        raise BookNotUsable(
            "The book's file is empty though it was not before; nothing was changed. Restore a backup."
        )
    _refuse_foreign(file)
    connection = connect(file)
    try:
        version = version_of(connection)
        if version < newest_version():
            migrate(
                connection, version, lambda: copy_before_migration(connection, folder, clock.now(), version)
            )
        if fingerprint(connection) != expected_fingerprint():
            raise BookNotUsable(
                "This book's structure is not as Goodturn made it; nothing was changed. Restore a backup."
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign(file: Path) -> None:
    # Read from the header, before SQLite touches it: setting WAL would write into somebody else's or a newer file.
    with file.open("rb") as opened:
        header = opened.read(100)
    if not header:
        return
    if header[:16] != b"SQLite format 3\0" or len(header) < 100:
        raise BookNotUsable(
            "The book's file is damaged or no Goodturn book; it was left as it is. Restore a backup."
        )
    version, application = struct.unpack(">I4xI", header[60:72])
    if version or application:
        check_version(application, version)
    else:  # a new book whose first steps are all in the log yet, an empty file, or somebody else's
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            version_of(connection)
        finally:
            connection.close()
