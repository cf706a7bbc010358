"""The entries of one step, row by row: the row before the step and after it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm.history.earlier_rows import EarlierRows, Row, Values, image
from crm.history.first_row_changes import Note

_OF_A_RUN = 3  # new people of a run described one by one


class RowChange(NamedTuple):
    """`before` has the changed columns, or all columns of a deleted row; None for a new row. `after`
    likewise. `row` is the whole row, as it was at the end or when it was deleted.
    """

    table: str
    row_id: int
    before: Values | None
    after: Values | None
    row: Values


def rows_noted(notes: Iterable[Note]) -> Iterator[Row]:
    """Of a run of new people the first few; other runs are omitted."""
    for note in notes:
        if note.up_to is None:
            yield note.table, note.row_id
        elif note.table == "person":
            yield from (("person", one) for one in list(new_people([note])[0])[:_OF_A_RUN])


def new_people(notes: Iterable[Note]) -> list[range]:
    return [
        range(note.row_id, (note.up_to or note.row_id) + 1)
        for note in notes
        if note.table == "person" and note.op == "I"
    ]


def left_out(notes: Iterable[Note]) -> int:
    """The number of people in runs that are not described one by one."""
    return sum(max(0, len(one) - _OF_A_RUN) for one in new_people(notes))


def rows_changed(notes: list[Note], past: EarlierRows, end: int) -> list[RowChange]:
    """In the order of the step; rows that were added and deleted again are omitted."""
    by_row: dict[Row, list[Note]] = {}
    for note in notes:
        for row in rows_noted([note]):
            by_row.setdefault(row, []).append(note)
    found = (_row_change(row, own, past, end) for row, own in by_row.items())
    return [one for one in found if one is not None]


def _row_change(row: Row, notes: list[Note], past: EarlierRows, end: int) -> RowChange | None:
    is_new, is_gone = notes[0].op == "I", notes[-1].op == "D"
    before: Values = {}
    for note in reversed(notes):
        before = {**before, **image(note.before)}
    if is_gone:
        return None if is_new else RowChange(*row, before, None, before)
    values = past.row(row, end) or {}
    if is_new:
        return RowChange(*row, None, values, values)
    after: Values = {}
    for note in notes:
        after |= image(note.after)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return RowChange(*row, {name: before.get(name) for name in changed}, changed, {**values, **after})
