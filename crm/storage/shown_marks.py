"""Marks of what was shown to the user once (table `shown`): not journalled, and guarded by a total over the
table. Rows are hashed like content; `table_digest` holds the total under the table's name.
"""

import sqlite3
from collections.abc import Iterable

from crm.storage.digests.hashing import NOTHING, Total, blake, set_total, table_total

TABLE = "shown"
_HASHED = "SELECT CAST(json_array(CAST(what AS TEXT), CAST(on_day AS TEXT)) AS BLOB) FROM shown"


def mark(connection: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Store (what, day) pairs, replacing the day of existing marks."""
    total = table_total(connection, TABLE)
    if total is None:  # a book from before version 0.4
        total = compute_total(connection)
    for what, on_day in rows:
        old = connection.execute(f"{_HASHED} WHERE what = ?", (what,)).fetchone()
        connection.execute(
            "INSERT INTO shown(what, on_day) VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET on_day = excluded.on_day",
            (what, on_day),
        )
        new = connection.execute(f"{_HASHED} WHERE what = ?", (what,)).fetchone()
        total = total.changed(blake(old[0]) if old else None, blake(new[0]))
    set_total(connection, TABLE, total)


def compute_total(connection: sqlite3.Connection) -> Total:
    total = NOTHING
    for (row,) in connection.execute(_HASHED).fetchall():
        total = total.changed(None, blake(row))
    return total


def is_as_written(connection: sqlite3.Connection) -> bool:
    """True also for a book from before version 0.4, which has no total."""
    return table_total(connection, TABLE) in (None, compute_total(connection))


def accept(connection: sqlite3.Connection) -> None:
    """Accept the table as it is, without rows that have no valid day: the schema would refuse them."""
    connection.execute("DELETE FROM shown WHERE date(on_day) IS NOT on_day")
    set_total(connection, TABLE, compute_total(connection))
