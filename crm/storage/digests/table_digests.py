"""Digests of every content row: SQLite's own check misses most flipped bits inside a text.
They are taken of the rows in the journal: at the end of a small step, later for a large one (`sealing`).
Before a digest is replaced, the row is rebuilt as it was before and compared with it: an edit never hides
damage.
"""

import sqlite3
from collections.abc import Mapping

from crm.errors import BookDamaged
from crm.examination import Finding
from crm.storage.digests import hashing, step_seals
from crm.storage.digests.hashing import tables
from crm.storage.journal.earlier_rows import JournalEntry, digests_before
from crm.storage.journal.row_changes import changes_between, entries_by_table

__all__ = ["QUICK", "SMALL_STEP", "after_step", "digested_up_to", "is_behind", "tables"]
SMALL_STEP = 400  # changes digested at once; a larger step is digested afterwards in the background
QUICK = 8_000  # changes that are still digested when the book is closed: a tenth of a second


def after_step(connection: sqlite3.Connection, step_id: int, first_seq: int) -> None:
    """Seal the step's journal, and digest its rows if they are few. Inside the step's transaction.
    Raises BookDamaged for a row that was damaged before; the caller rolls back.
    """
    last = connection.execute("SELECT max(seq) FROM row_change").fetchone()[0]
    sealed = step_seals.seal_of(connection, step_id, first_seq, last + 1)
    connection.execute("UPDATE step SET digest = ? WHERE id = ?", (sealed, step_id))
    done = digested_up_to(connection)
    if done == first_seq - 1 and changes_between(connection, done, last) <= SMALL_STEP:
        for table, entries in entries_by_table(connection, done, last).items():
            _digest_table(connection, table, entries)
        connection.execute("UPDATE digest_state SET digested_seq = ?", (last,))


def _digest_table(connection: sqlite3.Connection, table: str, entries: list[JournalEntry]) -> None:
    ids = {entry.row_id for entry in entries}
    columns = hashing.content_columns(connection, table)
    now = hashing.digests_of_rows(connection, table, ids, columns)
    known = hashing.stored_digests(connection, table, ids)
    _refuse_damage(table, now, known, digests_before(connection, table, now, entries, columns))
    hashing.store(connection, table, {row_id: now.get(row_id) for row_id in ids}, known)


def _refuse_damage(
    table: str, now: Mapping[int, bytes], known: Mapping[int, bytes], before: Mapping[int, bytes | None]
) -> None:
    """`before` has None for a row that did not exist."""
    changed = sorted(
        row_id
        for row_id, digest in before.items()
        if digest != known.get(row_id) or now.get(row_id) == hashing.UNREADABLE
    )
    if changed:
        raise BookDamaged(
            f"What this would change is damaged in the book's file (table {table}), so nothing was changed. "
            "Run “check”: it says what is wrong, and puts it right from a backup or accepts it as it is.",
            [changed_row_finding(table, row_id) for row_id in changed],
        )


def changed_row_finding(table: str, row_id: int) -> Finding:
    return Finding("changed", f"Row {row_id} of {table} is not as it was written.", table, row_id)


def is_behind(connection: sqlite3.Connection, at_most: int | None = None) -> bool:
    """Whether there are pending changes, and at most `at_most` of them."""
    done = digested_up_to(connection)
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    return (
        done is not None
        and last > done
        and (at_most is None or changes_between(connection, done, last) <= at_most)
    )


def digested_up_to(connection: sqlite3.Connection) -> int | None:
    """The last entry whose rows are digested; None if a damaged book has no such number."""
    row = connection.execute("SELECT digested_seq FROM digest_state").fetchone()
    return row[0] if row else None
