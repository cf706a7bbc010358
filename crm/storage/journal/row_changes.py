"""Row changes of a step: one entry in `row_change` per change, or one for a run of new rows.
A run is an insert with `up_to`: all ids from `row_id` to it, none of which was ever used before.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any, NamedTuple

from crm.storage.journal.earlier_rows import JournalEntry

Values = dict[str, Any]

_LONG_RUN = 10_000  # rows of one table in one step
_COUNT = "count(*) + coalesce(sum(up_to - row_id), 0)"
# SQL condition on a step: it has no entries, and begins a group of steps that were reversed together
# (`undo/groups`).
BEGINS_A_GROUP = (
    "coalesce(first_seq = (SELECT n.first_seq FROM step n WHERE n.id > step.id ORDER BY n.id LIMIT 1), 0)"
)
# An entry as one line, the input of a step's seal.
_WHOLE_LINE = (
    "seq || ' ' || step_id || ' ' || table_name || ' ' || row_id || ' ' || op || ' ' || coalesce(before, '-') || ' ' || "
    "coalesce(after, '-') || ' ' || coalesce(up_to, '-')"
)
# A flipped bit may have broken the UTF-8 of any text, and reading it would raise.
_OP = "CASE WHEN op IN ('I', 'U', 'D') THEN op ELSE '' END"
_OLD_LINE = (
    "table_name || ' ' || row_id || ' ' || op || ' ' || coalesce(before, '') || coalesce(' to ' || up_to, '')"
)


def bounds(connection: sqlite3.Connection, step_id: int) -> tuple[int, int]:
    """Its entries are low <= seq < high."""
    first = connection.execute("SELECT first_seq FROM step WHERE id = ?", (step_id,)).fetchone()[0]
    following = connection.execute(
        "SELECT first_seq FROM step WHERE id > ? ORDER BY id LIMIT 1", (step_id,)
    ).fetchone()
    return first, following[0] if following else 1 << 62


def touched_rows(connection: sqlite3.Connection, step_id: int) -> dict[str, Collection[int]]:
    """Changed ids by table. A long run, such as an import's, is given as a range."""
    by_table: dict[str, Collection[int]] = {}
    for table, found in spans(connection, *bounds(connection, step_id)).items():
        is_long_run = len(found) == 1 and len(found[0]) >= _LONG_RUN
        by_table[table] = found[0] if is_long_run else frozenset(chain.from_iterable(found))
    return by_table


def spans(connection: sqlite3.Connection, low: int, high: int, ops: str = "IUD") -> dict[str, list[range]]:
    """The rows in entries of these kinds, by table, as ascending ranges with gaps between."""
    found: dict[str, list[range]] = {}
    rows = connection.execute(
        "SELECT table_name, row_id, coalesce(up_to, row_id) FROM row_change "
        "WHERE seq >= ? AND seq < ? AND instr(?, op) ORDER BY table_name, row_id",
        (low, high, ops),
    )
    for table, first, last in rows:
        known = found.setdefault(table, [])
        if known and first <= known[-1].stop:
            known[-1] = range(known[-1].start, max(known[-1].stop, last + 1))
        else:
            known.append(range(first, last + 1))
    return found


class RowId(NamedTuple):
    """A row of any table of content."""

    table: str
    row_id: int


class RowChange(NamedTuple):
    """A change of one row. `op` is I, U or D; `before` and `after` are None or column values.
    As JSON it is a list in this order, which the column merge.changes stores.
    """

    table: str
    row_id: int
    op: str
    before: Values | None
    after: Values | None


def changes_so_far(connection: sqlite3.Connection) -> list[RowChange]:
    """The changes of the open step, in order, one per row."""
    rows = connection.execute(
        "SELECT table_name, row_id, coalesce(up_to, row_id), op, before, after FROM row_change "
        "WHERE step_id = (SELECT step_id FROM journal_now) ORDER BY seq"
    )
    return [
        RowChange(table, row_id, op, *(json.loads(side) if side else None for side in (before, after)))
        for table, first, last, op, before, after in rows
        for row_id in range(first, last + 1)
    ]


def count_changes_since(connection: sqlite3.Connection, step_id: int) -> int:
    """The number of row changes an undo examines, its own and all later ones: an estimate of its duration."""
    row = connection.execute(
        f"SELECT {_COUNT} FROM row_change WHERE seq >= (SELECT first_seq FROM step WHERE id = ?)", (step_id,)
    ).fetchone()
    return int(row[0])


def changes_between(connection: sqlite3.Connection, after: int, last: int) -> int:
    """The number of rows in a range of entries, counted as often as changed."""
    row = connection.execute(
        f"SELECT {_COUNT} FROM row_change WHERE seq > ? AND seq <= ?", (after, last)
    ).fetchone()
    return int(row[0])


def whole_lines(connection: sqlite3.Connection, low: int, high: int, at_once: int) -> Iterator[bytes]:
    """All columns of the entries with low <= seq < high, in order, many per chunk."""
    return _lines(connection, _WHOLE_LINE, low, high, at_once)


def old_lines(connection: sqlite3.Connection, low: int, high: int, at_once: int) -> Iterator[bytes]:
    """The lines sealed before version 0.4: without the values after, and without the numbers of entry and
    step.
    """
    return _lines(connection, _OLD_LINE, low, high, at_once)


def _lines(connection: sqlite3.Connection, line: str, low: int, high: int, at_once: int) -> Iterator[bytes]:
    # As bytes: a flipped bit may have broken the UTF-8, and hashing needs no text.
    select = (
        f"SELECT CAST(group_concat(line, char(10)) AS BLOB) FROM (SELECT {line} AS line FROM row_change "
        "WHERE seq >= ? AND seq < ? ORDER BY seq)"
    )
    while low < high:
        end = high if high - low <= at_once else _end(connection, low, high, at_once)
        text = connection.execute(select, (low, end)).fetchone()[0]
        if text is not None:
            yield text
        low = end


def _end(connection: sqlite3.Connection, low: int, high: int, at_once: int) -> int:
    """By existing entries: their numbers may lie far apart where one is damaged."""
    last = connection.execute(
        "SELECT max(seq) FROM (SELECT seq FROM row_change WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?)",
        (low, high, at_once),
    ).fetchone()[0]
    return high if last is None else int(last) + 1


def entries_by_table(connection: sqlite3.Connection, after: int, last: int) -> dict[str, list[JournalEntry]]:
    """A range of entries by table, newest first, a run as one entry per row."""
    found: dict[str, list[JournalEntry]] = {}
    rows = connection.execute(
        f"SELECT CAST(table_name AS BLOB), row_id, up_to, {_OP}, CAST(before AS BLOB) FROM row_change "
        "WHERE seq > ? AND seq <= ? ORDER BY seq DESC",
        (after, last),
    )
    for table, first, up_to, op, before in rows.fetchall():
        for row_id in range(first, (up_to or first) + 1):
            found.setdefault((table or b"").decode("utf-8", "replace"), []).append(
                JournalEntry(row_id, op, before)
            )
    return found


def entries_with_numbers(connection: sqlite3.Connection, numbers: list[int]) -> list[JournalEntry]:
    """The entries with these numbers, newest first."""
    rows = connection.execute(
        f"SELECT row_id, {_OP}, CAST(before AS BLOB) FROM row_change "
        "WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC",
        (json.dumps(numbers),),
    )
    return [JournalEntry(*row) for row in rows.fetchall()]
