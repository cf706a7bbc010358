"""In the child process: turning a copy of an untrusted file into a book of this program's format, or refusing
it. The order makes it safe: first the schema as text, then removal of everything that executes, then the
pages, then contents.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from crm.errors import FileNotRead
from crm.storage import derived_columns
from crm.storage.checks import integrity
from crm.storage.connection import connect
from crm.storage.format.migrating import expected_fingerprint, fingerprint, newest_version
from crm.storage.format.up_to_date import migrate
from crm.storage.suspect.answers import BackupCounts
from crm.storage.suspect.limits import limit_connection, limit_stage, limits_for_preparing
from crm.storage.suspect.quick_check import count_contents, open_examined
from crm.storage.suspect.refusals import damaged
from crm.storage.suspect.structure import drop_derived_tables, recreate_derived, remove_executable_schema
from crm.storage.transactions import transaction

FIRST_WITH_UID = 6  # format
_MOST = 1 << 53  # a larger id would not survive JSON, nor the full-text index, which multiplies it
_UID = re.compile("[0-9a-f]{32}")
_ANALYSIS_LIMIT = 400  # rows per index, as SQLite's documentation advises


def prepare_book(copy: Path, name: str, uid: str) -> BackupCounts:
    """Migrate and examine `copy` completely; a book without a UID gets `uid`.
    `name` is the file name in refusals. Raises FileNotRead, and sqlite3.Error or ValueError for a damaged
    file.
    """
    with open_examined(copy, name) as (_, version):
        pass
    limits = limits_for_preparing(copy.stat().st_size)
    limit_stage(limits)
    with closing(connect(copy)) as connection:
        limit_connection(connection, limits)
        connection.execute("PRAGMA trusted_schema=0")
        remove_executable_schema(connection)
        _refuse_broken_pages(connection, name)
        drop_derived_tables(connection)
        # From here on only this program's triggers and views execute.
        connection.execute("PRAGMA trusted_schema=1")
        _migrate_or_recreate(connection, version, name)
        if version < FIRST_WITH_UID and _UID.fullmatch(uid):
            connection.execute("UPDATE book SET uid = ?", (uid,))
        _refuse_damage(connection, name)
        _derive(connection)
        ready = count_contents(connection, version, _uid(connection, name))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return ready


def _refuse_broken_pages(connection: sqlite3.Connection, name: str) -> None:
    """Before reading any table: it detects cyclic b-trees at once."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged(name)


def _migrate_or_recreate(connection: sqlite3.Connection, version: int, name: str) -> None:
    if version < newest_version():
        migrate(connection, version, lambda: None)
    else:
        recreate_derived(connection)
    if fingerprint(connection) != expected_fingerprint():
        raise FileNotRead(f"{name} has a structure Goodturn did not make; nothing was changed.")


def _refuse_damage(connection: sqlite3.Connection, name: str) -> None:
    """A file with an intact structure may still have flipped bits, which the digests detect."""
    _refuse_odd_ids(connection, name)
    _refuse_overlapping_steps(connection, name)
    for finding in integrity.damage(connection):
        raise damaged(name, finding.sentence)


def _refuse_odd_ids(connection: sqlite3.Connection, name: str) -> None:
    """SQLite's check does not cover sqlite_sequence: a wrong number would repeat an id, or exhaust the ids."""
    noted = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    if len({row[0] for row in noted}) != len(noted):
        raise damaged(name)
    last = {row[0]: row[1] for row in noted}
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '% AUTOINCREMENT%'"
    )
    for (table,) in tables.fetchall():
        column = "seq" if table == "row_change" else "id"
        lowest, highest = connection.execute(f'SELECT min({column}), max({column}) FROM "{table}"').fetchone()
        seq = last.get(table, 0)
        if (
            not isinstance(seq, int)
            or seq > _MOST
            or (highest is not None and not 0 < lowest <= highest <= seq)
        ):
            raise damaged(name, f"The ids of {table} are not as they were given.")


def _refuse_overlapping_steps(connection: sqlite3.Connection, name: str) -> None:
    """A step's entries end where the next step's begin. If they overlapped, reading all steps could take for
    ever.
    """
    back = (
        "SELECT 1 FROM (SELECT first_seq, lag(first_seq) OVER (ORDER BY id) AS before FROM step) "
        "WHERE first_seq < before LIMIT 1"
    )
    if connection.execute(back).fetchone():
        raise damaged(name, "The steps of its journal are not in order.")


def _derive(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        if derived_columns.stale_people(connection):
            derived_columns.recompute(connection)
        connection.execute(f"PRAGMA analysis_limit={_ANALYSIS_LIMIT}")
        connection.execute("ANALYZE")


def _uid(connection: sqlite3.Connection, name: str) -> str:
    rows = connection.execute("SELECT uid, oldest_reader FROM book").fetchall()
    if len(rows) != 1 or not _UID.fullmatch(rows[0][0]) or not 0 < rows[0][1] <= newest_version():
        raise damaged(name, "What the book says of itself makes no sense.")
    uid: str = rows[0][0]
    return uid
