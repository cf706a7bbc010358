"""What a row was before: its notes in the journal, applied backwards to what it is now."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crm.storage.digests.hashing import UNREADABLE, Values, content_columns, hashed_with


@dataclass(frozen=True, slots=True)
class Note:
    """One change of one row: I, U or D, and the changed columns (U) or all of them (D) before it, as JSON."""

    row_id: int
    op: str
    before: bytes | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A row as it once was: not there, or what it is now but for `other` values. `whole`: they are all of its values."""

    is_there: bool
    whole: bool
    other: Values


ABSENT = Past(False, False, {})


def pasts(is_there_now: bool, notes: Iterable[Note]) -> Iterator[Past]:
    """What the row was before each of its notes, given newest first. Ends early where a note cannot be true."""
    past = Past(is_there_now, False, {})
    for note in notes:
        if note.op not in ("I", "U", "D") or past.is_there == (note.op == "D"):
            return
        if note.op == "I":
            past = ABSENT
        else:
            before = _values(note.before)
            if before is None:
                return
            past = Past(True, note.op == "D" or past.whole, {**past.other, **before})
        yield past


def _values(before: bytes | None) -> dict[str, object] | None:
    try:
        found = json.loads((before or b"").decode("utf-8"))
    except ValueError:  # damaged
        return None
    return found if isinstance(found, dict) else None


class Rebuilder:
    """Gives digests of rows of one table as they once were."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: Sequence[str] = ()) -> None:
        self._connection, self._table = connection, table
        self._columns = columns or content_columns(connection, table)

    def digest(self, row_id: int, past: Past) -> bytes | None:
        """None for a row that was not there, and for values that no row can hold."""
        if not past.is_there or not past.other.keys() <= set(self._columns):
            return None
        if past.whole and len(past.other) < len(self._columns):
            return None
        return hashed_with(self._connection, self._table, row_id, self._columns, past.other)


def before_all(
    connection: sqlite3.Connection,
    table: str,
    now: Collection[int],
    notes: Sequence[Note],
    columns: Sequence[str] = (),
) -> dict[int, bytes | None]:
    """The digest of each row that the notes, newest first, speak of as it was before all of them; None: not there.

    `now` are those of the rows that are there. What no row can have been is UNREADABLE.
    """
    rebuilder = Rebuilder(connection, table, columns)
    found: dict[int, bytes | None] = {}
    for row_id, own in by_row(notes).items():
        steps = list(pasts(row_id in now, own))
        is_whole = len(steps) == len(own)
        digest = rebuilder.digest(row_id, steps[-1]) if is_whole else None
        found[row_id] = UNREADABLE if digest is None and not (is_whole and steps[-1] == ABSENT) else digest
    return found


def by_row(notes: Iterable[Note]) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = {}
    for note in notes:
        found.setdefault(note.row_id, []).append(note)
    return found
