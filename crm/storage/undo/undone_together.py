"""Groups of steps that were undone or redone together, and are redone or undone together again.
Each step has its own row in the journal. A row without entries precedes the first; its `undoes` is the one
that the last of them undoes: the rows between belong to the group.
"""

import sqlite3
from datetime import datetime

from crm.storage.digests import table_digests
from crm.storage.journal.journal_steps import newest_in_force, newest_undone, open_step
from crm.storage.journal.row_changes import bounds
from crm.storage.undo.dependent_steps import reversible


def open_group(connection: sqlite3.Connection, origin: str, at: datetime, last: int, label: str) -> None:
    """Begin a group, which ends with the row that undoes `last`."""
    row_id = open_step(connection, origin, at, last)
    connection.execute("UPDATE step SET label = ? WHERE id = ?", (label, row_id))
    table_digests.after_step(connection, row_id, bounds(connection, row_id)[0])


def steps_to_undo(connection: sqlite3.Connection, step_id: int | None) -> list[int]:
    """The given step, or what Ctrl+Z undoes: the newest in force, or the steps redone just now."""
    return [step_id] if step_id else _redone_last(connection) or [newest_in_force(connection)]


def steps_to_redo(connection: sqlite3.Connection, step_id: int | None) -> list[int]:
    """The given step, or the last one undone; with the other steps of its group."""
    first = step_id or newest_undone(connection)
    return [first, *(one for one in undone_together_with(connection, first) if one != first)]


def undone_together_with(connection: sqlite3.Connection, step_id: int) -> list[int]:
    """The steps that were undone together with this undone step, itself included, and are still undone."""
    row = connection.execute("SELECT undone_by FROM step WHERE id = ?", (step_id,)).fetchone()
    return (_steps_of_group(connection, row[0]) if row and row[0] else []) or [step_id]


def _redone_last(connection: sqlite3.Connection) -> list[int]:
    """The steps redone by the newest row, with those of its group; empty if it is no redo."""
    newest = connection.execute("SELECT id, origin FROM step ORDER BY id DESC LIMIT 1").fetchone()
    if newest is None or newest[1] != "redo":
        return []
    return list(reversed(_steps_of_group(connection, newest[0]))) or [_step_of(connection, newest[0])]


def _step_of(connection: sqlite3.Connection, row_id: int) -> int:
    """The user's step that this row of the journal undid or redid."""
    return int(
        connection.execute(
            "SELECT coalesce(below.undoes, s.undoes) FROM step s JOIN step below ON below.id = s.undoes WHERE s.id = ?",
            (row_id,),
        ).fetchone()[0]
    )


def _steps_of_group(connection: sqlite3.Connection, row_id: int) -> list[int]:
    """The steps reversed by this row's group that have not been reversed again since."""
    rows: dict[int, list[int]] = {}
    for member in _group_of(connection, row_id):
        rows.setdefault(_step_of(connection, member), []).append(member)
    return [
        step_id
        for step_id, members in rows.items()
        if len(members) % 2 and reversible(connection, step_id).newest == members[-1]
    ]


def _group_of(connection: sqlite3.Connection, row_id: int) -> list[int]:
    """The rows of the group; empty for a single row."""
    begin = _begin_of_group(connection, row_id)
    if begin is None:
        return []
    rows = connection.execute(
        "SELECT id FROM step WHERE id > ?1 AND id <= "
        "(SELECT min(id) FROM step WHERE id > ?1 AND undoes = (SELECT undoes FROM step WHERE id = ?1)) ORDER BY id",
        (begin,),
    )
    members = [row[0] for row in rows]
    return members if row_id in members else []


def _begin_of_group(connection: sqlite3.Connection, row_id: int) -> int | None:
    """The nearest row without entries before this one, with only reversals between."""
    following = bounds(connection, row_id)[1]
    for before, origin, first_seq in connection.execute(
        "SELECT id, origin, first_seq FROM step WHERE id <= ? ORDER BY id DESC", (row_id,)
    ):
        if origin not in ("undo", "redo"):
            return None
        if first_seq == following:
            return int(before)
        following = first_seq
    return None
