"""Two ways out of damage: take the book as it is now, or take what was written from a backup.

Neither leaves a step: nothing here is the user's own doing, and undoing it would bring the damage back. Both end with a
new examination, and what it still finds was not mended.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from crm.examination import Finding
from crm.storage import bookkeeping, derived_columns, photo_hashes
from crm.storage.checks import readable_rows, rebuilding_indexes
from crm.storage.checks.from_backups import take_from
from crm.storage.checks.integrity import damage
from crm.storage.digests import hashing, step_seals, verifying
from crm.storage.journal.untraced import untraced
from crm.storage.transactions import transaction


class Mended(NamedTuple):
    """`left` is what is still wrong. A row that was put right may be named in neither, as it was found through another.

    `kept` is the file as it was, where its own structure was mended.
    """

    mended: list[Finding]
    left: list[Finding]
    kept: Path | None = None


def accept(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Mended:
    """The book as it is now counts: digests, seals and totals are made anew. Raises sqlite3.Error: nothing but
    indexes is changed then.

    A row keeps the words it has, but for bytes that are no letters, which no page could read. A step whose notes are
    damaged is never undone again. What is wrong with the file's own structure stays.
    """
    with _mending(connection, findings):
        bookkeeping.repair(connection)
        if any(one.kind == "photo" for one in findings):
            photo_hashes.accept(connection)
        _accept_rows(connection, findings)
        for one in findings:
            if one.kind == "step" and one.row_id is not None:
                _accept_step(connection, one.row_id)
        bookkeeping.repair_last(connection)
    return _outcome(connection, findings)


def put_right(connection: sqlite3.Connection, findings: Sequence[Finding], backups: Sequence[Path]) -> Mended:
    """Rows, notes of steps and photos from the first of these backups that provably holds what was written.

    Provably: its digest is the one that is stored here. A backup that cannot be read, or is of a later format, is passed
    over. Raises sqlite3.Error: nothing but indexes is changed then.
    """
    with _mending(connection, findings):
        bookkeeping.repair(connection)
        photo_hashes.correct_hashes(connection)
        _trust_rows(connection, findings)
        take_from(backups, connection, findings)
        bookkeeping.repair_last(connection)
        _total_anew(connection, [one.table for one in findings if one.kind == "total"])
    return _outcome(connection, findings)


def _outcome(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Mended:
    left = damage(connection)
    return Mended([one for one in findings if one not in left], left)


@contextmanager
def _mending(connection: sqlite3.Connection, findings: Sequence[Finding]) -> Iterator[None]:
    is_torn = any(one.kind == "file" for one in findings)
    if is_torn:
        rebuilding_indexes.rebuild(connection)  # a row that its index does not lead to could not be changed
    else:
        # A row that is damaged is not indexed by the words it holds now: taken out by them, it would tear the index.
        rebuilding_indexes.rebuild_words(connection)
    with transaction(connection):
        yield
        derived_columns.recompute(connection)
    if is_torn:
        rebuilding_indexes.rebuild(connection)  # where two rows were alike until one of them was mended


def _trust_rows(connection: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    """Where only the digests are damaged, they are taken anew of the rows."""
    for one in findings:
        if one.kind == "digest":
            digest_anew(connection, one.table)


def digest_anew(connection: sqlite3.Connection, table: str) -> None:
    """Inside a transaction: every row of the table as it is counts as written."""
    for first, last in verifying.windows(connection, table):
        _digest_anew(connection, table, first, last)
    _total_anew(connection, [table])


def _digest_anew(connection: sqlite3.Connection, table: str, first: int, last: int) -> None:
    """Of the rows from one id to another."""
    now = hashing.hashed_between(connection, table, first, last)
    known = hashing.stored_between(connection, table, first, last)
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
            _digest_anew(connection, one.table, one.row_id, one.row_id)
    _trust_rows(connection, findings)
    _total_anew(connection, sorted({one.table for one in wanted} | _tables_of(findings, "total")))


def _tables_of(findings: Sequence[Finding], kind: str) -> set[str]:
    return {one.table for one in findings if one.kind == kind}


def _total_anew(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    for table in tables:
        hashing.set_total(connection, table, verifying.summed(connection, table))


def _accept_step(connection: sqlite3.Connection, step_id: int) -> None:
    if not step_seals.fits(connection, step_id):
        readable_rows.make_step_readable(connection, step_id)
        sealed = step_seals.seal(connection, step_id, step_seals.ACCEPTED)
        connection.execute("UPDATE step SET digest = ? WHERE id = ?", (sealed, step_id))
