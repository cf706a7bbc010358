"""The columns of each table, by our own schema and never by that of the damaged file."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from crm.storage.content_tables import content_tables
from crm.storage.digests.hashing import content_columns
from crm.storage.rescue.records import MalformedRecord, Value

_KINDS = {"INTEGER": int, "TEXT": str, "BLOB": bytes}
OWN_TABLES = ("row_digest", "table_digest", "digest_state", "step", "row_change", "blob", "shown", "book")
"""The tables without content that are rescued, too, in the order they are needed."""
MOST_ADDED = 3  # columns added to any table since its oldest rows were written


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: type
    is_needed: bool
    default: Value = None


@dataclass(frozen=True, slots=True)
class Shape:
    """`id_at` is the index of the column that is the rowid; None for a table WITHOUT ROWID."""

    table: str
    columns: tuple[Column, ...]
    id_at: int | None

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def insert(self) -> str:
        names = ", ".join(f'"{name}"' for name in self.names)
        return f'INSERT INTO "{self.table}"({names}) VALUES ({", ".join("?" * len(self.columns))})'

    def row(self, rowid: int | None, record: Sequence[Value]) -> list[Value]:
        """The values of one row for the INSERT. Raises MalformedRecord for a record that does not fit the
        table. A record may be short: `ALTER TABLE ADD COLUMN` does not rewrite existing rows.
        """
        if not len(self.columns) - MOST_ADDED <= len(record) <= len(self.columns):
            raise MalformedRecord(f"no row of {self.table}")
        if self.id_at is not None and (self.id_at >= len(record) or record[self.id_at] is not None):
            raise MalformedRecord(f"a row of {self.table} without a place for its id")
        row = [*record, *(column.default for column in self.columns[len(record) :])]
        if self.id_at is not None:
            row[self.id_at] = rowid
        return row

    def fits(self, row: Sequence[Value]) -> bool:
        """Whether every value has its column's type."""
        return all(
            not column.is_needed if value is None else type(value) is column.kind
            for column, value in zip(self.columns, row, strict=True)
        )


def shapes(connection: sqlite3.Connection) -> dict[str, Shape]:
    """Shapes of the tables to rescue, referenced tables first."""
    return {table: _shape(connection, table) for table in [*OWN_TABLES, *content_tables(connection)]}


def hashed_columns(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    """The content columns of the table in this format and in earlier ones, newest first.

    Tables are created with the id as their last column, so those after it were added since.
    """
    now = content_columns(connection, table)
    names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    added = names[names.index("id") + 1 :]
    return [[name for name in now if name not in added[place:]] for place in range(len(added), -1, -1)]


def _default(connection: sqlite3.Connection, sql: str | None, kind: str) -> Value:
    """The column's DEFAULT, which is SQL text of our own schema."""
    if sql is None:
        return None
    value: Value = connection.execute(f"SELECT CAST({sql} AS {kind})").fetchone()[0]
    return value


def _shape(connection: sqlite3.Connection, table: str) -> Shape:
    rows = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = tuple(
        Column(row[1], _KINDS[row[2]], bool(row[3]), _default(connection, row[4], row[2])) for row in rows
    )
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    if sql.rstrip().endswith("WITHOUT ROWID"):
        return Shape(table, columns, None)
    return Shape(table, columns, next(place for place, row in enumerate(rows) if row[5]))
