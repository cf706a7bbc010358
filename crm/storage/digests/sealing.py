"""Digesting the rows of a large step in slices of bounded time, each a short transaction.
Rows are processed by table and id, not by step: until a pass is done, a digest in `row_digest` may be from
any time since `digested_seq`. So a row is sound if its digest matches the row as it is now, or as it was
before one of its journal entries since then. A row that matches none keeps its old digest and is reported by
every later check. An interrupted pass starts again: rows already done have their digests and cost next to
nothing.
"""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from time import perf_counter
from typing import NamedTuple

from crm.examination import Finding
from crm.storage.digests import hashing
from crm.storage.digests.table_digests import changed_row_finding
from crm.storage.journal.earlier_rows import JournalEntry, Rebuilder, earlier_states, group_by_row
from crm.storage.journal.row_changes import changes_between, entries_by_table, entries_with_numbers
from crm.storage.transactions import transaction

_ROWS = 400  # hashed between two looks at the clock
_GAP = 50  # untouched rows between two touched ones that are included rather than skipped
_MOST_LATER = 2_000  # changes made during a pass: with more, the pass starts again


class Sealed(NamedTuple):
    """`is_done`: no rows are pending. `findings`: damaged rows."""

    is_done: bool
    findings: list[Finding]


class _Touched:
    """The rows of one table in a pass, as arrays of numbers: a step may have a million."""

    def __init__(self) -> None:
        self.ids, self.seqs = array("q"), array("q")  # entries of single rows, sorted by row and entry
        self.runs: list[tuple[int, int]] = []  # first and last row
        self.spans: list[tuple[int, int]] = []  # ascending ranges that cover all touched rows

    def add(self, first: int, up_to: int | None, seq: int) -> None:
        last = first if up_to is None else up_to
        if up_to is None:
            self.ids.append(first)
            self.seqs.append(seq)
        else:
            self.runs.append((first, last))
        if self.spans and first <= self.spans[-1][1] + _GAP:
            self.spans[-1] = (self.spans[-1][0], max(self.spans[-1][1], last))
        else:
            self.spans.append((first, last))

    def chunks(self) -> Iterator[tuple[int, int]]:
        for first, last in self.spans:
            for start in range(first, last + 1, _ROWS):
                yield start, min(start + _ROWS - 1, last)

    def numbers(self, first: int, last: int) -> list[int]:
        return self.seqs[bisect_left(self.ids, first) : bisect_right(self.ids, last)].tolist()

    def is_of_run(self, row_id: int) -> bool:
        place = bisect_right(self.runs, row_id, key=lambda run: run[0])
        return place > 0 and row_id <= self.runs[place - 1][1]


class Sealing:
    """One pass over the rows that were pending when it was created, possibly on a reader's connection.
    `tables` are the content tables during a migration, when no triggers name them.
    """

    def __init__(self, connection: sqlite3.Connection, tables: Collection[str] = ()) -> None:
        self._done = connection.execute("SELECT digested_seq FROM digest_state").fetchone()[0]
        self._last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
        self._newest = _newest_seal(connection, self._last)
        known = set(tables or hashing.tables(connection))
        self._touched: dict[str, _Touched] = {}
        for table, first, up_to, seq in connection.execute(
            "SELECT CAST(table_name AS BLOB), row_id, up_to, seq FROM row_change WHERE seq > ? AND seq <= ? "
            "ORDER BY table_name, row_id, seq",
            (self._done, self._last),
        ):
            name = (table or b"").decode("utf-8", "replace")
            if name in known:  # otherwise a damaged entry, which the seal of its step reports
                self._touched.setdefault(name, _Touched()).add(first, up_to, seq)
        self._waiting = deque(
            (name, chunk) for name, touched in self._touched.items() for chunk in touched.chunks()
        )

    def finish(self, connection: sqlite3.Connection) -> list[Finding]:
        """Everything, in one transaction."""
        return self.slice(connection, float("inf")).findings

    def finish_within(self, connection: sqlite3.Connection) -> list[Finding]:
        """Everything, inside the transaction in which the pass was created."""
        return self._go_on(connection, float("inf"), {})

    def slice(self, connection: sqlite3.Connection, at_most_ms: float) -> Sealed:
        """As much as the time allows, at least some hundred rows. After an exception the pass cannot be used."""
        until = perf_counter() + at_most_ms / 1000
        with transaction(connection):
            if not self.is_of(connection):
                self._waiting.clear()
                return Sealed(False, [])
            later = entries_by_table(connection, self._last, 1 << 62)
            findings = self._go_on(connection, until, later)
        return Sealed(not self._waiting and not later, findings)

    def _go_on(
        self, connection: sqlite3.Connection, until: float, later: Mapping[str, list[JournalEntry]]
    ) -> list[Finding]:
        findings: list[Finding] = []
        while self._waiting:
            table, (first, last) = self._waiting.popleft()
            findings += self._seal(connection, table, first, last, later.get(table, []))
            if perf_counter() > until:
                break
        if not self._waiting:
            connection.execute("UPDATE digest_state SET digested_seq = ?", (self._last,))
        return findings

    @property
    def is_over(self) -> bool:
        """Done, or no longer valid: the next pass goes on."""
        return not self._waiting

    def is_of(self, connection: sqlite3.Connection) -> bool:
        """Whether this pass is still valid: not after a restore, nor after very many further changes."""
        done = connection.execute("SELECT digested_seq FROM digest_state").fetchone()[0]
        return (
            done == self._done
            and changes_between(connection, self._last, 1 << 62) <= _MOST_LATER
            and _newest_seal(connection, self._last) == self._newest
        )

    def _seal(
        self, connection: sqlite3.Connection, table: str, first: int, last: int, later: list[JournalEntry]
    ) -> list[Finding]:
        now = hashing.digests_between(connection, table, first, last)
        known = hashing.stored_digests_between(connection, table, first, last)
        changed = [row_id for row_id in {*now, *known} if now.get(row_id) != known.get(row_id)]
        if not changed:
            return []
        entries = self._entries(connection, table, first, last, changed, later)
        rebuilder = Rebuilder(connection, table)
        fresh: dict[int, bytes | None] = {}
        for row_id in changed:
            if now.get(row_id) == hashing.UNREADABLE:
                continue
            wanted = known.get(row_id)
            for past in earlier_states(row_id in now, entries.get(row_id, [])):
                if past.is_there == (wanted is not None) and rebuilder.digest(row_id, past) == wanted:
                    fresh[row_id] = now.get(row_id)
                    break
        hashing.store(connection, table, fresh, known)
        return [changed_row_finding(table, row_id) for row_id in sorted(set(changed) - set(fresh))]

    def _entries(
        self,
        connection: sqlite3.Connection,
        table: str,
        first: int,
        last: int,
        rows: Collection[int],
        later: list[JournalEntry],
    ) -> dict[int, list[JournalEntry]]:
        """The journal entries of these rows, newest first."""
        touched = self._touched[table]
        single = entries_with_numbers(connection, touched.numbers(first, last))
        in_runs = (JournalEntry(row_id, "I") for row_id in rows if touched.is_of_run(row_id))
        newer = (entry for entry in later if first <= entry.row_id <= last)
        return group_by_row([*newer, *single, *in_runs])


def _newest_seal(connection: sqlite3.Connection, last: int) -> bytes | None:
    """The seal of the newest step at or before this entry, which identifies the book."""
    row = connection.execute(
        "SELECT digest FROM step WHERE first_seq <= ? ORDER BY id DESC LIMIT 1", (last,)
    ).fetchone()
    return row[0] if row else None
