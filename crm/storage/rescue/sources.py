"""The file to rescue, the place of the new book, and the private copy to read from."""

import shutil
from pathlib import Path
from typing import NamedTuple

from crm.errors import BookInUse, FileNotRead, FileNotWritten
from crm.storage.lock import is_held

BOOK = "goodturn.db"


class Source(NamedTuple):
    """`log` is the write-ahead log beside the file, if there is one."""

    file: Path
    log: Path | None


def find_source(named: Path) -> Source:
    """A book, a backup or a data folder that no process has open. Raises FileNotRead and BookInUse."""
    source = find_copy(named)
    lock = source.file.parent / "goodturn.lock"
    if source.file.name == BOOK and lock.exists() and is_held(lock):
        raise BookInUse(
            "This book is in use by another Goodturn; nothing was written. Close it and try again."
        )
    return source


def find_copy(named: Path) -> Source:
    """The same without checking the lock. Raises FileNotRead if there is no such file."""
    file = named / BOOK if named.is_dir() else named
    if not file.exists():
        missing = f"There is no book in {named.name}" if named.is_dir() else f"There is no file {named.name}"
        raise FileNotRead(f"{missing}; nothing was written.")
    if not file.is_file():
        raise FileNotRead(f"{file.name} is no file that can be read; nothing was written.")
    log = file.with_name(f"{file.name}-wal")
    return Source(file, log if log.is_file() else None)


def target_for(source: Source, into: Path | None) -> Path:
    """The path of the new book, which does not exist yet. Raises FileNotWritten."""
    if into is None:
        return _new_folder_beside(source.file) / BOOK
    target = into / BOOK if into.is_dir() or (not into.exists() and into.suffix != ".db") else into
    for name in (target.name, f"{target.name}-wal", f"{target.name}-shm"):
        if (target.parent / name).exists():
            raise FileNotWritten(f"{name} is there already; nothing was written. Name another place.")
    if target.parent.exists() and not target.parent.is_dir():
        raise FileNotWritten(f"{target.parent.name} is no folder; nothing was written. Name another place.")
    return target


def _new_folder_beside(file: Path) -> Path:
    name = f"{file.stem}-rescued"
    number = 1
    folder = file.parent / name
    while folder.exists():
        number += 1
        folder = file.parent / f"{name}-{number}"
    return folder


def copy_to(scratch: Path, source: Source) -> Source:
    """Copy both files with mode 0600. Raises FileNotRead if a file cannot be opened, OSError."""
    try:
        source.file.open("rb").close()
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise FileNotRead(f"{source.file.name} cannot be opened ({reason}); nothing was written.") from None
    copies = [
        _copy_privately(one, scratch / name) for one, name in zip(source, ("copy", "log"), strict=True) if one
    ]
    return Source(copies[0], copies[1] if len(copies) > 1 else None)


def _copy_privately(file: Path, copy: Path) -> Path:
    shutil.copyfile(file, copy)
    copy.chmod(0o600)
    return copy
