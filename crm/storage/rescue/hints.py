"""Hints on lost rows from indexes and the journal: names, days, related people."""

import re
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, datetime

from crm.storage.rescue.catalog import Catalog
from crm.storage.rescue.pages import Pages, walk
from crm.storage.rescue.records import MalformedRecord, Value, read_values

Known = dict[str, Value]
WRITTEN = "written on"
"""Key in `Known` for the day the row was written, as an ISO date. It is no column name."""


def find_hints(
    connection: sqlite3.Connection, pages: Pages, catalog: Catalog, table: str, ids: Collection[int]
) -> dict[int, Known]:
    """By id, the column values found in indexes; includes every id of `ids`."""
    found: dict[int, Known] = {row_id: {"id": row_id} for row_id in ids}
    if not found:
        return found
    for name, entry in catalog.entries.items():
        if entry.kind == "index" and entry.table == table and entry.root > 1:
            columns = [row[2] for row in connection.execute(f'PRAGMA index_info("{name}")')]
            implied = _implied_by_index(connection, name)
            for record in _entries(pages, entry.root, len(columns) + 1):
                known = found.get(record[-1]) if isinstance(record[-1], int) else None
                if known is not None:
                    known.update(zip(columns, record, strict=False))
                    known.update(implied)
    for row_id, day in _days_written(connection, table, found):
        found[row_id].setdefault(WRITTEN, day.isoformat())
    return found


def _implied_by_index(connection: sqlite3.Connection, index: str) -> Known:
    """The value a partial index implies: an index of planned meetings only contains planned meetings."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    found = re.search(r" WHERE (\w+) = '(\w+)'$", row[0] or "") if row else None
    return {found[1]: found[2]} if found else {}


def _entries(pages: Pages, root: int, length: int) -> Iterator[list[Value]]:
    for cell in walk(pages, root, False, set(), lambda number: None):
        try:
            record = read_values(cell.payload)
        except MalformedRecord:
            continue
        if len(record) == length:
            yield record


def _days_written(
    connection: sqlite3.Connection, table: str, ids: Collection[int]
) -> Iterator[tuple[int, date]]:
    notes = connection.execute(
        "SELECT c.row_id, coalesce(c.up_to, c.row_id), s.at FROM row_change c JOIN step s ON s.id = c.step_id "
        "WHERE c.table_name = ? AND c.op = 'I' ORDER BY c.seq DESC",
        (table,),
    )
    for first, last, at in notes:
        run = range(first, last + 1)
        for row_id in run if len(run) < len(ids) else [one for one in ids if one in run]:
            if row_id in ids:
                yield row_id, datetime.fromisoformat(at).astimezone().date()
