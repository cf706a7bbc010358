"""Backups that the caller waits for: before a restore, before a migration."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from crm.errors import FileNotWritten, OnlyReadable
from crm.storage.backups.backup import Backup
from crm.storage.backups.underway import begin
from crm.storage.format.migrating import Progress


def _never() -> bool:
    return False


def make_named(
    connection: sqlite3.Connection,
    folder: Path,
    now: datetime,
    reason: str = "",
    is_cancelled: Callable[[], bool] = _never,
    even_if_damaged: bool = False,
) -> Backup:
    """Make a verified copy in the book's folder of backups. Raises BookNotUsable, BookDamaged, CopyCancelled.
    Before a restore, or with `even_if_damaged`, a copy of a damaged book is accepted, too; it goes to the
    damaged ones.
    """
    made = begin(connection, folder, now, reason, is_cancelled=is_cancelled)
    if reason == "before-restore":
        return made.wait_for_either()
    return made.wait_for_either(is_cancelled) if even_if_damaged else made.wait(is_cancelled)


def copy_before_migration(
    connection: sqlite3.Connection,
    folder: Path,
    now: datetime,
    version: int,
    on_progress: Progress,
    even_if_damaged: bool = False,
) -> None:
    """Raises OnlyReadable if the copy fails: the book is then not migrated, but can be read."""
    try:
        reason = f"before-format-{version + 1}"
        make_named(connection, folder, now, reason, lambda: not on_progress(0, 0), even_if_damaged)
    except FileNotWritten as refused:
        raise OnlyReadable(
            f"This book is of an earlier format and is copied before it is brought up to date: {refused}"
        ) from refused
