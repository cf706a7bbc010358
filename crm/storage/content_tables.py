"""Content tables, their columns and foreign keys, as the database's own schema defines them."""

import sqlite3
from dataclasses import dataclass

from crm.storage.derived_columns import DERIVED_COLUMNS

_NOT_CONTENT = {
    "step", "row_change", "journal_now", "row_digest", "table_digest", "digest_state", "blob", "shown", "book",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    is_text: bool
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key. `is_owner`: ON DELETE CASCADE."""

    column: str
    table: str
    is_owner: bool


def content_tables(connection: sqlite3.Connection) -> list[str]:
    """All tables with user content, each after the tables it references; the same order for the same schema."""
    waiting = _names(connection)
    named = {table: {one.table for one in references(connection, table)} - {table} for table in waiting}
    ordered: list[str] = []
    while waiting:
        ready = [table for table in waiting if named[table] <= set(ordered)] or waiting[:1]
        ordered += ready
        waiting = [table for table in waiting if table not in ready]
    return ordered


def _names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'words_index%' ORDER BY name"
    )
    return [name for (name,) in rows if name not in _NOT_CONTENT]


def columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    """The id first, then in table order, without derived columns."""
    derived = DERIVED_COLUMNS.get(table, ())
    rows = [row for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] not in derived]
    rows.sort(key=lambda row: row[1] != "id")
    return [Column(row[1], row[2].upper() == "TEXT", bool(row[3])) for row in rows]


def references(connection: sqlite3.Connection, table: str) -> list[Reference]:
    rows = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    found = [Reference(row[3], row[2], row[6].upper() == "CASCADE") for row in rows]
    return sorted(found, key=lambda one: one.column)
