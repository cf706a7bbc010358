"""A book that is never opened: where what a file holds stands while it is looked at, held to every rule of the tables.

It has no name, no journal and no index of words. SQLite removes its file as soon as it is made, so that nothing of it
is left whatever happens, and keeps most of it in memory.
"""

import sqlite3

from crm.storage.format.migrating import migrations, statements


def scratch(version: int) -> sqlite3.Connection:
    """The tables as that version of the book had them; foreign keys are not looked at before `brought_up_to_date`."""
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys=0")
    connection.execute("PRAGMA journal_mode=off")
    connection.execute("PRAGMA cache_size=-16384")
    tables_of(connection, version)
    return connection


def tables_of(connection: sqlite3.Connection, version: int) -> None:
    """Makes the tables of that version in an empty database: no triggers, no index of words."""
    _run(connection, 0, version)


def brought_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """By the very scripts that bring a book of that version up to date."""
    _run(connection, version, 1 << 30)


def _run(connection: sqlite3.Connection, above: int, up_to: int) -> None:
    for script in migrations():
        if above < int(script.name[:4]) <= up_to:
            for statement in statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
