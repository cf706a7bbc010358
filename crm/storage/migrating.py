"""From an older book to this program's schema: frozen SQL, one transaction, and a verified copy before it."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from crm.errors import BookNotUsable
from crm.storage.connection import APPLICATION_ID

ROOM = Path(__file__).parent
MIGRATIONS = ROOM / "migrations"
TRIGGERS = ROOM / "triggers.sql"
FINGERPRINT = ROOM / "fingerprint.txt"


def migrations(folder: Path = MIGRATIONS) -> list[Path]:
    """The frozen scripts in order; the number in front of the name is the version a script leads to."""
    return sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def newest_version(folder: Path = MIGRATIONS) -> int:
    return int(migrations(folder)[-1].name[:4])


def version_of(connection: sqlite3.Connection) -> int:
    """The book's schema version; 0 for an empty file. Raises BookNotUsable for another program's or a newer file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == 0 and version == 0 and tables == 0:
        return 0
    check_version(application, version)
    return version


def check_version(application: int, version: int) -> None:
    """Raises BookNotUsable unless the file says it is a book this program can open."""
    if application != APPLICATION_ID:
        raise BookNotUsable("This file is not a Goodturn book; it was left as it is.")
    if version > newest_version():
        raise BookNotUsable(
            f"This book was written by a newer Goodturn (format {version}, this one knows {newest_version()}); "
            "nothing was changed. Open it with the newer version, or restore an older backup."
        )
    if version < 1:
        raise BookNotUsable(
            "This book's format number makes no sense; nothing was changed. Restore a backup."
        )


def statements(script: str) -> Iterator[str]:
    """The script's statements one by one: executescript would commit our transaction first."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""


def migrate_new(connection: sqlite3.Connection) -> None:
    migrate(connection, 0, lambda: None)


def migrate(
    connection: sqlite3.Connection,
    version: int,
    copy_first: Callable[[], None],
    folder: Path = MIGRATIONS,
) -> None:
    """Bring the book to the newest version or leave it untouched. `copy_first` makes the verified copy."""
    waiting = [script for script in migrations(folder) if int(script.name[:4]) > version]
    if not waiting:
        return
    if version:
        copy_first()
    connection.execute("PRAGMA foreign_keys=0")  # rebuilding a parent table would cascade into its children
    connection.execute("BEGIN IMMEDIATE")
    try:
        _drop_triggers(connection)
        for script in waiting:
            for statement in statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
        _make_triggers(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BookNotUsable("This book has loose ends that an update could tear; nothing was changed.")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={int(waiting[-1].name[:4])}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=1")


def _drop_triggers(connection: sqlite3.Connection) -> None:
    # A column added under a live trigger would escape it, and a table rebuilt under one would be journalled.
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DROP TABLE IF EXISTS words_index")
    connection.execute("DROP VIEW IF EXISTS words")  # no table that a view reads can be rebuilt


def _make_triggers(connection: sqlite3.Connection) -> None:
    from crm.storage.full_text import REBUILD  # only when a schema is made: opening a book needs none of it

    for statement in statements(TRIGGERS.read_text(encoding="utf-8")):
        connection.execute(statement)
    connection.execute(REBUILD)


def schema_lines(connection: sqlite3.Connection) -> list[str]:
    """One line for every table, index and trigger; the full-text table's own shadow tables are left out."""
    rows = connection.execute(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master "
        "WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_index_%' ORDER BY type, name"
    ).fetchall()
    return [row[0] for row in rows]


def fingerprint(connection: sqlite3.Connection) -> str:
    return hashlib.sha256("\n".join(schema_lines(connection)).encode()).hexdigest()


def expected_fingerprint() -> str:
    return FINGERPRINT.read_text(encoding="ascii").strip()
