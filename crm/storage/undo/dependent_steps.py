"""Dependent steps: which steps must be reversed before a step can be, because they changed the same since.
A step, its undo and its redo form a chain. Only the newest row of a chain matters, and only if the step's
state differs from its state when the earlier step was done: an even number of reversals since then cancels
out.
"""

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from crm.errors import NotUnderstood
from crm.storage.journal.changed_fields import Extent, HeldExtents, extent
from crm.storage.journal.row_changes import bounds

_CHAINS = (
    "SELECT s.id, coalesce(below.undoes, s.undoes, s.id) FROM "
    "(SELECT id, undoes, first_seq < lead(first_seq, 1, 1 << 62) OVER (ORDER BY id) AS has_entries FROM step "
    "WHERE id > ?) s LEFT JOIN step below ON below.id = s.undoes WHERE s.has_entries ORDER BY s.id"
)
_NEWEST_REDO = (
    "SELECT max(redo.id) FROM step redo JOIN step undo ON undo.id = redo.undoes "
    "WHERE redo.id > ?1 AND redo.origin = 'redo' AND undo.undoes = ?1"
)


class Reversible(NamedTuple):
    """A step of the user and its state. `source` has the entries to apply, `newest` is the newest row of its
    chain.
    """

    step_id: int
    label: str
    source: int
    newest: int
    undone: bool


def reversible(connection: sqlite3.Connection, step_id: int, newest: int | None = None) -> Reversible:
    """`newest` if known. Raises NotUnderstood for an unknown step."""
    row = connection.execute(
        "SELECT label, undone_by FROM step WHERE id = ? AND origin IN ('user', 'import')", (step_id,)
    ).fetchone()
    if row is None:
        raise NotUnderstood(f"There is no step {step_id}.")
    label, undone_by = row
    if undone_by is not None:
        return Reversible(step_id, label, undone_by, undone_by, True)
    newest = newest or connection.execute(_NEWEST_REDO, (step_id,)).fetchone()[0] or step_id
    return Reversible(step_id, label, step_id, newest, False)


def extent_of(connection: sqlite3.Connection, one: Reversible) -> Extent:
    return extent(connection, *bounds(connection, one.source))


def is_last(connection: sqlite3.Connection, row_id: int) -> bool:
    """Whether there are no entries after this row of the journal."""
    high = bounds(connection, row_id)[1]
    return connection.execute("SELECT 1 FROM row_change WHERE seq >= ? LIMIT 1", (high,)).fetchone() is None


class DependentSteps(NamedTuple):
    """The dependent steps by id; `before` maps each to the newest rows of the steps that must wait for it."""

    steps: dict[int, Reversible]
    before: dict[int, set[int]]


def find_dependent_steps(
    connection: sqlite3.Connection, extents: Iterable[tuple[int, Extent]]
) -> DependentSteps:
    """The steps that depend on these extents; each extent comes with the newest row of its step."""
    held, lowest = HeldExtents(), 1 << 62
    for after, one in extents:
        held.add(after, one)
        lowest = min(lowest, after)
    walk = _Walk(connection, held, lowest)
    for entry in connection.execute(
        # A run never blocks: its ids were never used before, and later changes of its rows have
        # entries of their own.
        "SELECT step_id, table_name, row_id, op, before FROM row_change WHERE seq >= ? AND up_to IS NULL "
        "ORDER BY seq",
        (bounds(connection, lowest)[1],),
    ):
        walk.see(*entry)
    walk.end_row()
    return walk.found


def sort_topologically(steps: Iterable[Reversible], before: Mapping[int, set[int]]) -> list[Reversible]:
    """A topological order: a dependent step before those it depends on; otherwise the later step first."""
    by_row = {one.newest: one for one in steps}
    waits = Counter(row for one in by_row.values() for row in before.get(one.step_id, ()))
    ready = [(-one.source, row) for row, one in by_row.items() if not waits[row]]
    heapify(ready)
    ordered: list[Reversible] = []
    while ready:
        one = by_row[heappop(ready)[1]]
        ordered.append(one)
        for row in before.get(one.step_id, ()):
            waits[row] -= 1
            if not waits[row] and row in by_row:
                heappush(ready, (-by_row[row].source, row))
    return ordered


def steps_reversed_since(connection: sqlite3.Connection, row_id: int) -> list[int]:
    """The steps of the journal's rows from this one on, newest first: each as often as it was reversed."""
    return list(reversed(_Chains(connection, row_id - 1).step_of.values()))


class _Chains:
    """The rows of the journal after one, by the user's step they belong to."""

    def __init__(self, connection: sqlite3.Connection, after: int) -> None:
        self.step_of: dict[int, int] = {}
        self.rows: dict[int, list[int]] = {}
        for row_id, step_id in connection.execute(_CHAINS, (after,)):
            self.step_of[row_id] = step_id
            self.rows.setdefault(step_id, []).append(row_id)

    def differs_since(self, step_id: int, row_id: int) -> bool:
        rows = self.rows.get(step_id, [])
        return (len(rows) - bisect_right(rows, row_id)) % 2 == 1


class _Walk:
    """A walk through the later entries in order: the extent of a dependent step is held from there on."""

    def __init__(self, connection: sqlite3.Connection, held: HeldExtents, lowest: int) -> None:
        self._connection, self._held = connection, held
        self._chains = _Chains(connection, lowest)
        self._newest = {rows[-1] for rows in self._chains.rows.values()}
        self._row_id, self._changed = 0, set[int]()
        self.found = DependentSteps({}, {})

    def see(self, row_id: int, table: str, content_id: int, op: str, before: str) -> None:
        if row_id != self._row_id:
            self.end_row()
            self._row_id = row_id
        if row_id in self._newest:
            self._changed.update(self._held.changed_by(table, content_id, op, before))

    def end_row(self) -> None:
        changed, self._changed = self._changed, set()
        step_id = self._chains.step_of.get(self._row_id, 0)
        below = {after for after in changed if self._chains.differs_since(step_id, after)}
        if below:
            one = reversible(self._connection, step_id, self._row_id)
            self.found.steps[step_id], self.found.before[step_id] = one, below
            self._held.add(self._row_id, extent_of(self._connection, one))
