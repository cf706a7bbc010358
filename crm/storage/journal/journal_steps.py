"""Steps in the journal: opening, closing, listing, and the next one to undo or redo."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from crm.errors import NotUnderstood
from crm.steps import Step
from crm.storage.digests import step_seals, table_digests
from crm.storage.journal.row_changes import bounds, touched_rows


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
    """Returns the changed rows by table; a step without changes is deleted and returns {}."""
    changed = touched_rows(connection, step_id)
    connection.execute("UPDATE journal_now SET step_id = NULL")
    if changed:
        connection.execute("UPDATE step SET label = ?, origin = ? WHERE id = ?", (label, origin, step_id))
        table_digests.after_step(connection, step_id, bounds(connection, step_id)[0])
    else:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    return changed


def steps(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """The user's steps, newest first; an undo is not listed, but shows in `undone`."""
    rows = connection.execute(
        "SELECT id, label, at, origin, undone_by IS NOT NULL FROM step "
        "WHERE origin IN ('user', 'import') ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [_step(row) for row in rows]


def steps_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Step]:
    """The user's steps with these ids, in this order."""
    rows = connection.execute(
        "SELECT id, label, at, origin, undone_by IS NOT NULL FROM step "
        "WHERE id IN (SELECT value FROM json_each(?)) AND origin IN ('user', 'import')",
        (json.dumps(list(ids)),),
    )
    found = {row[0]: _step(row) for row in rows}
    return [found[one] for one in ids if one in found]


def _step(row: sqlite3.Row) -> Step:
    return Step(row[0], row[1], datetime.fromisoformat(row[2]), row[3], bool(row[4]))


def newest_in_force(connection: sqlite3.Connection) -> int:
    """The step that Ctrl+Z undoes: not one whose damaged journal was accepted. Raises NotUnderstood if there
    is none.
    """
    row = connection.execute(
        "SELECT max(id) FROM step WHERE origin IN ('user', 'import') AND undone_by IS NULL "
        f"AND NOT ({step_seals.IS_ACCEPTED})"
    ).fetchone()
    if row[0] is None:
        raise NotUnderstood("There is nothing to undo.")
    return int(row[0])


def newest_undone(connection: sqlite3.Connection) -> int:
    """The step that Ctrl+Shift+Z redoes: the last one undone, unless a newer step exists. Raises
    NotUnderstood.
    """
    row = connection.execute(
        "SELECT s.id FROM step u JOIN step s ON s.id = u.undoes AND s.undone_by = u.id "
        "WHERE u.origin = 'undo' AND u.id > (SELECT coalesce(max(id), 0) FROM step WHERE origin IN ('user', 'import')) "
        "ORDER BY u.id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise NotUnderstood("There is nothing to bring back.")
    return int(row[0])
