"""A step taken back or brought again: its notes applied backwards in one transaction.

Undoing is a new step that names the one it undoes; bringing back is the undoing of the undoing.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from crm.errors import BookNotUsable, InTheWay, NotUnderstood
from crm.storage import digests
from crm.storage.inserting import in_batches, insert_many
from crm.storage.journal import open_step
from crm.storage.notes import bounds, spans

_AT_ONCE = 1000  # rows of a run taken out by one statement


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


def obstacles(connection: sqlite3.Connection, step_id: int) -> list[int]:
    """Later steps in force that changed a field this one changed, or a row it made or removed; newest first."""
    low, high = bounds(connection, step_id)
    if connection.execute("SELECT 1 FROM row_change WHERE seq >= ? LIMIT 1", (high,)).fetchone() is None:
        return []
    fields = _changed_fields(connection, low, high)
    whole = spans(connection, low, high, "ID")
    later: dict[int, None] = {}
    for step, table, row_id, op, before in connection.execute(
        # A run is no obstacle: its ids were never used before, and what was done to its rows since has notes of its own.
        "SELECT step_id, table_name, row_id, op, before FROM row_change WHERE seq >= ? AND up_to IS NULL",
        (high,),
    ):
        mine = fields.get((table, row_id))
        is_same_field = mine is not None and (op != "U" or not mine.isdisjoint(json.loads(before)))
        if is_same_field or _holds(whole.get(table, []), range(row_id, row_id + 1)):
            later[step] = None
    return sorted(_in_force(connection, step_id, later), reverse=True)


def _changed_fields(connection: sqlite3.Connection, low: int, high: int) -> dict[tuple[str, int], set[str]]:
    fields: dict[tuple[str, int], set[str]] = {}
    for table, row_id, before in connection.execute(
        "SELECT table_name, row_id, before FROM row_change WHERE seq >= ? AND seq < ? AND op = 'U'",
        (low, high),
    ):
        fields.setdefault((table, row_id), set()).update(json.loads(before))
    return fields


def _holds(rising: list[range], rows: range) -> bool:
    place = bisect_right(rising, rows.start, key=lambda one: one.start)
    return place > 0 and rows.stop <= rising[place - 1].stop


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
    low, high = bounds(connection, step_id)
    rows = connection.execute(
        "SELECT table_name, op, row_id, coalesce(up_to, row_id), before FROM row_change "
        "WHERE seq >= ? AND seq < ? ORDER BY seq DESC",
        (low, high),
    ).fetchall()
    reversal = open_step(connection, origin, at, step_id)
    work = ((*change[:4], json.loads(change[4]) if change[4] else {}) for change in rows)
    for (table, op, names), run in groupby(work, key=lambda one: (one[0], one[1], tuple(one[4]))):
        _reverse_run(connection, table, op, names, run)
    own = spans(connection, low, high)
    for table, reached in spans(connection, *bounds(connection, reversal)).items():
        if not all(_holds(own.get(table, []), one) for one in reached):
            raise InTheWay("Something added later rests on this; undo the later step first.", [])
    return reversal


def _reverse_run(
    connection: sqlite3.Connection,
    table: str,
    op: str,
    names: tuple[str, ...],
    run: Iterable[tuple[Any, ...]],
) -> None:
    """Each change with table, kind, first and last row, and what was there before."""
    if op == "I":
        _take_out(connection, table, run)
    elif op == "U":
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        connection.executemany(
            f'UPDATE "{table}" SET {assignments} WHERE id = ?',
            [(*change[4].values(), change[2]) for change in run],
        )
    else:
        back = sorted(run, key=lambda change: change[2])  # the full-text index likes rising ids
        insert_many(connection, table, [*names, "id"], ((*change[4].values(), change[2]) for change in back))


def _take_out(connection: sqlite3.Connection, table: str, run: Iterable[tuple[Any, ...]]) -> None:
    for part in in_batches(run):
        single = [first for _, _, first, last, _ in part if first == last]
        marks = ", ".join("?" * len(single))
        connection.execute(f'DELETE FROM "{table}" WHERE id IN ({marks})', single)
        for _, _, first, last, _ in part:
            for start in range(first, last + 1 if last > first else first, _AT_ONCE):
                connection.execute(
                    f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?',
                    (start, min(start + _AT_ONCE - 1, last)),
                )
