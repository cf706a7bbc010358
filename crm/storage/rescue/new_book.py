"""The rescued book: its empty tables, and the derived data created after the rows."""

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotWritten
from crm.storage import derived_columns, shown_marks
from crm.storage.bulk_insert import in_batches
from crm.storage.checks.integrity import damage
from crm.storage.connection import APPLICATION_ID, connect
from crm.storage.content_tables import content_tables
from crm.storage.digests import book_row, hashing
from crm.storage.format.migrating import make_triggers, newest_version
from crm.storage.scratch_book import create_tables

_ROWS_AT_ONCE = 5_000  # rows hashed per statement


class Counts(NamedTuple):
    """Row counts; each field is the name of its table."""

    person: int
    meeting: int
    promise: int


def create_book(file: Path) -> sqlite3.Connection:
    """Create a book without triggers, in a transaction that `finish` ends. Raises OSError.
    It has today's tables, whatever format the rows come from: so far, formats have only added tables and
    columns at the end, and a shorter row is filled up. A test covers books of every format.
    """
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for setting in ("foreign_keys=0", "journal_mode=memory", "synchronous=off", "temp_store=memory"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    create_tables(connection, newest_version())
    for table in ("digest_state", "book"):  # replaced by those of the damaged book
        connection.execute(f"DELETE FROM {table}")
    return connection


def add_missing_rows(connection: sqlite3.Connection) -> None:
    """Add the single rows of the book's own tables if they could not be read."""
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    connection.execute("INSERT OR IGNORE INTO digest_state(one, digested_seq) VALUES (1, ?)", (last,))
    connection.execute(
        "INSERT OR IGNORE INTO book(one, uid, oldest_reader) VALUES (1, lower(hex(randomblob(16))), ?)",
        (newest_version(),),
    )


def finish(connection: sqlite3.Connection, last_ids: Mapping[str, int]) -> None:
    """Create everything derived, and set version and application id. `last_ids`: the highest id each table
    ever used.
    """
    for table in content_tables(connection):
        last = max(last_ids.get(table, 0), _last_id(connection, table))
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", (table, last))
    derived_columns.recompute(connection)
    make_triggers(connection)
    _take_digests(connection)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={newest_version()}")
    connection.execute("COMMIT")
    connection.close()


def _take_digests(connection: sqlite3.Connection) -> None:
    """Digest all rows: they were written outside of any step."""
    connection.execute("DELETE FROM row_digest")
    connection.execute("DELETE FROM table_digest")
    for table in hashing.tables(connection):
        ids = [row_id for (row_id,) in connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]
        for part in in_batches(ids, _ROWS_AT_ONCE):
            hashing.store(connection, table, hashing.digests_of_rows(connection, table, part))
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    connection.execute("UPDATE digest_state SET digested_seq = ?", (last,))
    book_row.guard(connection)
    shown_marks.accept(connection)


def _last_id(connection: sqlite3.Connection, table: str) -> int:
    own = connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0]
    noted = "SELECT max(coalesce(up_to, row_id)) FROM row_change WHERE table_name = ?"
    return max(own or 0, connection.execute(noted, (table,)).fetchone()[0] or 0)


def check_new_book(file: Path) -> Counts:
    """Raises FileNotWritten unless the new book passes the complete check."""
    connection = connect(file)
    try:
        if damage(connection):
            raise FileNotWritten("The new book did not read back as it was written; nothing was changed.")
        found = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in Counts._fields
        ]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    return Counts(*found)
