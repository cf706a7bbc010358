"""Keeping the current book before a restore: as a backup, or as a plain copy of its files if it is damaged."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from crm.errors import BookDamaged, BookNotUsable, FileNotRead
from crm.storage.backups.folder import damaged_folder
from crm.storage.backups.making import make_named
from crm.storage.restore.swapping_files import files_of, sync

_STAMP = "%Y-%m-%d-%H%M%S"


def keep_ahead(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path | None:
    """A verified copy of what `connection` reads; None if it cannot be made. It takes as long as any backup."""
    try:
        return make_named(connection, folder, now, "before-restore").file
    except (BookDamaged, FileNotRead, sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def keep_open_book(connection: sqlite3.Connection, book: Path, scratch: Path, now: datetime) -> Path:
    """Returns the copy. `connection` is the writer's, without a transaction; the caller holds the writer's
    lock.
    """
    kept = keep_ahead(connection, book.parent, now) or keep_files(book, scratch, now)
    assert kept is not None, "an open book has a file"
    return kept


def keep_files(book: Path, scratch: Path, now: datetime) -> Path | None:
    """Copy the book's file and logs to the folder of damaged copies; None if there are none.
    They are copied, not moved: the old file stays until the new one replaces it. `scratch` is a temporary
    folder; a copy is renamed when complete, the log's first, so that there is never a file without its log.
    Raises BookNotUsable for a folder or device in place of one of them.
    """
    files = files_of(book)
    if odd := [file for file in files if not file.is_file()]:
        raise BookNotUsable(f"{odd[0].name} is no file; nothing was changed. Move it away and try again.")
    if not files:
        return None
    target = damaged_folder(book.parent)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = _free_name(target, now)
    for file in reversed(files):
        copy = scratch / file.name
        shutil.copyfile(file, copy)
        copy.chmod(0o600)
        sync(copy)
        copy.replace(kept.with_name(kept.name + file.name.removeprefix(book.name)))
    sync(target)
    return kept


def _free_name(folder: Path, now: datetime) -> Path:
    number = 1
    while True:
        extra = f"-{number}" if number > 1 else ""
        name = f"unusable-{now.strftime(_STAMP)}{extra}.db"
        if not list(folder.glob(f"{name}*")):
            return folder / name
        number += 1
