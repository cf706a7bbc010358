"""The fields and rows a step changed, and which later journal entries change the same.
A step holds each field it updated, and the whole row it inserted or deleted: a later change of these depends
on it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm.storage.journal.row_changes import RowId, spans

_SHORT = 1000  # rows of a range that are held one by one


class Extent(NamedTuple):
    """`fields` by row, None if unknown; `rows` by table as ascending ranges."""

    fields: dict[RowId, set[str] | None]
    rows: dict[str, list[range]]


def extent(connection: sqlite3.Connection, low: int, high: int) -> Extent:
    """The extent of the entries with low <= seq < high."""
    fields: dict[RowId, set[str] | None] = {}
    for table, row_id, before in connection.execute(
        "SELECT table_name, row_id, before FROM row_change WHERE seq >= ? AND seq < ? AND op = 'U'",
        (low, high),
    ):
        row = RowId(table, row_id)
        names, known = changed_fields(before), fields.get(row, set())
        fields[row] = None if names is None or known is None else known | names
    return Extent(fields, spans(connection, low, high, "ID"))


def whole_rows(rows: Iterable[RowId]) -> Extent:
    by_table: dict[str, list[range]] = {}
    for table, row_id in sorted(set(rows)):
        by_table.setdefault(table, []).append(range(row_id, row_id + 1))
    return Extent({}, by_table)


def changed_fields(before: str) -> set[str] | None:
    """None for a damaged entry: it may be of any field."""
    try:
        return set(json.loads(before))
    except (ValueError, TypeError):
        return None


class HeldExtents:
    """The extents of several steps, each with the id after which a change of the same depends on it."""

    def __init__(self) -> None:
        self._of_row: dict[RowId, list[tuple[int, set[str] | None]]] = {}
        self._long: dict[str, list[tuple[int, range]]] = {}

    def add(self, after: int, extent: Extent) -> None:
        for row, names in extent.fields.items():
            self._of_row.setdefault(row, []).append((after, names))
        for table, ranges in extent.rows.items():
            for one in ranges:
                if len(one) > _SHORT:
                    self._long.setdefault(table, []).append((after, one))
                    continue
                for row_id in one:
                    self._of_row.setdefault(RowId(table, row_id), []).append((after, None))

    def changed_by(self, table: str, row_id: int, op: str, before: str) -> Iterator[int]:
        """The `after` of each extent that this later entry changes a part of."""
        for after, names in self._of_row.get(RowId(table, row_id), ()):
            if names is None or op != "U" or _changes_one_of(names, before):
                yield after
        for after, rows in self._long.get(table, ()):
            if row_id in rows:
                yield after


def _changes_one_of(names: set[str], before: str) -> bool:
    changed = changed_fields(before)
    return changed is None or not names.isdisjoint(changed)
