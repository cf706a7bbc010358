"""The faults of files and databases, said as one sentence each."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crm.errors import BookNotUsable, GoodturnError

_NO_SPACE = (27, 28, 122)  # EFBIG, ENOSPC, EDQUOT
_LEAST = 64 * 1024  # bytes: one piece of SQLite's shared memory is half of it


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turns what sqlite3 and the operating system raise into BookNotUsable; every other error passes."""
    try:
        yield
    except GoodturnError:
        raise
    except UnicodeDecodeError as fault:  # sqlite3 raises it on a damaged file, even for the error's own text
        raise BookNotUsable(_DAMAGED) from fault
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise BookNotUsable(_sqlite_words(fault, folder)) from fault
    except OSError as fault:
        raise BookNotUsable(_file_words(fault)) from fault
    except Exception as fault:
        original = getattr(fault, "orig", None)  # SQLAlchemy wraps the driver's
        if isinstance(original, sqlite3.OperationalError):
            raise BookNotUsable(_sqlite_words(original, folder)) from fault
        raise


_DAMAGED = "The book is damaged; nothing was changed. Restore a backup, or keep the file for rescue."


_FULL = "The disk is full; nothing was changed. Make some room and try again."


def _sqlite_words(fault: sqlite3.DatabaseError, folder: Path) -> str:
    name = getattr(fault, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _no_room(folder)):
        return _FULL
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return "The book's folder cannot be written to; nothing was changed. Choose another folder or change its rights."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "The book is locked by another program; nothing was changed. Try again in a moment."
    if name.startswith("SQLITE_IOERR_WRITE"):  # a quota, or a limit on the size of files
        return "The disk is full or failing; nothing was changed. Make some room and try again."
    if name.startswith("SQLITE_IOERR"):
        return "The disk did not answer as it should; nothing was changed. Check the disk and try again."
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _DAMAGED
    return f"The book could not be used ({name or type(fault).__name__}); nothing was changed."


def _no_room(folder: Path) -> bool:
    """SQLite says SQLITE_IOERR_SHMSIZE, not SQLITE_FULL, where its shared memory finds no room."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _LEAST
    return False


def _file_words(fault: OSError) -> str:
    if fault.errno in _NO_SPACE:
        return _FULL
    if isinstance(fault, PermissionError) or fault.errno == 30:  # EROFS
        return "The book's folder cannot be written to; nothing was changed. Choose another folder or change its rights."
    return f"The book's folder could not be used ({fault.strerror or type(fault).__name__}); nothing was changed."
