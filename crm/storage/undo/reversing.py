"""One step's notes applied backwards, as a step of its own: the rows it touched are as they were before it.

Undoing is a new step that names the one it undoes; bringing back is the undoing of the undoing.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from crm.errors import BookDamaged, NotUnderstood
from crm.examination import Finding
from crm.storage.bulk_insert import in_batches, insert_many
from crm.storage.digests import step_seals
from crm.storage.journal.changed_fields import Extent, Row, extent, whole_rows
from crm.storage.journal.journal_steps import open_step
from crm.storage.journal.row_changes import bounds
from crm.storage.undo.blocking_rows import Blocked, beyond, lacking, rows_refusing
from crm.storage.undo.dependent_steps import Reversible, extent_of, is_last

_Change = tuple[str, str, int, int, dict[str, Any]]
"""Table, kind, first and last row, and what was there before."""

_AT_ONCE = 1000  # rows of a run taken out by one statement


def reverse(connection: sqlite3.Connection, one: Reversible, at: datetime) -> int:
    """Inside a transaction: its notes backwards, and what undid what. Gives the new step's id; it is still open.

    Raises Blocked where later changes keep it from that; what was done is then to be rolled back by the caller.
    """
    trust(connection, one)
    reversal = _apply_backwards(connection, one, at)
    connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (reversal, one.source))
    if one.undone:
        connection.execute("UPDATE step SET undone_by = NULL WHERE id = ?", (one.step_id,))
    return reversal


def trust(connection: sqlite3.Connection, one: Reversible) -> None:
    """Raises NotUnderstood or BookDamaged where its notes are not what was written."""
    if step_seals.is_accepted(connection, one.source):
        raise NotUnderstood(
            f"What the journal noted about “{one.label}” was damaged, and was accepted as it is: it cannot be undone."
        )
    if not step_seals.fits(connection, one.source):
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
    # Exactly backwards: unique constraints are not deferrable, and only the way back in single steps passes them.
    connection.execute("PRAGMA defer_foreign_keys=1")
    low, high = bounds(connection, one.source)
    rows = connection.execute(
        "SELECT table_name, op, row_id, coalesce(up_to, row_id), before FROM row_change "
        "WHERE seq >= ? AND seq < ? ORDER BY seq DESC",
        (low, high),
    ).fetchall()
    is_alone = is_last(connection, one.newest)
    reversal = open_step(connection, "redo" if one.undone else "undo", at, one.source)
    work = ((*change[:4], json.loads(change[4]) if change[4] else {}) for change in rows)
    for (table, op, names), run in groupby(work, key=lambda one: (one[0], one[1], tuple(one[4]))):
        _reverse_run(connection, table, op, names, list(run))
    if not is_alone:
        _refuse_what_reaches_further(connection, extent_of(connection, one), *bounds(connection, reversal))
    return reversal


def _refuse_what_reaches_further(connection: sqlite3.Connection, own: Extent, low: int, high: int) -> None:
    """Something added later may have gone with a row, or a row that came back may rest on one that has gone since."""
    if (further := beyond(own, extent(connection, low, high))) is not None:
        raise Blocked(further)
    if missing := lacking(connection, low, high):
        raise Blocked(whole_rows(missing))


def _reverse_run(
    connection: sqlite3.Connection, table: str, op: str, names: tuple[str, ...], run: list[_Change]
) -> None:
    try:
        _write_back(connection, table, op, names, run)
    except sqlite3.IntegrityError as fault:
        raise Blocked(whole_rows(_refusing(connection, table, op, names, run))) from fault


def _refusing(
    connection: sqlite3.Connection, table: str, op: str, names: tuple[str, ...], run: list[_Change]
) -> Iterator[Row]:
    """Of a run that cannot be written back, what stands in the way of each change that alone cannot be either."""
    for change in run:
        if op == "D" and connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (change[2],)).fetchone():
            continue  # an earlier batch of the run
        try:
            _write_back(connection, table, op, names, [change])
        except sqlite3.IntegrityError:
            yield from rows_refusing(connection, table, change[2], change[4])


def _write_back(
    connection: sqlite3.Connection, table: str, op: str, names: tuple[str, ...], run: list[_Change]
) -> None:
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


def _take_out(connection: sqlite3.Connection, table: str, run: list[_Change]) -> None:
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
