"""The entries of one step, row by row: the row before the step and after it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm.history.first_row_changes import StepEntry
from crm.history.past_rows import PastRows, Values, image
from crm.storage.journal.row_changes import RowId

_OF_A_RUN = 3  # new people of a run described one by one


class DescribableChange(NamedTuple):
    """`before` has the changed columns, or all columns of a deleted row; None for a new row. `after`
    likewise. `row` is the whole row, as it was at the end or when it was deleted.
    """

    table: str
    row_id: int
    before: Values | None
    after: Values | None
    row: Values


def rows_of_entries(entries: Iterable[StepEntry]) -> Iterator[RowId]:
    """Of a run of new people the first few; other runs are omitted."""
    for entry in entries:
        if entry.up_to is None:
            yield RowId(entry.table, entry.row_id)
        elif entry.table == "person":
            yield from (RowId("person", one) for one in list(new_people([entry])[0])[:_OF_A_RUN])


def new_people(entries: Iterable[StepEntry]) -> list[range]:
    return [
        range(entry.row_id, (entry.up_to or entry.row_id) + 1)
        for entry in entries
        if entry.table == "person" and entry.op == "I"
    ]


def left_out(entries: Iterable[StepEntry]) -> int:
    """The number of people in runs that are not described one by one."""
    return sum(max(0, len(one) - _OF_A_RUN) for one in new_people(entries))


def rows_changed(entries: list[StepEntry], past: PastRows, end: int) -> list[DescribableChange]:
    """In the order of the step; rows that were added and deleted again are omitted."""
    by_row: dict[RowId, list[StepEntry]] = {}
    for entry in entries:
        for row in rows_of_entries([entry]):
            by_row.setdefault(row, []).append(entry)
    found = (_describable_change(row, own, past, end) for row, own in by_row.items())
    return [one for one in found if one is not None]


def _describable_change(
    row: RowId, entries: list[StepEntry], past: PastRows, end: int
) -> DescribableChange | None:
    is_new, is_gone = entries[0].op == "I", entries[-1].op == "D"
    before: Values = {}
    for entry in reversed(entries):
        before = {**before, **image(entry.before)}
    if is_gone:
        return None if is_new else DescribableChange(*row, before, None, before)
    values = past.row(row, end) or {}
    if is_new:
        return DescribableChange(*row, None, values, values)
    after: Values = {}
    for entry in entries:
        after |= image(entry.after)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return DescribableChange(*row, {name: before.get(name) for name in changed}, changed, {**values, **after})
