"""Taking damaged rows, steps and photos from backups that provably have what was written.
A row in a backup is right if its digest equals the one stored in the book. If the row was changed after the
backup, the journal's later changes are applied to it.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crm.errors import BookNotUsable
from crm.examination import Finding
from crm.storage import photo_hashes, shown_marks
from crm.storage.connection import APPLICATION_ID
from crm.storage.content_tables import content_tables
from crm.storage.digests import book_row, hashing, step_seals
from crm.storage.format.migrating import expected_fingerprint, fingerprint
from crm.storage.journal.untraced import untraced
from crm.storage.read_only import ReadableFile
from crm.storage.transactions import savepoint

Values = dict[str, object]
# A damaged backup: try the next one.
_UNUSABLE_BACKUP = (sqlite3.Error, OSError, ValueError, BookNotUsable)
_STEP = ("label", "at", "origin", "first_seq", "undoes", "undone_by", "digest")
_SMALL = {shown_marks.TABLE: shown_marks.compute_total, book_row.TABLE: book_row.compute_total}
_NOTE = ("seq", "step_id", "table_name", "row_id", "op", "before", "after", "up_to")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to restore: `values` are its columns, None for a row deleted since the backup."""

    table: str
    row_id: int
    values: Values | None


class _OpenedBackup(NamedTuple):
    """A backup in this program's format (migrated if needed), and in its own."""

    backup: sqlite3.Connection
    as_it_is: sqlite3.Connection


def restore_from(
    backups: Sequence[Path], connection: sqlite3.Connection, findings: Sequence[Finding]
) -> None:
    """Restore what can be found, from the first of these backups that has it (newest first). Inside a
    transaction.
    """
    rows = {(one.table, one.row_id) for one in findings if one.kind in ("changed", "vanished") and one.row_id}
    steps = {one.row_id for one in findings if one.kind == "step" and one.row_id}
    lost = set(photo_hashes.missing(connection))
    small = {one.table for one in findings if one.kind == "bookkeeping" and one.table in _SMALL}
    found: list[_Row] = []
    for file in backups:
        if not (rows or steps or lost or small):
            break
        with suppress(*_UNUSABLE_BACKUP), _open_backup(file) as opened:
            backup = opened.backup
            lost -= {name for name in lost if photo_hashes.copy_photo(connection, backup, name)}
            small -= {table for table in small if _restore_small_table(connection, backup, table)}
            steps -= {step_id for step_id in steps if _restore_step(connection, backup, step_id)}
            for table, row_id in sorted(rows):
                if row := _row_as_written(connection, opened, table, row_id):
                    found.append(row)
                    rows.discard((table, row_id))
    _write_rows(connection, found)


@contextmanager
def _open_backup(file: Path) -> Iterator[_OpenedBackup]:
    """Open a backup, migrated in a private copy if needed. Raises ValueError for other files."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with (
        closing(sqlite3.connect(uri, uri=True)) as as_it_is,
        closing(ReadableFile(file)) as readable,
        closing(readable.connect()) as backup,
    ):
        application = backup.execute("PRAGMA application_id").fetchone()[0]
        if application != APPLICATION_ID or fingerprint(backup) != expected_fingerprint():
            raise ValueError("of another format")
        yield _OpenedBackup(backup, as_it_is)


def _restore_small_table(connection: sqlite3.Connection, backup: sqlite3.Connection, table: str) -> bool:
    """Restore a small table if the backup's has the total stored in the book; return whether it was restored."""
    wanted = hashing.table_total(connection, table)
    if wanted is None or wanted != _SMALL[table](backup):
        return False
    rows = backup.execute(f"SELECT * FROM {table}").fetchall()
    connection.execute(f"DELETE FROM {table}")
    for row in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return True


def _row_as_written(
    connection: sqlite3.Connection, opened: _OpenedBackup, table: str, row_id: int
) -> _Row | None:
    """The row as it must be now, computed from a backup; None if this one does not have it."""
    wanted = hashing.stored_digests(connection, table, [row_id]).get(row_id)
    backup = opened.backup
    # A row damaged before a migration has the digest over the columns of the earlier format.
    if wanted is None or wanted not in (
        _digest(backup, table, row_id),
        _digest(opened.as_it_is, table, row_id),
    ):
        return None
    columns = hashing.content_columns(connection, table)
    select = ", ".join(f'"{name}"' for name in columns)
    row = backup.execute(f'SELECT {select} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    values: Values | None = dict(zip(columns, row, strict=True))
    last = backup.execute("SELECT coalesce(max(seq), 0) FROM row_change").fetchone()[0]
    for op, after in connection.execute(
        "SELECT op, after FROM row_change WHERE seq > ? AND table_name = ? AND row_id = ? ORDER BY seq",
        (last, table, row_id),
    ):
        if op == "I":
            return None  # inserted again by an undo: its values are in no journal entry before that
        values = None if op == "D" or values is None else {**values, **json.loads(after)}
    return _Row(table, row_id, values)


def _digest(backup: sqlite3.Connection, table: str, row_id: int) -> bytes | None:
    try:
        return hashing.digests_of_rows(backup, table, [row_id]).get(row_id)
    except sqlite3.OperationalError:  # a table that its format did not have
        return None


def _write_rows(connection: sqlite3.Connection, rows: list[_Row]) -> None:
    """Write referenced rows before those that refer to them. A row that violates a constraint stays damaged."""
    order = {table: place for place, table in enumerate(content_tables(connection))}
    waiting = sorted(rows, key=lambda row: (order[row.table], row.row_id))
    with untraced(connection):
        while waiting:  # repeat while any row can be written: a person may refer to one written later
            left = [row for row in waiting if not _try_to_write(connection, row)]
            if len(left) == len(waiting):
                break
            waiting = left
    put = {(row.table, row.row_id) for row in rows} - {(row.table, row.row_id) for row in waiting}
    for table, row_id in put:
        now = hashing.digests_of_rows(connection, table, [row_id])
        hashing.store(connection, table, {row_id: now.get(row_id)})


def _try_to_write(connection: sqlite3.Connection, row: _Row) -> bool:
    try:
        with savepoint(connection):
            _write(connection, row)
    except sqlite3.IntegrityError:
        return False
    return True


def _write(connection: sqlite3.Connection, row: _Row) -> None:
    if row.values is None:
        connection.execute(f'DELETE FROM "{row.table}" WHERE id = ?', (row.row_id,))
        return
    is_there = connection.execute(f'SELECT 1 FROM "{row.table}" WHERE id = ?', (row.row_id,)).fetchone()
    values = [*row.values.values(), row.row_id]
    if is_there:
        assignments = ", ".join(f'"{name}" = ?' for name in row.values)
        connection.execute(f'UPDATE "{row.table}" SET {assignments} WHERE id = ?', values)
    else:
        names = ", ".join(f'"{name}"' for name in [*row.values, "id"])
        marks = ", ".join("?" * len(values))
        connection.execute(f'INSERT INTO "{row.table}"({names}) VALUES ({marks})', values)


def _restore_step(connection: sqlite3.Connection, backup: sqlite3.Connection, step_id: int) -> bool:
    """Restore a step's journal if the backup's has the stored seal; return whether it was restored."""
    own_seal, seal = _seal_of(connection, step_id), _seal_of(backup, step_id)
    if seal is None or not step_seals.is_intact(backup, step_id) or seal[:1] == step_seals.ACCEPTED:
        return False
    if own_seal != seal and not _is_only_seal_damaged(connection, step_id, seal):
        return False
    names = ", ".join(_STEP)
    step = backup.execute(f"SELECT {names} FROM step WHERE id = ?", (step_id,)).fetchone()
    low, high = step_seals.sealed_bounds(backup, step_id)
    notes = backup.execute(
        f"SELECT {', '.join(_NOTE)} FROM row_change WHERE seq >= ? AND seq < ?", (low, high)
    ).fetchall()
    kept = _undone_by(connection, step_id)
    connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
    connection.execute(f"INSERT INTO step(id, {names}) VALUES (?{', ?' * len(_STEP)})", (step_id, *step))
    connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (kept, step_id))
    connection.execute(
        "DELETE FROM row_change WHERE step_id = ? OR (seq >= ? AND seq < ?)", (step_id, low, high)
    )
    connection.executemany(
        f"INSERT OR REPLACE INTO row_change({', '.join(_NOTE)}) VALUES ({', '.join('?' * len(_NOTE))})", notes
    )
    return True


def _seal_of(connection: sqlite3.Connection, step_id: int) -> bytes | None:
    row = connection.execute("SELECT CAST(digest AS BLOB) FROM step WHERE id = ?", (step_id,)).fetchone()
    return row[0] if row else None


def _is_only_seal_damaged(connection: sqlite3.Connection, step_id: int, wanted: bytes) -> bool:
    with suppress(sqlite3.OperationalError):  # a BLOB in place of a text
        return step_seals.seal(connection, step_id) == wanted
    return False


def _undone_by(connection: sqlite3.Connection, step_id: int) -> int | None:
    row = connection.execute("SELECT undone_by FROM step WHERE id = ?", (step_id,)).fetchone()
    return row[0] if row else None
