"""Undoing or redoing one step together with its dependent steps, in one transaction."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from crm.errors import BookDamaged, GoodturnError, NotUnderstood
from crm.steps import Step
from crm.storage.journal.changed_fields import Extent
from crm.storage.journal.journal_steps import close_step, steps_of
from crm.storage.undo.blocking_rows import DependentRowsError
from crm.storage.undo.dependent_steps import (
    Reversible,
    extent_of,
    find_dependent_steps,
    is_last,
    reversible,
    sort_topologically,
    steps_reversed_since,
)
from crm.storage.undo.reversing import reverse
from crm.storage.undo.undone_together import open_group

# With more dependent steps, those that depend on them are not searched before the user has asked for it.
_MOST_DEPENDENTS = 200


class Reversed(NamedTuple):
    """The last step written, with the label of the requested step."""

    step_id: int
    label: str
    touched: dict[str, Collection[int]]


class UnrequestedDependentsError(Exception):
    """Steps that would have to be reversed first, newest first, and were not requested."""

    def __init__(self, label: str, steps: list[Step]) -> None:
        super().__init__()
        self.label = label
        self.steps = steps


def reverse_together(
    connection: sqlite3.Connection, asked: Sequence[int], at: datetime, redo: bool, with_dependents: bool
) -> Reversed:
    """Undo (or with `redo` redo) the first of these steps, inside a transaction; the others were reversed
    together with it before, and are again. With `with_dependents`, steps that depend on them are included.
    Raises NotUnderstood for an unknown step or one in that state already, UnrequestedDependentsError if later
    steps depend on one.
    """
    first = [_requested_step(connection, asked[0], redo), *(reversible(connection, one) for one in asked[1:])]
    write = _Reversal(connection, first, at, redo, with_dependents)
    if len(first) == 1 and is_last(connection, first[0].newest):
        return write.reverse_newest()
    extents = [(one.newest, extent_of(connection, one)) for one in first]
    wanted = {one.step_id: one for one in first}
    connection.execute("SAVEPOINT together")
    while True:
        dependent = find_dependent_steps(connection, extents)
        if len(extents) > len(first) and dependent.steps.keys() <= wanted.keys():
            return write.reverse_everything_since(min(one.newest for one in first))
        wanted = dependent.steps | wanted
        try:
            return write.reverse_steps(sort_topologically(wanted.values(), dependent.before))
        except _BlockedStep as stopped:
            connection.execute("ROLLBACK TO together")
            extents.append((stopped.at.newest, stopped.extent))


def _requested_step(connection: sqlite3.Connection, step_id: int, redo: bool) -> Reversible:
    one = reversible(connection, step_id)
    if redo != one.undone:
        raise NotUnderstood(f"“{one.label}” is {'not undone' if redo else 'already undone'}.")
    return one


class _BlockedStep(Exception):
    """One of several steps could not be reversed."""

    def __init__(self, at: Reversible, extent: Extent) -> None:
        super().__init__()
        self.at = at
        self.extent = extent


class _Reversal:
    """Reverses steps one by one, each as a row of its own, after the row that makes them a group."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        asked: Sequence[Reversible],
        at: datetime,
        redo: bool,
        with_dependents: bool,
    ) -> None:
        self._connection, self._asked, self._at = connection, asked, at
        self._origin = "redo" if redo else "undo"
        self._with_dependents = with_dependents
        self._touched: dict[str, Collection[int]] = {}

    def reverse_steps(self, steps: Sequence[Reversible]) -> Reversed:
        """Raises _BlockedStep if a step cannot be reversed yet, UnrequestedDependentsError if steps would be
        included that were not requested.
        """
        self._touched = {}
        dependents = self._dependents([one.step_id for one in steps])
        if len(dependents) > _MOST_DEPENDENTS and not self._with_dependents:
            raise UnrequestedDependentsError(self._asked[0].label, dependents)
        if len(steps) > 1:
            self._open_group(len(steps), steps[-1].source)
        try:
            written = [self._one(step) for step in steps]
        except GoodturnError:
            if dependents and not self._with_dependents:  # one of these is damaged
                raise UnrequestedDependentsError(self._asked[0].label, dependents) from None
            raise
        return self._reversed(written[-1], len(steps), dependents)

    def reverse_newest(self) -> Reversed:
        """For the newest step: nothing can block it."""
        try:
            return self.reverse_steps(self._asked)
        except _BlockedStep as stopped:
            raise _missing_contents(stopped.at) from stopped

    def reverse_everything_since(self, row_id: int) -> Reversed:
        """Reverses all later journal rows one by one: always possible; used when no smaller set of steps is."""
        self._touched = {}
        steps = steps_reversed_since(self._connection, row_id)
        often = Counter(steps)
        reversed_ids = [one for one in dict.fromkeys(steps) if often[one] % 2]
        self._open_group(len(reversed_ids), reversible(self._connection, steps[-1]).source)
        try:
            written = [self._one(reversible(self._connection, step_id)) for step_id in steps]
        except _BlockedStep as stopped:
            raise _missing_contents(stopped.at) from stopped
        return self._reversed(written[-1], len(reversed_ids), self._dependents(reversed_ids))

    def _dependents(self, steps: Iterable[int]) -> list[Step]:
        asked = {one.step_id for one in self._asked}
        return steps_of(self._connection, [one for one in steps if one not in asked])

    def _open_group(self, count: int, last: int) -> None:
        open_group(self._connection, self._origin, self._at, last, _label(self._asked[0], count - 1))

    def _one(self, step: Reversible) -> int:
        try:
            row_id = reverse(self._connection, step, self._at)
        except DependentRowsError as blocked:
            raise _BlockedStep(step, blocked.extent) from blocked
        own = close_step(self._connection, row_id, step.label, "redo" if step.undone else "undo")
        for table, ids in own.items():
            known = self._touched.get(table)
            self._touched[table] = ids if known is None else {*known, *ids}
        return row_id

    def _reversed(self, row_id: int, count: int, dependents: list[Step]) -> Reversed:
        if dependents and not self._with_dependents:
            raise UnrequestedDependentsError(self._asked[0].label, dependents)
        return Reversed(row_id, _label(self._asked[0], count - 1), self._touched)


def _label(asked: Reversible, others: int) -> str:
    return (
        f"{asked.label}, with {others:,} other {'step' if others == 1 else 'steps'}"
        if others
        else asked.label
    )


def _missing_contents(one: Reversible) -> BookDamaged:
    return BookDamaged(
        f"“{one.label}” cannot be taken back, as the book does not hold what it needs for that; nothing was changed. "
        "Run “check”: it says what is wrong."
    )
