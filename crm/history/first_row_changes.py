"""The first journal entries of each step, and its last few: never all entries of a large step."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.history.vocabulary import COLUMNS
from crm.storage.reading import Reader

_OF_A_RUN = 12  # rows of people who existed before
_OF_ONE_PERSON = ("contact_point", "role", "person_tag", "note")
FIRST, LAST = 60, 20  # entries for what was deleted with a person precede the person's

_SPANS = """
WITH span AS (
  SELECT s.id, s.first_seq AS low, coalesce(
    (SELECT n.first_seq FROM step n WHERE n.id > s.id ORDER BY n.id LIMIT 1),
    (SELECT coalesce(max(seq), 0) + 1 FROM row_change)
  ) AS high FROM json_each(:steps) chosen JOIN step s ON s.id = chosen.value
)
"""
_ENTRIES = (
    _SPANS
    + """
SELECT span.id, c.table_name, c.row_id, c.op, c.before, c.after, c.up_to FROM span CROSS JOIN row_change c
  ON c.seq >= span.low AND c.seq < min(span.high, span.low + :first)
  WHERE c.table_name IN (SELECT value FROM json_each(:tables))
UNION ALL
SELECT span.id, c.table_name, c.row_id, c.op, c.before, c.after, c.up_to FROM span CROSS JOIN row_change c
  ON c.seq >= max(span.low + :first, span.high - :last) AND c.seq < span.high
  WHERE c.table_name IN (SELECT value FROM json_each(:tables))
"""
)


_NEW = (
    "SELECT coalesce(sum(coalesce(up_to, row_id) - row_id + 1), 0) FROM row_change "
    "WHERE seq >= :first AND seq < :end AND table_name = 'person' AND op = 'I'"
)
_COUNTED = 20_000  # journal entries


class StepEntry(NamedTuple):
    """One row of the journal. `before` and `after` are JSON, `up_to` is the last id of a run of new rows."""

    table: str
    row_id: int
    op: str
    before: str | None
    after: str | None
    up_to: int | None


class StepEntries(NamedTuple):
    """`end` is the first entry of later steps. `unread`: the number of omitted entries, `unread_new` of new
    people in them.
    """

    entries: list[StepEntry]
    end: int
    unread: int
    unread_new: int


def first_entries(read: Reader, step_ids: Sequence[int]) -> dict[int, StepEntries]:
    steps = json.dumps(list(step_ids))
    found: dict[int, StepEntries] = {}
    for step_id, low, high in read.rows(f"{_SPANS} SELECT id, low, high FROM span", steps=steps):
        unread = max(0, high - low - FIRST - LAST)
        new = read.value(_NEW, first=low + FIRST, end=min(high - LAST, low + _COUNTED)) if unread else 0
        found[step_id] = StepEntries([], high, unread, new)
    for step_id, *entry in read.rows(
        _ENTRIES, steps=steps, first=FIRST, last=LAST, tables=json.dumps([*COLUMNS])
    ):
        found[step_id].entries.append(StepEntry(*entry))
    for one in found.values():
        one.entries.extend(list(_of_people_before(read, one.entries)))
    return found


def _of_people_before(read: Reader, entries: list[StepEntry]) -> Iterator[StepEntry]:
    """The first rows of each run that belong to existing people: they are among those of new people."""
    new = [entry.row_id for entry in entries if entry.table == "person" and entry.op == "I"]
    for run in entries:
        if run.up_to is not None and run.table in _OF_ONE_PERSON:
            ids = read.values(
                f'SELECT id FROM "{run.table}" WHERE id BETWEEN :first AND :last AND person_id < :new LIMIT {_OF_A_RUN}',
                first=run.row_id,
                last=run.up_to,
                new=min(new, default=1 << 62),
            )
            yield from (StepEntry(run.table, row_id, "I", None, None, None) for row_id in ids)
