"""Taking damaged rows, notes of steps and photos from backups that provably hold what was written.

A row of a backup whose digest is the one stored here is what was written when that digest was taken. Where the row was
changed since the backup, what the journal noted after it is applied to it again.
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
_NOT_THIS_ONE = (
    sqlite3.Error,
    OSError,
    ValueError,
    BookNotUsable,
)  # of a damaged backup: the next one is tried
_STEP = ("label", "at", "origin", "first_seq", "undoes", "undone_by", "digest")
_SMALL = {shown_marks.TABLE: shown_marks.compute_total, book_row.TABLE: book_row.summed}
_NOTE = ("seq", "step_id", "table_name", "row_id", "op", "before", "after", "up_to")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be put back: `values` are its columns, None for one that was taken out since the backup."""

    table: str
    row_id: int
    values: Values | None


class _Opened(NamedTuple):
    """A backup as this program's format has it, and as its own has it: the same but for one of an earlier format."""

    backup: sqlite3.Connection
    as_it_is: sqlite3.Connection


def take_from(backups: Sequence[Path], connection: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    """Inside a transaction: everything that can be found, in the newest backup that has it (`backups` begin with that)."""
    rows = {(one.table, one.row_id) for one in findings if one.kind in ("changed", "vanished") and one.row_id}
    steps = {one.row_id for one in findings if one.kind == "step" and one.row_id}
    lost = set(photo_hashes.missing(connection))
    small = {one.table for one in findings if one.kind == "bookkeeping" and one.table in _SMALL}
    found: list[_Row] = []
    for file in backups:
        if not (rows or steps or lost or small):
            break
        with suppress(*_NOT_THIS_ONE), _opened(file) as opened:
            backup = opened.backup
            lost -= {name for name in lost if photo_hashes.copy_photo(connection, backup, name)}
            small -= {table for table in small if _take_small(connection, backup, table)}
            steps -= {step_id for step_id in steps if _take_step(connection, backup, step_id)}
            for table, row_id in sorted(rows):
                if row := _written(connection, opened, table, row_id):
                    found.append(row)
                    rows.discard((table, row_id))
    _put_back(connection, found)


@contextmanager
def _opened(file: Path) -> Iterator[_Opened]:
    """One of an earlier format is brought up to date in a private copy. Raises ValueError for what is no book of ours."""
    uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with (
        closing(sqlite3.connect(uri, uri=True)) as as_it_is,
        closing(ReadableFile(file)) as readable,
        closing(readable.connect()) as backup,
    ):
        application = backup.execute("PRAGMA application_id").fetchone()[0]
        if application != APPLICATION_ID or fingerprint(backup) != expected_fingerprint():
            raise ValueError("of another format")
        yield _Opened(backup, as_it_is)


def _take_small(connection: sqlite3.Connection, backup: sqlite3.Connection, table: str) -> bool:
    """Whether the backup's whole table is the one whose total stands here; it is here then, too."""
    wanted = hashing.table_total(connection, table)
    if wanted is None or wanted != _SMALL[table](backup):
        return False
    rows = backup.execute(f"SELECT * FROM {table}").fetchall()
    connection.execute(f"DELETE FROM {table}")
    for row in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return True


def _written(connection: sqlite3.Connection, opened: _Opened, table: str, row_id: int) -> _Row | None:
    """The row as it must be here now, by what a backup holds."""
    wanted = hashing.stored(connection, table, [row_id]).get(row_id)
    backup = opened.backup
    # A row that was damaged before the book was brought up to date has the digest of the columns there were.
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
            return None  # brought back by an undo: with what, only later notes could say
        values = None if op == "D" or values is None else {**values, **json.loads(after)}
    return _Row(table, row_id, values)


def _digest(backup: sqlite3.Connection, table: str, row_id: int) -> bytes | None:
    try:
        return hashing.hashed_rows(backup, table, [row_id]).get(row_id)
    except sqlite3.OperationalError:  # a table that its format did not have
        return None


def _put_back(connection: sqlite3.Connection, rows: list[_Row]) -> None:
    """Owners before what they own. A row that finds its place taken stays out, and damaged."""
    order = {table: place for place, table in enumerate(content_tables(connection))}
    waiting = sorted(rows, key=lambda row: (order[row.table], row.row_id))
    with untraced(connection):
        while waiting:  # again, as long as one comes in: a person may name one that is put back after it
            left = [row for row in waiting if not _put(connection, row)]
            if len(left) == len(waiting):
                break
            waiting = left
    put = {(row.table, row.row_id) for row in rows} - {(row.table, row.row_id) for row in waiting}
    for table, row_id in put:
        now = hashing.hashed_rows(connection, table, [row_id])
        hashing.store(connection, table, {row_id: now.get(row_id)})


def _put(connection: sqlite3.Connection, row: _Row) -> bool:
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


def _take_step(connection: sqlite3.Connection, backup: sqlite3.Connection, step_id: int) -> bool:
    """Whether the backup's notes of the step are those that were sealed; they stand here then."""
    here, there = _seal_of(connection, step_id), _seal_of(backup, step_id)
    if there is None or not step_seals.fits(backup, step_id) or there[:1] == step_seals.ACCEPTED:
        return False
    if here != there and not _is_only_seal_damaged(connection, step_id, there):
        return False
    names = ", ".join(_STEP)
    step = backup.execute(f"SELECT {names} FROM step WHERE id = ?", (step_id,)).fetchone()
    low, high = step_seals.bounds(backup, step_id)
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
    with suppress(sqlite3.OperationalError):  # bytes where a text belongs
        return step_seals.seal(connection, step_id) == wanted
    return False


def _undone_by(connection: sqlite3.Connection, step_id: int) -> int | None:
    row = connection.execute("SELECT undone_by FROM step WHERE id = ?", (step_id,)).fetchone()
    return row[0] if row else None
