"""Translation of file and database exceptions into sentences for the user."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crm.errors import BookDamaged, BookNotUsable, GoodturnError, OnlyReadable
from crm.storage.folder import BOOK
from crm.storage.lock import LOCK_FILE

_NO_SPACE = (27, 28, 122)  # EFBIG, ENOSPC, EDQUOT
_LEAST_FREE = 64 * 1024  # bytes: one region of SQLite's shared memory takes half of it


@contextmanager
def translate_faults(folder: Path) -> Iterator[None]:
    """Turn exceptions of sqlite3 and the operating system into BookNotUsable; all others pass."""
    try:
        yield
    except GoodturnError:
        raise
    except Exception as fault:
        error = book_error_of(fault, folder)
        if error is None:
            raise
        raise error from fault


def book_error_of(fault: Exception, folder: Path) -> BookNotUsable | None:
    """The error to raise for an exception while using the book in `folder`; None if neither disk nor database
    caused it.
    """
    original = getattr(fault, "orig", None)  # SQLAlchemy wraps the exception of the driver
    if isinstance(original, sqlite3.DatabaseError):
        return book_error_of(original, folder)
    # Raised by sqlite3 on a damaged file, even for the text of its own error.
    if isinstance(fault, UnicodeDecodeError):
        return BookDamaged(_DAMAGED)
    if isinstance(fault, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return None
    if isinstance(fault, sqlite3.DatabaseError):
        return _error_of_sqlite(fault, folder)
    return _error_of_os(fault, folder) if isinstance(fault, OSError) else None


def book_damage_of(fault: BaseException) -> BookDamaged | None:
    """BookDamaged if an exception from any place shows that the book's file is damaged; None for all others.
    Decoding errors count only if the storage raised them: a file to import may have some, too.
    """
    trace = fault.__traceback__
    if isinstance(fault, UnicodeDecodeError):
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        read_by = trace.tb_frame.f_globals.get("__name__", "") if trace is not None else ""
        return BookDamaged(_DAMAGED) if read_by.startswith("crm.storage.") else None
    original = getattr(fault, "orig", fault)
    error = book_error_of(original, Path()) if isinstance(original, sqlite3.DatabaseError) else None
    return error if isinstance(error, BookDamaged) else None


_DAMAGED = "The book is damaged; nothing was changed. `check` says more; restore a backup, or rescue what can be read."
_UNDECODABLE = "Could not decode"  # sqlite3 for text that is not UTF-8: an OperationalError without a name


def _disk_full(folder: Path) -> OnlyReadable:
    return OnlyReadable(
        f"The disk that holds {folder} is full; nothing was changed. Make some room and try again."
    )


def not_writable(folder: Path) -> OnlyReadable:
    file = _unwritable_file(folder)
    if file is not None:
        return OnlyReadable(
            f"The file {file} cannot be written to; nothing was changed. Change its rights and try again."
        )
    return OnlyReadable(
        f"The folder {folder} cannot be written to; nothing was changed. Choose another folder or change its rights."
    )


def _unwritable_file(folder: Path) -> Path | None:
    """The book's own file that is not writable, if the folder is writable."""
    if not os.access(folder, os.W_OK):
        return None
    own = (folder / name for name in (BOOK, f"{BOOK}-wal", f"{BOOK}-shm", LOCK_FILE))
    return next((file for file in own if file.exists() and not os.access(file, os.W_OK)), None)


def _error_of_sqlite(fault: sqlite3.DatabaseError, folder: Path) -> BookNotUsable:
    name = getattr(fault, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _is_full(folder)):
        return _disk_full(folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _disk_full(folder) if _is_full(folder) else not_writable(folder)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BookNotUsable(
            "The book is locked by another program; nothing was changed. Try again in a moment."
        )
    if name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")):  # a quota, or a limit on file sizes
        return OnlyReadable(
            f"The disk that holds {folder} is full or failing; nothing was changed. Make some room and try again."
        )
    if name.startswith("SQLITE_IOERR"):
        return BookNotUsable(
            "The disk did not answer as it should; nothing was changed. Check the disk and try again."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or str(fault).startswith(_UNDECODABLE):
        return BookDamaged(_DAMAGED)
    return BookNotUsable(f"The book could not be used ({name or type(fault).__name__}); nothing was changed.")


def _is_full(folder: Path) -> bool:
    """Where the shared memory finds no space, SQLite reports SQLITE_IOERR_SHMSIZE instead of SQLITE_FULL."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _LEAST_FREE
    return False


def _error_of_os(fault: OSError, folder_in_use: Path) -> BookNotUsable:
    folder = _folder_of(fault, folder_in_use)
    if fault.errno in _NO_SPACE:
        return _disk_full(folder)
    if isinstance(fault, PermissionError) or fault.errno == 30:  # EROFS
        return not_writable(folder)
    reason = fault.strerror or type(fault).__name__
    return BookNotUsable(f"The folder {folder} could not be used ({reason}); nothing was changed.")


def _folder_of(fault: OSError, folder: Path) -> Path:
    """The folder named by the exception, if it lies within `folder`."""
    named = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, str | bytes) else folder
    place = named if named.is_dir() else named.parent
    return place if place.is_relative_to(folder) else folder
