"""Merging rows into an open step, whatever order they come in."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.storage.content_tables import references
from crm.storage.rescue.records import Value

Values = Mapping[str, Value]


class Target(NamedTuple):
    """The connection is in a step. `untouchable`: ranges of rows changed since, by table, which are not
    overwritten.
    """

    connection: sqlite3.Connection
    untouchable: Mapping[str, list[range]]

    def may_change(self, table: str, row_id: int) -> bool:
        return not any(row_id in span for span in self.untouchable.get(table, ()))


@dataclass(slots=True)
class Merged:
    """`refused` and `loosened` are (table, id) pairs: rows not written, and rows written without a reference."""

    done: int = 0
    refused: list[tuple[str, int]] = field(default_factory=list)
    loosened: list[tuple[str, int]] = field(default_factory=list)


def merge(
    target: Target, wanted: Mapping[str, Mapping[int, Values]], removed: Mapping[str, set[int]]
) -> Merged:
    """Insert or update each wanted row, and delete the removed ones. Rows that violate a constraint are tried
    again later.
    """
    merged = Merged()
    waiting = [(table, row_id) for table, rows in wanted.items() for row_id in rows]
    for may_loosen in (False, True):
        before = -1
        while len(waiting) != before:
            before = len(waiting)
            waiting = [
                (table, row_id)
                for table, row_id in waiting
                if not _put(target, merged, table, wanted[table][row_id], may_loosen)
            ]
    merged.refused += waiting
    for table in reversed(list(removed)):
        for row_id in sorted(removed[table]):
            _remove(target, merged, table, row_id)
    return merged


def _put(target: Target, merged: Merged, table: str, row: Values, may_loosen: bool) -> bool:
    """Whether the row has the wanted values now."""
    row_id = int(str(row["id"]))
    existing = target.connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    if existing is not None and all(existing[name] == value for name, value in row.items()):
        return True
    if not target.may_change(table, row_id):
        return False
    values = _without_dangling_references(target.connection, table, row) if may_loosen else row
    if not _write(target.connection, table, values, is_new=existing is None):
        return False
    merged.done += 1
    if values != row:
        merged.loosened.append((table, row_id))
    return True


def _write(connection: sqlite3.Connection, table: str, row: Values, is_new: bool) -> bool:
    if is_new:
        names = ", ".join(f'"{name}"' for name in row)
        sql = f'INSERT INTO "{table}"({names}) VALUES ({", ".join("?" * len(row))})'
    else:
        changes = ", ".join(f'"{name}" = ?' for name in row if name != "id")
        sql = f'UPDATE "{table}" SET {changes} WHERE id = ?'
    values = list(row.values()) if is_new else [*(row[name] for name in row if name != "id"), row["id"]]
    try:
        connection.execute(sql, values)
    except sqlite3.IntegrityError:
        return False
    return True


def _without_dangling_references(connection: sqlite3.Connection, table: str, row: Values) -> Values:
    """The row with optional references to missing rows set to NULL."""
    values = dict(row)
    for one in references(connection, table):
        if not one.is_owner and row[one.column] is not None:
            sql = f'SELECT 1 FROM "{one.table}" WHERE id = ?'
            if connection.execute(sql, (row[one.column],)).fetchone() is None:
                values[one.column] = None
    return values


def _remove(target: Target, merged: Merged, table: str, row_id: int) -> None:
    """Delete the row, unless anything was changed since the restore: a cascade could delete what was added to
    it.
    """
    if target.connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone() is None:
        return
    if target.untouchable:
        merged.refused.append((table, row_id))
    else:
        merged.done += target.connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,)).rowcount
