"""The effect of pending migrations on the rows of a book, found by running them on an empty copy of its
tables. It shows, before any row is read, which digests must be taken again and whether the full-text index
can stay.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from crm.storage.content_tables import content_tables
from crm.storage.digests.hashing import content_columns
from crm.storage.format.migrating import statements

_TABLES = (
    "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL "
    "AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'words_index*' ORDER BY type DESC"
)
_WRITES = (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)
_Columns = dict[str, list[str]]


class Plan(NamedTuple):
    """`harmless` scripts, the first ones, change no digest; the `others` do.
    `written` tables have rows that a script writes or copies. `changed` are the content tables among them,
    and those with other columns afterwards: their digests are taken again.
    """

    harmless: Sequence[Path]
    others: Sequence[Path]
    written: frozenset[str]
    changed: frozenset[str]


def plan(connection: sqlite3.Connection, scripts: Sequence[Path]) -> Plan:
    """`connection` is the book's, and is only read. Raises sqlite3.Error if its tables cannot be created
    again.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for (sql,) in connection.execute(_TABLES):
            empty.execute(sql)
        written: set[str] = set()
        changed: set[str] = set()
        first = len(scripts)
        for place, script in enumerate(scripts):
            before = _columns(empty)
            with _noting(empty, written):
                for statement in statements(script.read_text(encoding="utf-8")):
                    empty.execute(statement)
            after = _columns(empty)
            changed |= {table for table in after if before.get(table, after[table]) != after[table]}
            changed |= written & after.keys()
            first = min(first, place) if changed else first
        return Plan(scripts[:first], scripts[first:], frozenset(written), frozenset(changed))


def _columns(connection: sqlite3.Connection) -> _Columns:
    return {table: content_columns(connection, table) for table in content_tables(connection)}


@contextmanager
def _noting(connection: sqlite3.Connection, written: set[str]) -> Iterator[None]:
    """Add to `written` the tables whose rows a statement could change. Adding a column changes none."""

    def note(
        action: int, table: str | None, _column: str | None, database: str | None, _by: str | None
    ) -> int:
        if action in _WRITES and database == "main" and table and not table.startswith("sqlite_"):
            written.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    try:
        yield
    finally:
        connection.set_authorizer(None)
