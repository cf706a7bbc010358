"""The faults of files and databases, said as one sentence each."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crm.errors import BookDamaged, BookNotUsable, GoodturnError, OnlyReadable
from crm.storage.folder import BOOK
from crm.storage.lock import FILE_NAME as LOCK

_NO_SPACE = (27, 28, 122)  # EFBIG, ENOSPC, EDQUOT
_LEAST = 64 * 1024  # bytes: one piece of SQLite's shared memory is half of it


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turns what sqlite3 and the operating system raise into BookNotUsable; every other error passes."""
    try:
        yield
    except GoodturnError:
        raise
    except Exception as fault:
        said = cause(fault, folder)
        if said is None:
            raise
        raise said from fault


def cause(fault: Exception, folder: Path) -> BookNotUsable | None:
    """What such an error says of the book in `folder`; None for an error that is not the disk's or the database's."""
    original = getattr(fault, "orig", None)  # SQLAlchemy wraps the driver's
    if isinstance(original, sqlite3.DatabaseError):
        return cause(original, folder)
    if isinstance(
        fault, UnicodeDecodeError
    ):  # sqlite3 raises it on a damaged file, even for the error's own text
        return BookDamaged(_DAMAGED)
    if isinstance(fault, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return None
    if isinstance(fault, sqlite3.DatabaseError):
        return _of_sqlite(fault, folder)
    return _of_file(fault, folder) if isinstance(fault, OSError) else None


def damage_met(fault: BaseException) -> BookDamaged | None:
    """What a fault that came up anywhere says of the book's file, if that is damaged; None for every other fault.

    Letters that cannot be decoded count only where the storage read them: a file to import may hold such, too.
    """
    trace = fault.__traceback__
    if isinstance(fault, UnicodeDecodeError):
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        read_by = trace.tb_frame.f_globals.get("__name__", "") if trace is not None else ""
        return BookDamaged(_DAMAGED) if read_by.startswith("crm.storage.") else None
    original = getattr(fault, "orig", fault)
    said = cause(original, Path()) if isinstance(original, sqlite3.DatabaseError) else None
    return said if isinstance(said, BookDamaged) else None


_DAMAGED = "The book is damaged; nothing was changed. `check` says more; restore a backup, or rescue what can be read."
_UNDECODABLE = (
    "Could not decode"  # sqlite3 of a text whose letters are broken: an OperationalError without a name
)


def _full(folder: Path) -> OnlyReadable:
    return OnlyReadable(
        f"The disk that holds {folder} is full; nothing was changed. Make some room and try again."
    )


def not_writable(folder: Path) -> OnlyReadable:
    file = _that_takes_no_writing(folder)
    if file is not None:
        return OnlyReadable(
            f"The file {file} cannot be written to; nothing was changed. Change its rights and try again."
        )
    return OnlyReadable(
        f"The folder {folder} cannot be written to; nothing was changed. Choose another folder or change its rights."
    )


def _that_takes_no_writing(folder: Path) -> Path | None:
    """The book's own file that is to blame where the folder is not."""
    if not os.access(folder, os.W_OK):
        return None
    own = (folder / name for name in (BOOK, f"{BOOK}-wal", f"{BOOK}-shm", LOCK))
    return next((file for file in own if file.exists() and not os.access(file, os.W_OK)), None)


def _of_sqlite(fault: sqlite3.DatabaseError, folder: Path) -> BookNotUsable:
    name = getattr(fault, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _no_room(folder)):
        return _full(folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _full(folder) if _no_room(folder) else not_writable(folder)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BookNotUsable(
            "The book is locked by another program; nothing was changed. Try again in a moment."
        )
    if name.startswith(
        ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")
    ):  # a quota, or a limit on the size of files
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


def _no_room(folder: Path) -> bool:
    """SQLite says SQLITE_IOERR_SHMSIZE, not SQLITE_FULL, where its shared memory finds no room."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _LEAST
    return False


def _of_file(fault: OSError, named: Path) -> BookNotUsable:
    folder = _place_of(fault, named)
    if fault.errno in _NO_SPACE:
        return _full(folder)
    if isinstance(fault, PermissionError) or fault.errno == 30:  # EROFS
        return not_writable(folder)
    why = fault.strerror or type(fault).__name__
    return BookNotUsable(f"The folder {folder} could not be used ({why}); nothing was changed.")


def _place_of(fault: OSError, folder: Path) -> Path:
    """The folder that the fault itself names, where that lies within the one at work."""
    named = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, str | bytes) else folder
    place = named if named.is_dir() else named.parent
    return place if place.is_relative_to(folder) else folder
