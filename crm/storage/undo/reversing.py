"""Reversing one step: its journal entries are applied backwards, as a new step that names it in `undoes`.
A redo is the reversal of the reversal.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from crm.errors import BookDamaged, NotUnderstood
from crm.examination import Finding
from crm.storage.bulk_insert import in_batches, insert_many
from crm.storage.digests import step_seals
from crm.storage.journal.changed_fields import Extent, extent, whole_rows
from crm.storage.journal.journal_steps import open_step
from crm.storage.journal.row_changes import RowId, bounds
from crm.storage.undo.blocking_rows import DependentRowsError, blocking_rows, changes_beyond, missing_rows
from crm.storage.undo.dependent_steps import Reversible, extent_of, is_last


class _Change(NamedTuple):
    """A journal entry to reverse. `last_id` differs from `row_id` for a run; `before` are the earlier values."""

    table: str
    op: str
    row_id: int
    last_id: int
    before: dict[str, Any]


_BATCH = 1000  # rows of a run deleted per statement


def reverse(connection: sqlite3.Connection, one: Reversible, at: datetime) -> int:
    """Reverse a step inside a transaction, and update `undone_by`. Returns the new step's id; it is still
    open. Raises DependentRowsError if later changes prevent it; the caller rolls back.
    """
    refuse_damaged_journal(connection, one)
    reversal = _apply_backwards(connection, one, at)
    connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (reversal, one.source))
    if one.undone:
        connection.execute("UPDATE step SET undone_by = NULL WHERE id = ?", (one.step_id,))
    return reversal


def refuse_damaged_journal(connection: sqlite3.Connection, one: Reversible) -> None:
    """Raises NotUnderstood or BookDamaged if the step's journal is damaged."""
    if step_seals.is_accepted(connection, one.source):
        raise NotUnderstood(
            f"What the journal noted about “{one.label}” was damaged, and was accepted as it is: it cannot be undone."
        )
    if not step_seals.is_intact(connection, one.source):
        damaged = Finding(
            "step",
            f"The notes of step {one.source} are damaged: it can no longer be undone.",
            "step",
            one.source,
        )
        raise BookDamaged(
            f"What the journal noted about “{one.label}” is damaged, so it was not undone; nothing was changed. "
            "Run “check”: it puts it right from a backup or accepts it as it is.",
            [damaged],
        )


def _apply_backwards(connection: sqlite3.Connection, one: Reversible, at: datetime) -> int:
    # Strictly backwards: unique constraints are not deferrable, and are satisfied only at each single
    # step back.
    connection.execute("PRAGMA defer_foreign_keys=1")
    low, high = bounds(connection, one.source)
    rows = connection.execute(
        "SELECT table_name, op, row_id, coalesce(up_to, row_id), before FROM row_change "
        "WHERE seq >= ? AND seq < ? ORDER BY seq DESC",
        (low, high),
    ).fetchall()
    is_alone = is_last(connection, one.newest)
    reversal = open_step(connection, "redo" if one.undone else "undo", at, one.source)
    changes = (_change(*row) for row in rows)
    for (table, op, names), run in groupby(changes, key=lambda one: (one.table, one.op, tuple(one.before))):
        _reverse_run(connection, table, op, names, list(run))
    if not is_alone:
        _refuse_further_changes(connection, extent_of(connection, one), *bounds(connection, reversal))
    return reversal


def _change(table: str, op: str, row_id: int, last_id: int, before: str | None) -> _Change:
    return _Change(table, op, row_id, last_id, json.loads(before) if before else {})


def _refuse_further_changes(connection: sqlite3.Connection, own: Extent, low: int, high: int) -> None:
    """A later row may have been deleted by a cascade, or an inserted row may refer to one deleted since."""
    if (further := changes_beyond(own, extent(connection, low, high))) is not None:
        raise DependentRowsError(further)
    if missing := missing_rows(connection, low, high):
        raise DependentRowsError(whole_rows(missing))


def _reverse_run(
    connection: sqlite3.Connection, table: str, op: str, names: tuple[str, ...], run: list[_Change]
) -> None:
    try:
        _write_back(connection, table, op, names, run)
    except sqlite3.IntegrityError as fault:
        raise DependentRowsError(whole_rows(_blocking_rows(connection, table, op, names, run))) from fault


def _blocking_rows(
    connection: sqlite3.Connection, table: str, op: str, names: tuple[str, ...], run: list[_Change]
) -> Iterator[RowId]:
    """For a run that cannot be written back: the blocking rows of each change that fails alone, too."""
    for change in run:
        if (
            op == "D"
            and connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (change.row_id,)).fetchone()
        ):
            continue  # an earlier batch of the run
        try:
            _write_back(connection, table, op, names, [change])
        except sqlite3.IntegrityError:
            yield from blocking_rows(connection, table, change.row_id, change.before)


def _write_back(
    connection: sqlite3.Connection, table: str, op: str, names: tuple[str, ...], run: list[_Change]
) -> None:
    if op == "I":
        _delete_rows(connection, table, run)
    elif op == "U":
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        connection.executemany(
            f'UPDATE "{table}" SET {assignments} WHERE id = ?',
            [(*change.before.values(), change.row_id) for change in run],
        )
    else:
        ascending = sorted(run, key=lambda change: change.row_id)  # faster in the full-text index
        rows = ((*change.before.values(), change.row_id) for change in ascending)
        insert_many(connection, table, [*names, "id"], rows)


def _delete_rows(connection: sqlite3.Connection, table: str, run: list[_Change]) -> None:
    for part in in_batches(run):
        single = [change.row_id for change in part if change.row_id == change.last_id]
        marks = ", ".join("?" * len(single))
        connection.execute(f'DELETE FROM "{table}" WHERE id IN ({marks})', single)
        for change in part:
            if change.last_id > change.row_id:
                _delete_range(connection, table, change.row_id, change.last_id)


def _delete_range(connection: sqlite3.Connection, table: str, first: int, last: int) -> None:
    for start in range(first, last + 1, _BATCH):
        connection.execute(
            f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?', (start, min(start + _BATCH - 1, last))
        )
