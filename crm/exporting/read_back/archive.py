"""Reads an exported archive back into a scratch book, and compares its rows with those of the book."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from crm.errors import FileNotRead, NotAsWritten
from crm.exporting.lost_values import shortened
from crm.formats.archive import layout
from crm.formats.archive.archive import Archive
from crm.formats.archive.into_scratch_book import load
from crm.formats.archive.selected_rows import RowSelection, all_rows, rows_of_people
from crm.formats.export_progress import READING_BACK, ExportProgress, OnProgress
from crm.storage.content_tables import content_tables
from crm.storage.reading import Reader

_INTERVAL = 1000  # rows between two checks for cancellation
_CHANGED_SINCE = """
SELECT row_id FROM row_change, digest_state WHERE seq > digested_seq AND table_name = :table AND up_to IS NULL
"""


def read_back(
    path: Path, read: Reader, person_ids: Sequence[int] | None, on_progress: OnProgress
) -> tuple[str, ...]:
    """Compare every row with the book. Raises NotAsWritten.

    Returns remarks about tables in which rows of the book differ from their stored digests, that is, are damaged. The archive
    contains those rows as they are, so that they are not lost.
    """
    selection = all_rows() if person_ids is None else rows_of_people(person_ids)
    archive = _load(path, on_progress)
    scratch = archive.read.connection
    try:
        if archive.remarks:
            first = archive.remarks[0]
            raise NotAsWritten(f"{shortened(first.name)}: {first.reason}" if first.name else first.reason)
        _compare_photos(read, scratch, selection)
        tables = [*content_tables(read.connection), layout.SHOWN]
        done = path.stat().st_size
        damaged = [
            (
                table,
                _compare(
                    read,
                    scratch,
                    table,
                    selection,
                    lambda: on_progress(ExportProgress(READING_BACK, done, done)),
                ),
            )
            for table in tables
        ]
    finally:
        scratch.close()
    return tuple(_remark(table, count) for table, count in damaged if count)


def _load(path: Path, on_progress: OnProgress) -> Archive:
    size = max(1, path.stat().st_size)
    try:
        # The file is scanned twice; only the second pass takes time.
        return load(path, lambda done: on_progress(ExportProgress(READING_BACK, min(done, size), size)))
    except FileNotRead as error:
        raise NotAsWritten(str(error).partition(": ")[2].rstrip(".") or "it is damaged") from error


def _compare_photos(read: Reader, scratch: sqlite3.Connection, selection: RowSelection) -> None:
    """Compare photos by their names, which are hashes of their bytes, verified when the archive was loaded."""
    written = read.connection.execute(
        f"SELECT sha256 FROM blob WHERE {selection.where('blob')} ORDER BY sha256", selection.values
    )
    for mine, theirs in zip_longest(written, scratch.execute("SELECT sha256 FROM blob ORDER BY sha256")):
        if mine is None or theirs is None or mine[0] != theirs[0]:
            raise NotAsWritten("a photo is not the one that was written")


def _compare(
    read: Reader,
    scratch: sqlite3.Connection,
    table: str,
    selection: RowSelection,
    on_check: Callable[[], None],
) -> int:
    """Compare a table; returns the number of damaged rows in the book."""
    damaged = 0
    with closing(_rows(read.connection, table, selection)) as book, closing(_rows(scratch, table)) as file:
        for number, (mine, theirs) in enumerate(zip_longest(book, file)):
            if number % _INTERVAL == 0:
                on_check()
            if mine is None or theirs is None or tuple(mine[:2]) != tuple(theirs[:2]):
                row_key = (mine or theirs)[0]
                raise NotAsWritten(f"row {row_key} of {table} is not what was written")
            damaged += mine[2] is not None and mine[2] != _digest(mine[1])
    return damaged


def _rows(
    connection: sqlite3.Connection, table: str, selection: RowSelection | None = None
) -> sqlite3.Cursor:
    """Rows as (key, values as JSON in the order of the digests, stored digest or None)."""
    found = (selection or all_rows()).columns(connection, table)
    key = next(iter(found))
    values = ", ".join(found[name] for name in [key, *sorted(name for name in found if name != key)])
    where = selection.where(table) if selection else "1"
    parameters: dict[str, str] = {**(selection.values if selection else {})}
    kept = "NULL"
    if selection and not selection.is_selection and table != layout.SHOWN:
        kept = (
            "(SELECT digest FROM row_digest WHERE table_name = :table AND row_id = id "
            f"AND row_id NOT IN ({_CHANGED_SINCE}))"
        )
        parameters["table"] = table
    sql = f'SELECT "{key}", json_array({values}), {kept} FROM "{table}" WHERE {where} ORDER BY "{key}"'
    return connection.execute(sql, parameters)


def _digest(values: str) -> bytes:
    return hashlib.blake2b(values.encode(), digest_size=16).digest()


def _remark(table: str, count: int) -> str:
    rows = f"1 row of {table} is" if count == 1 else f"{count:,} rows of {table} are"
    return f"The book is damaged: {rows} not what was saved; the archive holds what is there. Run check."
