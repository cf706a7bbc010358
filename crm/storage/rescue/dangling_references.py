"""Dangling references: the lost row gets a placeholder if possible, otherwise the reference or the row is
removed.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crm.storage.content_tables import references
from crm.storage.rescue.fitting import LOST, corrected_rows
from crm.storage.rescue.hints import WRITTEN, Known
from crm.storage.rescue.losses import Losses
from crm.storage.rescue.naming import RowDescriber
from crm.storage.rescue.records import Value
from crm.storage.rescue.shapes import Shape

_NEEDED_BY_PLACEHOLDER = {
    "person": "", "item": "", "introduction": "", "import": "", "meeting": "held_on", "promise": "made_on",
    "organisation": "name", "tag": "name", "topic": "folded",
}  # fmt: skip
"""Tables whose lost rows get a placeholder, and the column without which that would be useless."""
_PLACEHOLDER_VALUES: dict[tuple[str, str], Value] = {
    ("meeting", "kind"): "meeting", ("meeting", "state"): "happened", ("meeting", "direction"): "both",
    ("meeting", "note"): LOST, ("introduction", "state"): "made", ("promise", "kind"): "favour",
    ("promise", "state"): "released", ("import", "file"): LOST, ("import", "at"): "1970-01-01T00:00:00Z",
}  # fmt: skip


class _DanglingReference(NamedTuple):
    table: str
    row_id: int
    column: str
    parent: str
    parent_id: int
    is_owner: bool


def resolve_references(
    connection: sqlite3.Connection,
    shapes: Mapping[str, Shape],
    known: Mapping[str, Mapping[int, Known]],
    losses: Losses,
) -> dict[str, set[int]]:
    """Make every reference valid. What is deleted or changed is added to `losses`.
    Returns the lost rows that have a placeholder now, by table.
    """
    names = RowDescriber(connection, known)
    placeholders: dict[str, set[int]] = {}
    while ends := list(_dangling_references(connection)):
        for end in ends:
            if end.is_owner and _make_placeholder(connection, shapes, known, end.parent, end.parent_id):
                losses.add(end.parent, "stand-in", names.phrase(end.parent, end.parent_id))
                placeholders.setdefault(end.parent, set()).add(end.parent_id)
        for end in _dangling_references(connection):
            phrase = names.phrase(end.table, end.row_id)
            if end.is_owner:
                losses.add(end.table, "lost", phrase)
                connection.execute(f'DELETE FROM "{end.table}" WHERE id = ?', (end.row_id,))
            else:
                losses.add(end.table, "loosened", phrase)
                connection.execute(
                    f'UPDATE "{end.table}" SET "{end.column}" = NULL WHERE id = ?', (end.row_id,)
                )
    return placeholders


def _dangling_references(connection: sqlite3.Connection) -> Iterator[_DanglingReference]:
    columns: dict[tuple[str, int], str] = {}
    for table, row_id, parent, key in connection.execute("PRAGMA foreign_key_check").fetchall():
        if (table, key) not in columns:
            rows = connection.execute(f'PRAGMA foreign_key_list("{table}")')
            columns.update({(table, row[0]): row[3] for row in rows})
        column = columns[table, key]
        row = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        if row is not None:
            owner = next(one.is_owner for one in references(connection, table) if one.column == column)
            yield _DanglingReference(table, row_id, column, parent, row[0], owner)


def _make_placeholder(
    connection: sqlite3.Connection,
    shapes: Mapping[str, Shape],
    known: Mapping[str, Mapping[int, Known]],
    table: str,
    row_id: int,
) -> bool:
    """Whether a placeholder was made now. For a person it always is, as many rows refer to one."""
    needed = _NEEDED_BY_PLACEHOLDER.get(table)
    values = _placeholder_values(table, known.get(table, {}).get(row_id, {"id": row_id}))
    if needed is None or (needed and not values.get(needed)) or not 0 < row_id < 1 << 48:
        return False
    if connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone():
        return False
    shape = shapes[table]
    row = [values.get(name) for name in shape.names]
    for fitted in corrected_rows(connection, shape, row):
        try:
            connection.execute(shape.insert, fitted)
        except sqlite3.Error:
            continue
        return True
    return False


def _placeholder_values(table: str, known: Known) -> Known:
    """What is known of the row, with defaults for the rest."""
    values = {name: value for (of, name), value in _PLACEHOLDER_VALUES.items() if of == table} | known
    # A promise is made on the day it is written down, and most meetings are held on it.
    day = known.get(WRITTEN)
    if table in ("meeting", "promise") and day is not None:
        values.setdefault(_NEEDED_BY_PLACEHOLDER[table], day)
    if table == "person":
        key = known.get("sort_key")  # indexed, without titles
        values["full_name"] = key.title() if isinstance(key, str) and key else "(lost name)"
    if table == "topic":
        values["words"] = known.get("folded")
    return values
