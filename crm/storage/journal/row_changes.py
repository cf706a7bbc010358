"""What the journal noted of a step: a row of `row_change` a change, or one for a whole run of new rows.

A run is an insert with `up_to`: all ids from `row_id` to it, none of which was ever used before.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from crm.storage.journal.earlier_rows import Note

_MANY = 10_000  # rows of one table in one step
_COUNT = "count(*) + coalesce(sum(up_to - row_id), 0)"
# For SQL, of a row of step: it has no notes, and says that those after it went as one (`groups`).
BEGINS_A_GROUP = (
    "coalesce(first_seq = (SELECT n.first_seq FROM step n WHERE n.id > step.id ORDER BY n.id LIMIT 1), 0)"
)
# A note as one line: what a seal of a step is taken of.
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
    """Its notes are those with low <= seq < high."""
    first = connection.execute("SELECT first_seq FROM step WHERE id = ?", (step_id,)).fetchone()[0]
    following = connection.execute(
        "SELECT first_seq FROM step WHERE id > ? ORDER BY id LIMIT 1", (step_id,)
    ).fetchone()
    return first, following[0] if following else 1 << 62


def touched(connection: sqlite3.Connection, step_id: int) -> dict[str, Collection[int]]:
    """The ids of its rows by table. Of very many, an import's stand one after the other and are not held one by one."""
    by_table: dict[str, Collection[int]] = {}
    for table, found in spans(connection, *bounds(connection, step_id)).items():
        is_long_run = len(found) == 1 and len(found[0]) >= _MANY
        by_table[table] = found[0] if is_long_run else frozenset(chain.from_iterable(found))
    return by_table


def spans(connection: sqlite3.Connection, low: int, high: int, ops: str = "IUD") -> dict[str, list[range]]:
    """The rows that notes of these kinds speak of, as rising ranges with gaps between, by table in order."""
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


def changes_so_far(connection: sqlite3.Connection) -> list[list[Any]]:
    """Of the step that is open: [table, id, I or U or D, values before or None, values after or None], in order."""
    rows = connection.execute(
        "SELECT table_name, row_id, coalesce(up_to, row_id), op, before, after FROM row_change "
        "WHERE step_id = (SELECT step_id FROM journal_now) ORDER BY seq"
    )
    return [
        [table, row_id, op, *(json.loads(side) if side else None for side in sides)]
        for table, first, last, op, *sides in rows
        for row_id in range(first, last + 1)
    ]


def reach(connection: sqlite3.Connection, step_id: int) -> int:
    """How many row changes reversing it looks at, its own and all later ones: whether it takes a moment or seconds."""
    row = connection.execute(
        f"SELECT {_COUNT} FROM row_change WHERE seq >= (SELECT first_seq FROM step WHERE id = ?)", (step_id,)
    ).fetchone()
    return int(row[0])


def changes_between(connection: sqlite3.Connection, after: int, last: int) -> int:
    """How many rows the notes after one and up to another speak of, one counted as often as it changed."""
    row = connection.execute(
        f"SELECT {_COUNT} FROM row_change WHERE seq > ? AND seq <= ?", (after, last)
    ).fetchone()
    return int(row[0])


def whole_lines(connection: sqlite3.Connection, low: int, high: int, at_once: int) -> Iterator[bytes]:
    """Everything the notes with low <= seq < high say, in order and many at a time."""
    return _lines(connection, _WHOLE_LINE, low, high, at_once)


def old_lines(connection: sqlite3.Connection, low: int, high: int, at_once: int) -> Iterator[bytes]:
    """The same as it was sealed before version 0.4: without the values after, and without the numbers of note and step."""
    return _lines(connection, _OLD_LINE, low, high, at_once)


def _lines(connection: sqlite3.Connection, line: str, low: int, high: int, at_once: int) -> Iterator[bytes]:
    # As bytes: a flipped bit may have broken the UTF-8, and hashing needs no letters.
    select = (
        f"SELECT CAST(group_concat(note, char(10)) AS BLOB) FROM (SELECT {line} AS note FROM row_change "
        "WHERE seq >= ? AND seq < ? ORDER BY seq)"
    )
    while low < high:
        end = high if high - low <= at_once else _end(connection, low, high, at_once)
        text = connection.execute(select, (low, end)).fetchone()[0]
        if text is not None:
            yield text
        low = end


def _end(connection: sqlite3.Connection, low: int, high: int, at_once: int) -> int:
    """By the notes there are: their numbers may lie far apart where one is damaged."""
    last = connection.execute(
        "SELECT max(seq) FROM (SELECT seq FROM row_change WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?)",
        (low, high, at_once),
    ).fetchone()[0]
    return high if last is None else int(last) + 1


def single_notes(connection: sqlite3.Connection, after: int, last: int) -> dict[str, list[Note]]:
    """The notes after one and up to another by table, newest first, a run as one for each of its rows."""
    found: dict[str, list[Note]] = {}
    rows = connection.execute(
        f"SELECT CAST(table_name AS BLOB), row_id, up_to, {_OP}, CAST(before AS BLOB) FROM row_change "
        "WHERE seq > ? AND seq <= ? ORDER BY seq DESC",
        (after, last),
    )
    for table, first, up_to, op, before in rows.fetchall():
        for row_id in range(first, (up_to or first) + 1):
            found.setdefault((table or b"").decode("utf-8", "replace"), []).append(Note(row_id, op, before))
    return found


def numbered_notes(connection: sqlite3.Connection, numbers: list[int]) -> list[Note]:
    """The notes of these numbers, newest first."""
    rows = connection.execute(
        f"SELECT row_id, {_OP}, CAST(before AS BLOB) FROM row_change "
        "WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC",
        (json.dumps(numbers),),
    )
    return [Note(*row) for row in rows.fetchall()]
