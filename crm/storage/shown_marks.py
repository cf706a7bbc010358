"""What was once shown to the user: no content, so the journal hears nothing of it; a total of the table guards it.

Rows are hashed as those of content are, and the total is kept in `table_digest` under the table's own name.
"""

import sqlite3
from collections.abc import Iterable

from crm.storage.digests.hashing import NOTHING, Total, blake, set_total, table_total

TABLE = "shown"
_HASHED = "SELECT CAST(json_array(CAST(what AS TEXT), CAST(on_day AS TEXT)) AS BLOB) FROM shown"


def mark(connection: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Note (what, day): what was marked before has the new day."""
    total = table_total(connection, TABLE)
    if total is None:  # a book from before version 0.4
        total = summed(connection)
    for what, on_day in rows:
        old = connection.execute(f"{_HASHED} WHERE what = ?", (what,)).fetchone()
        connection.execute(
            "INSERT INTO shown(what, on_day) VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET on_day = excluded.on_day",
            (what, on_day),
        )
        new = connection.execute(f"{_HASHED} WHERE what = ?", (what,)).fetchone()
        total = total.changed(blake(old[0]) if old else None, blake(new[0]))
    set_total(connection, TABLE, total)


def summed(connection: sqlite3.Connection) -> Total:
    total = NOTHING
    for (row,) in connection.execute(_HASHED).fetchall():
        total = total.changed(None, blake(row))
    return total


def is_as_written(connection: sqlite3.Connection) -> bool:
    """Also of a book from before version 0.4, which has no total of it."""
    return table_total(connection, TABLE) in (None, summed(connection))


def accept(connection: sqlite3.Connection) -> None:
    """What is there counts, but for rows without a day: the guard could not read them."""
    connection.execute("DELETE FROM shown WHERE date(on_day) IS NOT on_day")
    set_total(connection, TABLE, summed(connection))
