"""Steps: one for each thing the user did, what it touched, and which is the next to be undone or brought back."""

import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from crm.errors import NotUnderstood
from crm.storage import digests
from crm.storage.notes import bounds, touched


class Step(NamedTuple):
    """One thing the user did. `at` is UTC, `undone` says whether it is taken back at present."""

    id: int
    label: str
    at: datetime
    origin: str
    undone: bool


def open_step(connection: sqlite3.Connection, origin: str, at: datetime, undoes: int | None = None) -> int:
    cursor = connection.execute(
        "INSERT INTO step(label, at, origin, first_seq, undoes) VALUES ('', ?, ?, "
        "(SELECT coalesce(max(seq), 0) + 1 FROM row_change), ?)",
        (at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), origin, undoes),
    )
    connection.execute("UPDATE journal_now SET step_id = ?, in_run = 0", (cursor.lastrowid,))
    return int(cursor.lastrowid or 0)


def close_step(
    connection: sqlite3.Connection, step_id: int, label: str, origin: str
) -> dict[str, Collection[int]]:
    """The rows the step touched, by table; a step that touched none leaves no trace and gives {}."""
    changed = touched(connection, step_id)
    connection.execute("UPDATE journal_now SET step_id = NULL")
    if changed:
        connection.execute("UPDATE step SET label = ?, origin = ? WHERE id = ?", (label, origin, step_id))
        digests.after_step(connection, step_id, bounds(connection, step_id)[0])
    else:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    return changed


def steps(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """What the user did, newest first; undoings show in `undone`, not as steps of their own."""
    rows = connection.execute(
        "SELECT id, label, at, origin, undone_by IS NOT NULL FROM step "
        "WHERE origin IN ('user', 'import') ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [Step(r[0], r[1], datetime.fromisoformat(r[2]), r[3], bool(r[4])) for r in rows]


def newest_in_force(connection: sqlite3.Connection) -> int:
    """The step Ctrl+Z takes back. Raises NotUnderstood where there is none."""
    row = connection.execute(
        "SELECT max(id) FROM step WHERE origin IN ('user', 'import') AND undone_by IS NULL"
    ).fetchone()
    if row[0] is None:
        raise NotUnderstood("There is nothing to undo.")
    return int(row[0])


def newest_undone(connection: sqlite3.Connection) -> int:
    """The step Ctrl+Shift+Z brings back: the last one undone, as long as nothing new was done since."""
    row = connection.execute(
        "SELECT undoes FROM step u WHERE origin = 'undo' AND undone_by IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM step s WHERE s.id > u.id AND s.origin IN ('user', 'import')) ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise NotUnderstood("There is nothing to bring back.")
    return int(row[0])
