"""In the child process: a copy of a suspect file becomes a book of this program, or is refused.

The order is what makes it safe: structure as text, nothing left that acts, the pages, and only then contents.
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
from crm.storage.suspect.answers import Looked
from crm.storage.suspect.limits import for_making_ready, limit_connection, limit_stage
from crm.storage.suspect.looking import counted, seen
from crm.storage.suspect.refusals import damaged
from crm.storage.suspect.structure import drop_what_is_made_anew, make_anew, strip
from crm.storage.transactions import transaction

FIRST_WITH_UID = 6  # format
_MOST = 1 << 53  # an id above it would not survive JSON, nor the index of words, which multiplies it
_UID = re.compile("[0-9a-f]{32}")
_ROWS_LOOKED_AT = 400  # of each index, as SQLite advises for a table of any size


def make_ready(copy: Path, name: str, uid: str) -> Looked:
    """`copy` is up to date and examined to the last row when this returns; a book without a uid has `uid` then.

    `name` is what refusals call the file. Raises FileNotRead, and sqlite3.Error or ValueError for a damaged file.
    """
    with seen(copy, name) as (_, version):
        pass
    limits = for_making_ready(copy.stat().st_size)
    limit_stage(limits)
    with closing(connect(copy)) as connection:
        limit_connection(connection, limits)
        connection.execute("PRAGMA trusted_schema=0")
        strip(connection)
        _refuse_broken_pages(connection, name)
        drop_what_is_made_anew(connection)
        connection.execute("PRAGMA trusted_schema=1")  # what acts from here on is this program's own
        _bring_up_to_date(connection, version, name)
        if version < FIRST_WITH_UID and _UID.fullmatch(uid):
            connection.execute("UPDATE book SET uid = ?", (uid,))
        _refuse_damage(connection, name)
        _derive(connection)
        ready = counted(connection, version, _uid(connection, name))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return ready


def _refuse_broken_pages(connection: sqlite3.Connection, name: str) -> None:
    """Before any walk through a table: one that leads in circles is found by this at once."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged(name)


def _bring_up_to_date(connection: sqlite3.Connection, version: int, name: str) -> None:
    if version < newest_version():
        migrate(connection, version, lambda: None)
    else:
        make_anew(connection)
    if fingerprint(connection) != expected_fingerprint():
        raise FileNotRead(f"{name} has a structure Goodturn did not make; nothing was changed.")


def _refuse_damage(connection: sqlite3.Connection, name: str) -> None:
    """A file that is whole as a file may still hold flipped bits: the digests in it tell."""
    _refuse_odd_ids(connection, name)
    _refuse_steps_in_circles(connection, name)
    for finding in integrity.damage(connection):
        raise damaged(name, finding.sentence)


def _refuse_odd_ids(connection: sqlite3.Connection, name: str) -> None:
    """SQLite's own notes of the last ids are no part of its check: a wrong one would give an id twice, or none any more."""
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


def _refuse_steps_in_circles(connection: sqlite3.Connection, name: str) -> None:
    """A step's notes end where the next one's begin. If they overlapped, reading all steps could take for ever."""
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
        connection.execute(f"PRAGMA analysis_limit={_ROWS_LOOKED_AT}")
        connection.execute("ANALYZE")


def _uid(connection: sqlite3.Connection, name: str) -> str:
    rows = connection.execute("SELECT uid, oldest_reader FROM book").fetchall()
    if len(rows) != 1 or not _UID.fullmatch(rows[0][0]) or not 0 < rows[0][1] <= newest_version():
        raise damaged(name, "What the book says of itself makes no sense.")
    uid: str = rows[0][0]
    return uid
