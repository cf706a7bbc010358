"""Constraint violations of a reversal: which rows would have to change first.
A row to insert may refer to one deleted since, its unique value may be another row's by now, or fields
changed since may violate a CHECK together with the old value.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from crm.storage.journal.changed_fields import Extent, whole_rows
from crm.storage.journal.row_changes import RowId, spans

Values = dict[str, Any]


class DependentRowsError(Exception):
    """Later changes of these rows and fields depend on the step: they must be reversed before it."""

    def __init__(self, extent: Extent) -> None:
        super().__init__()
        self.extent = extent


class _Reference(NamedTuple):
    column: str
    target: str


def blocking_rows(connection: sqlite3.Connection, table: str, row_id: int, values: Values) -> Iterator[RowId]:
    """The row itself, and rows that have its unique values by now, where `values` could not be written to it."""
    yield RowId(table, row_id)
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    now = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    wanted = {**(dict(zip(names, now, strict=True)) if now else {}), **values}
    for columns in _unique(connection, table):
        same = " AND ".join(f'"{name}" = ?' for name in columns)
        taken = connection.execute(
            f'SELECT id FROM "{table}" WHERE {same} AND id != ?', [*map(wanted.get, columns), row_id]
        )
        yield from (RowId(table, other) for (other,) in taken)


def missing_rows(connection: sqlite3.Connection, low: int, high: int) -> set[RowId]:
    """The deleted rows that rows written by the entries low <= seq < high refer to."""
    missing: set[RowId] = set()
    for table, rows in spans(connection, low, high, "IU").items():
        ids = json.dumps([[one.start, one.stop] for one in rows])
        for column, target in _references(connection, table):
            missing.update(
                RowId(target, row[0])
                for row in connection.execute(
                    f'SELECT DISTINCT t."{column}" FROM json_each(?) span JOIN "{table}" t '
                    "ON t.id >= span.value ->> 0 AND t.id < span.value ->> 1 "
                    f'WHERE t."{column}" IS NOT NULL AND NOT EXISTS '
                    f'(SELECT 1 FROM "{target}" there WHERE there.id = t."{column}")',
                    (ids,),
                )
            )
    return missing


def changes_beyond(own: Extent, reached: Extent) -> Extent | None:
    """What a reversal changed beyond its own fields and rows; None for nothing."""
    fields: dict[RowId, set[str] | None] = {}
    for row, names in reached.fields.items():
        mine = own.fields.get(row, set())
        if not _holds(own, row) and mine is not None and (more := (names or set()) - mine):
            fields[row] = more
    rows = [
        row
        for table, ranges in reached.rows.items()
        for one in ranges
        for row in (RowId(table, row_id) for row_id in one)
        if not _holds(own, row)
    ]
    return Extent(fields, whole_rows(rows).rows) if fields or rows else None


def _holds(own: Extent, row: RowId) -> bool:
    rising = own.rows.get(row[0], [])
    place = bisect_right(rising, row[1], key=lambda one: one.start)
    return place > 0 and row[1] in rising[place - 1]


def _unique(connection: sqlite3.Connection, table: str) -> Iterator[list[str]]:
    for index in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        if index[2]:
            columns = connection.execute(f'PRAGMA index_info("{index[1]}")').fetchall()
            yield [column[2] for column in columns]


def _references(connection: sqlite3.Connection, table: str) -> list[_Reference]:
    keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return [_Reference(key[3], key[2]) for key in keys]
