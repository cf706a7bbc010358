"""Repair of a damaged book: accept its present contents, or restore what was written from a backup.
Repairs are no undoable steps, as undoing them would bring the damage back. Both end with a new examination,
whose findings are what could not be repaired.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from crm.examination import Finding
from crm.storage import bookkeeping, derived_columns, photo_hashes
from crm.storage.checks import readable_rows, rebuilding_indexes
from crm.storage.checks.from_backups import restore_from
from crm.storage.checks.integrity import damage
from crm.storage.digests import hashing, step_seals, verifying
from crm.storage.journal.untraced import untraced
from crm.storage.transactions import transaction


class Repaired(NamedTuple):
    """`left` are the remaining findings. `kept` is a copy of the file before its structure was repaired.
    A repaired row is in neither list if it was found through another one.
    """

    repaired: list[Finding]
    left: list[Finding]
    kept: Path | None = None


def accept(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Repaired:
    """Accept the present contents: compute digests, seals and totals again. On sqlite3.Error only indexes
    have changed. Text stays as it is, except bytes that are not valid UTF-8, which no page could show. A step
    with a damaged journal can never be undone. Damage of the file's structure stays.
    """
    with _repair_transaction(connection, findings):
        bookkeeping.repair(connection)
        if any(one.kind == "photo" for one in findings):
            photo_hashes.accept(connection)
        _accept_rows(connection, findings)
        for one in findings:
            if one.kind == "step" and one.row_id is not None:
                _accept_step(connection, one.row_id)
        bookkeeping.repair_last(connection)
    return _outcome(connection, findings)


def restore_damaged(
    connection: sqlite3.Connection, findings: Sequence[Finding], backups: Sequence[Path]
) -> Repaired:
    """Restore rows, steps and photos from the first of these backups that provably has what was written.
    The proof is a digest equal to the stored one. A backup that cannot be read, or has a newer format, is
    skipped. On sqlite3.Error only indexes have changed.
    """
    with _repair_transaction(connection, findings):
        bookkeeping.repair(connection)
        photo_hashes.correct_hashes(connection)
        _accept_rows_with_damaged_digests(connection, findings)
        restore_from(backups, connection, findings)
        bookkeeping.repair_last(connection)
        _recompute_totals(connection, [one.table for one in findings if one.kind == "total"])
    return _outcome(connection, findings)


def _outcome(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Repaired:
    left = damage(connection)
    return Repaired([one for one in findings if one not in left], left)


@contextmanager
def _repair_transaction(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Iterator[None]:
    is_torn = any(one.kind == "file" for one in findings)
    if is_torn:
        rebuilding_indexes.rebuild(connection)  # a row that is missing from an index could not be updated
    else:
        # A damaged row is not indexed by its present words: the delete trigger would corrupt the
        # index.
        rebuilding_indexes.rebuild_words(connection)
    with transaction(connection):
        yield
        derived_columns.recompute(connection)
    if is_torn:
        # Two rows may have violated a unique index until one was repaired.
        rebuilding_indexes.rebuild(connection)


def _accept_rows_with_damaged_digests(connection: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    """Where only digests are damaged, compute them again from the rows."""
    for one in findings:
        if one.kind == "digest":
            accept_all_rows(connection, one.table)


def accept_all_rows(connection: sqlite3.Connection, table: str) -> None:
    """Accept every row of the table as written. Inside a transaction."""
    for first, last in verifying.id_ranges(connection, table):
        _accept_range(connection, table, first, last)
    _recompute_totals(connection, [table])


def _accept_range(connection: sqlite3.Connection, table: str, first: int, last: int) -> None:
    """The same for a range of ids."""
    now = hashing.digests_between(connection, table, first, last)
    known = hashing.stored_digests_between(connection, table, first, last)
    changed = [row_id for row_id in {*now, *known} if now.get(row_id) != known.get(row_id)]
    hashing.store(connection, table, {row_id: now.get(row_id) or None for row_id in changed})


def _accept_rows(connection: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    wanted = [one for one in findings if one.kind in ("changed", "unknown", "vanished")]
    with untraced(connection):
        for one in wanted:
            if one.row_id is not None:
                readable_rows.make_readable(connection, one.table, one.row_id)
    for one in wanted:
        if one.row_id is not None:
            _accept_range(connection, one.table, one.row_id, one.row_id)
    _accept_rows_with_damaged_digests(connection, findings)
    _recompute_totals(connection, sorted({one.table for one in wanted} | _tables_of(findings, "total")))


def _tables_of(findings: Sequence[Finding], kind: str) -> set[str]:
    return {one.table for one in findings if one.kind == kind}


def _recompute_totals(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    for table in tables:
        hashing.set_total(connection, table, verifying.compute_total(connection, table))


def _accept_step(connection: sqlite3.Connection, step_id: int) -> None:
    if not step_seals.is_intact(connection, step_id):
        readable_rows.make_step_readable(connection, step_id)
        sealed = step_seals.seal(connection, step_id, step_seals.ACCEPTED)
        connection.execute("UPDATE step SET digest = ? WHERE id = ?", (sealed, step_id))
