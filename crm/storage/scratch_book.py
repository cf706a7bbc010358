"""Scratch database: the tables and constraints of a book in memory, for examining the contents of a file.
It has no name, journal or full-text index. SQLite deletes its temporary file on creation, so that nothing is
left, and keeps most of it in memory.
"""

import sqlite3

from crm.storage.format.migrating import migrations, statements


def open_scratch(version: int) -> sqlite3.Connection:
    """The tables as in that format version; foreign keys are not checked before `migrate_scratch`."""
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys=0")
    connection.execute("PRAGMA journal_mode=off")
    connection.execute("PRAGMA cache_size=-16384")
    create_tables(connection, version)
    return connection


def create_tables(connection: sqlite3.Connection, version: int) -> None:
    """Create the tables of that version in an empty database, without triggers and full-text index."""
    _run(connection, 0, version)


def migrate_scratch(connection: sqlite3.Connection, version: int) -> None:
    """Migrate with the same scripts as a book of that version."""
    _run(connection, version, 1 << 30)


def _run(connection: sqlite3.Connection, above: int, up_to: int) -> None:
    for script in migrations():
        if above < int(script.name[:4]) <= up_to:
            for statement in statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
