"""Migrating a book to the newest format, or creating one, in a single transaction."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from crm.errors import BookNotUsable
from crm.storage.connection import APPLICATION_ID
from crm.storage.format import migrating
from crm.storage.format.migrating import Progress, ignore_progress
from crm.storage.transactions import transaction


def migrate_new(connection: sqlite3.Connection) -> None:
    migrate(connection, 0, lambda: None)


def migrate(
    connection: sqlite3.Connection,
    version: int,
    copy_first: Callable[[], None],
    folder: Path | None = None,
    progress: Progress = ignore_progress,
) -> None:
    """Migrate the book to the newest version or leave it unchanged. `copy_first` makes the verified copy.
    Raises MigrationCancelled if `progress` returns False, BookNotUsable, and sqlite3.Error.
    """
    waiting = [script for script in migrating.migrations(folder) if int(script.name[:4]) > version]
    if not waiting:
        return
    if version:
        copy_first()
    # Rebuilding a referenced table would cascade into its children.
    connection.execute("PRAGMA foreign_keys=0")
    try:
        with transaction(connection):
            _run(connection, version, waiting, progress)
    finally:
        connection.execute("PRAGMA foreign_keys=1")


def _run(connection: sqlite3.Connection, version: int, scripts: list[Path], progress: Progress) -> None:
    if version:
        from crm.storage.format.upgrading import upgrade  # once per format

        upgrade(connection, scripts, progress)
    else:
        for script in scripts:
            migrating.run_script(connection, script)
        migrating.make_triggers(connection)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise BookNotUsable("This book has loose ends that an update could tear; nothing was changed.")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={int(scripts[-1].name[:4])}")
