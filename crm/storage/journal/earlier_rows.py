"""Earlier states of a row: its journal entries, applied backwards to the present row."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crm.storage.digests.hashing import UNREADABLE, Values, content_columns, digest_with


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A change of one row: I, U or D, and as JSON the changed columns (U) or all columns (D) before it."""

    row_id: int
    op: str
    before: bytes | None = None


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """An earlier state of a row: absent, or the present row with `other` values. `whole`: these are all of
    its values.
    """

    is_there: bool
    whole: bool
    other: Values


ABSENT = EarlierRow(False, False, {})


def earlier_states(is_there_now: bool, entries: Iterable[JournalEntry]) -> Iterator[EarlierRow]:
    """The state before each of its entries, given newest first. Ends early at an impossible entry."""
    past = EarlierRow(is_there_now, False, {})
    for entry in entries:
        if entry.op not in ("I", "U", "D") or past.is_there == (entry.op == "D"):
            return
        if entry.op == "I":
            past = ABSENT
        else:
            before = _values(entry.before)
            if before is None:
                return
            past = EarlierRow(True, entry.op == "D" or past.whole, {**past.other, **before})
        yield past


def _values(before: bytes | None) -> dict[str, object] | None:
    try:
        found = json.loads((before or b"").decode("utf-8"))
    except ValueError:  # damaged
        return None
    return found if isinstance(found, dict) else None


class Rebuilder:
    """Computes digests of earlier states of rows of one table."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: Sequence[str] = ()) -> None:
        self._connection, self._table = connection, table
        self._columns = columns or content_columns(connection, table)

    def digest(self, row_id: int, past: EarlierRow) -> bytes | None:
        """None for an absent row, and for values that no row can have."""
        if not past.is_there or not past.other.keys() <= set(self._columns):
            return None
        if past.whole and len(past.other) < len(self._columns):
            return None
        return digest_with(self._connection, self._table, row_id, self._columns, past.other)


def digests_before(
    connection: sqlite3.Connection,
    table: str,
    now: Collection[int],
    entries: Sequence[JournalEntry],
    columns: Sequence[str] = (),
) -> dict[int, bytes | None]:
    """The digest of each row in the entries (newest first) as it was before all of them; None if absent.
    `now` are the rows that exist. An impossible state is UNREADABLE.
    """
    rebuilder = Rebuilder(connection, table, columns)
    found: dict[int, bytes | None] = {}
    for row_id, own in group_by_row(entries).items():
        steps = list(earlier_states(row_id in now, own))
        is_whole = len(steps) == len(own)
        digest = rebuilder.digest(row_id, steps[-1]) if is_whole else None
        found[row_id] = UNREADABLE if digest is None and not (is_whole and steps[-1] == ABSENT) else digest
    return found


def group_by_row(entries: Iterable[JournalEntry]) -> dict[int, list[JournalEntry]]:
    found: dict[int, list[JournalEntry]] = {}
    for entry in entries:
        found.setdefault(entry.row_id, []).append(entry)
    return found
