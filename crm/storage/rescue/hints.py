"""What indexes and the journal still tell of rows that are lost: a name, a day, whose it was."""

import re
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, datetime

from crm.storage.rescue.catalog import Catalog
from crm.storage.rescue.pages import Pages, walk
from crm.storage.rescue.records import Malformed, Value, values

Known = dict[str, Value]
WRITTEN = "written on"
"""In a `Known`: the day its row was written, as an ISO date. No column is called so."""


def known_of(
    connection: sqlite3.Connection, pages: Pages, catalog: Catalog, table: str, ids: Collection[int]
) -> dict[int, Known]:
    """By id: the values of columns that some index holds; every id of `ids` is there."""
    found: dict[int, Known] = {row_id: {"id": row_id} for row_id in ids}
    if not found:
        return found
    for name, entry in catalog.entries.items():
        if entry.kind == "index" and entry.table == table and entry.root > 1:
            columns = [row[2] for row in connection.execute(f'PRAGMA index_info("{name}")')]
            said = _said_by_being_there(connection, name)
            for record in _entries(pages, entry.root, len(columns) + 1):
                known = found.get(record[-1]) if isinstance(record[-1], int) else None
                if known is not None:
                    known.update(zip(columns, record, strict=False))
                    known.update(said)
    for row_id, day in _written(connection, table, found):
        found[row_id].setdefault(WRITTEN, day.isoformat())
    return found


def _said_by_being_there(connection: sqlite3.Connection, index: str) -> Known:
    """An index of the planned meetings alone says of each meeting in it that it is planned."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    found = re.search(r" WHERE (\w+) = '(\w+)'$", row[0] or "") if row else None
    return {found[1]: found[2]} if found else {}


def _entries(pages: Pages, root: int, length: int) -> Iterator[list[Value]]:
    for cell in walk(pages, root, False, set(), lambda number: None):
        try:
            record = values(cell.payload)
        except Malformed:
            continue
        if len(record) == length:
            yield record


def _written(connection: sqlite3.Connection, table: str, ids: Collection[int]) -> Iterator[tuple[int, date]]:
    notes = connection.execute(
        "SELECT c.row_id, coalesce(c.up_to, c.row_id), s.at FROM row_change c JOIN step s ON s.id = c.step_id "
        "WHERE c.table_name = ? AND c.op = 'I' ORDER BY c.seq DESC",
        (table,),
    )
    for first, last, at in notes:
        here = range(first, last + 1)
        for row_id in here if len(here) < len(ids) else [one for one in ids if one in here]:
            if row_id in ids:
                yield row_id, datetime.fromisoformat(at).astimezone().date()
