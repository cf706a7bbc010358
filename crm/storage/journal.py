"""Steps and their undoing: what the triggers noted, applied backwards in one transaction.

Undoing is a new step that names the one it undoes; bringing back is the undoing of the undoing.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any

from crm.errors import BookNotUsable, InTheWay, NotUnderstood
from crm.storage import digests

_NOTHING = os.urandom(
    12
).hex()  # for each None itself Python would ask around for an adapter, which takes longer
BATCH = 200  # rows a statement: a statement that fires triggers pays for a statement journal
_MANY = 10_000  # rows of one table in one step


@dataclass(frozen=True, slots=True)
class Step:
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
    connection.execute("UPDATE journal_now SET step_id = ?", (cursor.lastrowid,))
    return int(cursor.lastrowid or 0)


def close_step(
    connection: sqlite3.Connection, step_id: int, label: str, origin: str
) -> dict[str, Collection[int]]:
    """The rows the step touched, by table; a step that touched none leaves no trace and gives {}."""
    changed = touched(connection, step_id)
    connection.execute("UPDATE journal_now SET step_id = NULL")
    if changed:
        connection.execute("UPDATE step SET label = ?, origin = ? WHERE id = ?", (label, origin, step_id))
        digests.after_step(connection, step_id, _bounds(connection, step_id)[0])
    else:
        connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    return changed


def touched(connection: sqlite3.Connection, step_id: int) -> dict[str, Collection[int]]:
    bounds = _bounds(connection, step_id)
    ids = "FROM row_change WHERE seq >= ? AND seq < ?"
    by_table: dict[str, Collection[int]] = {}
    for (table,) in connection.execute(f"SELECT DISTINCT table_name {ids} ORDER BY 1", bounds).fetchall():
        one_table = (f"{ids} AND table_name = ?", (*bounds, table))
        by_table[table] = _run_of_ids(connection, *one_table)
        if not by_table[table]:
            rows = connection.execute(f"SELECT row_id {one_table[0]}", one_table[1])
            by_table[table] = frozenset(row[0] for row in rows)
    return by_table


def _run_of_ids(connection: sqlite3.Connection, which: str, values: tuple[Any, ...]) -> range:
    """Of very many rows: an import's stand one after the other, and need not be held one by one. Else nothing."""
    low, high, count = connection.execute(
        f"SELECT min(row_id), max(row_id), count(*) {which}", values
    ).fetchone()
    if count < _MANY:
        return range(0)
    if count != high - low + 1:
        count = connection.execute(f"SELECT count(DISTINCT row_id) {which}", values).fetchone()[0]
    return range(low, high + 1) if count == high - low + 1 else range(0)


def changes_so_far(connection: sqlite3.Connection) -> list[list[Any]]:
    """Of the step that is open: [table, id, I or U or D, values before or None, values after or None], in order."""
    rows = connection.execute(
        "SELECT table_name, row_id, op, before, after FROM row_change "
        "WHERE step_id = (SELECT step_id FROM journal_now) ORDER BY seq"
    )
    return [
        [table, row_id, op, *(json.loads(side) if side else None for side in sides)]
        for table, row_id, op, *sides in rows
    ]


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


def reverse(
    connection: sqlite3.Connection, step_id: int, at: datetime, redo: bool = False
) -> tuple[int, str]:
    """Inside a transaction: take a step back (or bring an undone one again). Gives the new step's id and the label.

    Raises NotUnderstood for a step that is not there or already so, InTheWay where later steps rest on it.
    """
    row = connection.execute(
        "SELECT label, undone_by FROM step WHERE id = ? AND origin IN ('user', 'import')", (step_id,)
    ).fetchone()
    if row is None:
        raise NotUnderstood(f"There is no step {step_id}.")
    label, undone_by = row
    if redo == (undone_by is None):
        raise NotUnderstood(f"“{label}” is {'not undone' if redo else 'already undone'}.")
    source = undone_by if redo else step_id
    _trust(connection, source, label)
    if found := obstacles(connection, source):
        raise InTheWay(
            f"“{label}” cannot be {'brought back' if redo else 'undone'} alone: later steps changed the same.",
            found,
        )
    reversal = _apply_backwards(connection, source, "redo" if redo else "undo", at)
    connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (reversal, source))
    if redo:
        connection.execute("UPDATE step SET undone_by = NULL WHERE id = ?", (step_id,))
    return reversal, label


def _trust(connection: sqlite3.Connection, step_id: int, label: str) -> None:
    sealed = connection.execute("SELECT digest FROM step WHERE id = ?", (step_id,)).fetchone()[0]
    if sealed is not None and sealed != digests.step_digest(connection, step_id):
        raise BookNotUsable(
            f"What the journal noted about “{label}” is damaged, so it was not undone; nothing was changed."
        )


def _bounds(connection: sqlite3.Connection, step_id: int) -> tuple[int, int]:
    first = connection.execute("SELECT first_seq FROM step WHERE id = ?", (step_id,)).fetchone()[0]
    following = connection.execute(
        "SELECT first_seq FROM step WHERE id > ? ORDER BY id LIMIT 1", (step_id,)
    ).fetchone()
    return first, following[0] if following else 1 << 62


def reach(connection: sqlite3.Connection, step_id: int) -> int:
    """How many row changes reversing it looks at, its own and all later ones: whether it takes a moment or seconds."""
    row = connection.execute(
        "SELECT coalesce((SELECT max(seq) FROM row_change), 0) - first_seq + 1 FROM step WHERE id = ?",
        (step_id,),
    ).fetchone()
    return max(row[0], 0) if row else 0


def obstacles(connection: sqlite3.Connection, step_id: int) -> list[int]:
    """Later steps in force that changed a field this one changed, or a row it made or removed; newest first."""
    low, high = _bounds(connection, step_id)
    if connection.execute("SELECT 1 FROM row_change WHERE seq >= ? LIMIT 1", (high,)).fetchone() is None:
        return []
    mine: dict[tuple[str, int], set[str]] = {}
    for table, row_id, op, before in connection.execute(
        "SELECT table_name, row_id, op, before FROM row_change WHERE seq >= ? AND seq < ?", (low, high)
    ):
        mine.setdefault((table, row_id), set()).update(json.loads(before) if op == "U" else "*")
    later: dict[int, None] = {}
    for step, table, row_id, op, before in connection.execute(
        "SELECT step_id, table_name, row_id, op, before FROM row_change WHERE seq >= ?", (high,)
    ):
        fields = mine.get((table, row_id))
        if fields is not None and ("*" in fields or op != "U" or fields & json.loads(before).keys()):
            later[step] = None
    return sorted(_in_force(connection, step_id, later), reverse=True)


def _in_force(connection: sqlite3.Connection, step_id: int, later: dict[int, None]) -> dict[int, None]:
    # A step and its own undoing, both later, cancel: pairwise, oldest first.
    undone_by = dict(connection.execute("SELECT id, undone_by FROM step WHERE id > ?", (step_id,)).fetchall())
    for step in sorted(later):
        if step in later and undone_by[step] in later:
            del later[undone_by[step]], later[step]
    return later


def _apply_backwards(connection: sqlite3.Connection, step_id: int, origin: str, at: datetime) -> int:
    # Exactly backwards: unique constraints are not deferrable, and only the way back in single steps passes them.
    connection.execute("PRAGMA defer_foreign_keys=1")
    rows = connection.execute(
        "SELECT table_name, op, row_id, before FROM row_change WHERE seq >= ? AND seq < ? ORDER BY seq DESC",
        _bounds(connection, step_id),
    ).fetchall()
    reversal = open_step(connection, origin, at, step_id)
    work = ((table, op, row_id, json.loads(before) if before else {}) for table, op, row_id, before in rows)
    for (table, op, names), run in groupby(work, key=lambda change: (change[0], change[1], tuple(change[3]))):
        _reverse_run(connection, table, op, names, run)
    own = {(row[0], row[2]) for row in rows}
    reached = {(table, row_id) for table, ids in touched(connection, reversal).items() for row_id in ids}
    if reached - own:
        raise InTheWay("Something added later rests on this; undo the later step first.", [])
    return reversal


def _reverse_run(
    connection: sqlite3.Connection,
    table: str,
    op: str,
    names: tuple[str, ...],
    run: Iterable[tuple[Any, ...]],
) -> None:
    if op == "I":
        for part in in_batches(run):
            marks = ", ".join("?" * len(part))
            connection.execute(f'DELETE FROM "{table}" WHERE id IN ({marks})', [change[2] for change in part])
    elif op == "U":
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        connection.executemany(
            f'UPDATE "{table}" SET {assignments} WHERE id = ?',
            [(*change[3].values(), change[2]) for change in run],
        )
    else:
        insert_many(connection, table, [*names, "id"], ((*change[3].values(), change[2]) for change in run))


def insert_many(
    connection: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert by the batch: about 2.5 times as fast as a row a statement where triggers listen."""
    names = ", ".join(f'"{name}"' for name in columns)
    empty = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if not row[3]}
    one = ", ".join(f"nullif(?, '{_NOTHING}')" if name in empty else "?" for name in columns)
    for part in in_batches(rows):
        values = ", ".join([f"({one})"] * len(part))
        given = [_NOTHING if value is None else value for row in part for value in row]
        connection.execute(f'INSERT INTO "{table}"({names}) VALUES {values}', given)


def in_batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    source = iter(rows)
    while part := list(islice(source, size)):
        yield part
