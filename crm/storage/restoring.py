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
from crm.storage.integrity import damage, mend
from crm.storage.migrating import expected_fingerprint, fingerprint, migrate, version_of


@dataclass(frozen=True, slots=True)
class Restored:
    restored: Path
    present_kept_as: Path


def restore(connection: sqlite3.Connection, folder: Path, source: Path, now: datetime) -> Restored:
    """The book becomes what `source` holds. Raises FileNotRead for a file that is no good backup: nothing changed."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as aside:
        fresh = fresh_copy(source, Path(aside) / "copy.db")
        try:
            if _page_size(fresh) != _page_size(connection):
                raise FileNotRead(f"{source.name} is laid out as Goodturn never does; nothing was changed.")
            kept = make_named(connection, folder, now, "before-restore")
            fresh.backup(connection)
        finally:
            fresh.close()
    return Restored(source, kept.file)


def fresh_copy(source: Path, copy: Path) -> sqlite3.Connection:
    """The backup, copied and brought up to date, `source` untouched. Raises FileNotRead."""
    _refuse_unreadable(source)
    examine(source)
    shutil.copyfile(source, copy)
    copy.chmod(0o600)
    return _brought_up_to_date(copy, source.name)


def _refuse_unreadable(source: Path) -> None:
    try:
        if source.is_file():
            source.open("rb").close()
            return
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise FileNotRead(f"{source.name} cannot be opened ({why}); nothing was changed.") from None
    raise FileNotRead(f"There is no file {source.name}; nothing was changed.")


def _brought_up_to_date(copy: Path, name: str) -> sqlite3.Connection:
    connection = connect(copy)
    try:
        migrate(connection, version_of(connection), lambda: None)
        if fingerprint(connection) != expected_fingerprint():
            raise FileNotRead(f"{name} has a structure Goodturn did not make; nothing was changed.")
        _refuse_damage(connection, name)
    except BookNotUsable as refusal:
        connection.close()
        raise FileNotRead(str(refusal)) from refusal
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_damage(connection: sqlite3.Connection, name: str) -> None:
    """A copy that is whole as a file may still hold flipped bits: the digests in it tell."""
    try:
        found = damage(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        raise FileNotRead(f"{name} is damaged; nothing was changed. Try another backup.") from fault
    if found:
        raise FileNotRead(f"{name} is damaged; nothing was changed. Try another backup. {found[0]}")
    mend(connection)


def _page_size(connection: sqlite3.Connection) -> int:
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return size
