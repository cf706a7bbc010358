"""What was undone or brought back as one, and comes back, or goes again, as one.

Each of the steps has a row of the journal of its own, as alone. Before the first of them stands a row without notes, which
names in `undoes` the one that the last of them undoes: what stands between the two is one group.
"""

import sqlite3
from datetime import datetime

from crm.storage.digests import table_digests
from crm.storage.journal.journal_steps import newest_in_force, newest_undone, open_step
from crm.storage.journal.row_changes import bounds
from crm.storage.undo.dependent_steps import reversible


def open_group(connection: sqlite3.Connection, origin: str, at: datetime, last: int, label: str) -> None:
    """What follows is a group, until a row that undoes `last`."""
    row_id = open_step(connection, origin, at, last)
    connection.execute("UPDATE step SET label = ? WHERE id = ?", (label, row_id))
    table_digests.after_step(connection, row_id, bounds(connection, row_id)[0])


def to_undo(connection: sqlite3.Connection, step_id: int | None) -> list[int]:
    """That step, or what Ctrl+Z takes back: the newest in force, or what was brought back just now."""
    return [step_id] if step_id else _brought_back_last(connection) or [newest_in_force(connection)]


def to_bring_back(connection: sqlite3.Connection, step_id: int | None) -> list[int]:
    """That step, or the one undone last; and what went with it as one."""
    first = step_id or newest_undone(connection)
    return [first, *(one for one in went_with(connection, first) if one != first)]


def went_with(connection: sqlite3.Connection, step_id: int) -> list[int]:
    """The steps that were undone as one with this undone step, itself among them, and were left so since."""
    row = connection.execute("SELECT undone_by FROM step WHERE id = ?", (step_id,)).fetchone()
    return (_steps_of_group(connection, row[0]) if row and row[0] else []) or [step_id]


def _brought_back_last(connection: sqlite3.Connection) -> list[int]:
    """What the newest of all rows brought back, with what came as one with it; none where it brought nothing back."""
    newest = connection.execute("SELECT id, origin FROM step ORDER BY id DESC LIMIT 1").fetchone()
    if newest is None or newest[1] != "redo":
        return []
    return list(reversed(_steps_of_group(connection, newest[0]))) or [_step_of(connection, newest[0])]


def _step_of(connection: sqlite3.Connection, row_id: int) -> int:
    """The step of the user that this row of the journal undid or brought back."""
    return int(
        connection.execute(
            "SELECT coalesce(below.undoes, s.undoes) FROM step s JOIN step below ON below.id = s.undoes WHERE s.id = ?",
            (row_id,),
        ).fetchone()[0]
    )


def _steps_of_group(connection: sqlite3.Connection, row_id: int) -> list[int]:
    """The steps that were reversed as one by this row of the journal and others, where that is how they still stand."""
    rows: dict[int, list[int]] = {}
    for member in _group_of(connection, row_id):
        rows.setdefault(_step_of(connection, member), []).append(member)
    return [
        step_id
        for step_id, members in rows.items()
        if len(members) % 2 and reversible(connection, step_id).newest == members[-1]
    ]


def _group_of(connection: sqlite3.Connection, row_id: int) -> list[int]:
    """None where the row stands alone."""
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
    """The nearest row without notes before this one, where there are reversals only between."""
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
