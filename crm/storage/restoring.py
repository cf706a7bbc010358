"""Putting a backup back: the present is copied first, and the swap is one transaction of the database itself."""

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm.errors import BookNotUsable, FileNotRead
from crm.storage.backup import examine, make_named
from crm.storage.connection import connect
from crm.storage.migrating import expected_fingerprint, fingerprint, migrate, version_of


@dataclass(frozen=True, slots=True)
class Restored:
    restored: Path
    present_kept_as: Path


def restore(connection: sqlite3.Connection, folder: Path, source: Path, now: datetime) -> Restored:
    """The book becomes what `source` holds. Raises FileNotRead for a file that is no good backup: nothing changed."""
    if not source.is_file():
        raise FileNotRead(f"There is no file {source.name}; nothing was changed.")
    examine(source)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as aside:
        copy = Path(aside) / "copy.db"
        shutil.copyfile(source, copy)
        copy.chmod(0o600)
        fresh = _brought_up_to_date(copy, source.name)
        try:
            kept = make_named(connection, folder, now, "before-restore")
            fresh.backup(connection)
        finally:
            fresh.close()
    return Restored(source, kept.file)


def _brought_up_to_date(copy: Path, name: str) -> sqlite3.Connection:
    connection = connect(copy)
    try:
        migrate(connection, version_of(connection), lambda: None)
        if fingerprint(connection) != expected_fingerprint():
            raise FileNotRead(f"{name} has a structure Goodturn did not make; nothing was changed.")
    except BookNotUsable as refusal:
        connection.close()
        raise FileNotRead(str(refusal)) from refusal
    except BaseException:
        connection.close()
        raise
    return connection
