"""An exported archive read again, into a scratch book, and its rows compared with those of the book it came from."""

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

_EACH = 1000  # rows between two looks at the Cancel button
_CHANGED_SINCE = """
SELECT row_id FROM row_change, digest_state WHERE seq > digested_seq AND table_name = :table AND up_to IS NULL
"""


def read_back(
    path: Path, read: Reader, person_ids: Sequence[int] | None, told: OnProgress
) -> tuple[str, ...]:
    """Every row as the book has it. Raises NotAsWritten.

    What comes back are remarks: tables of which the book itself no longer holds what was last saved, told by the digests
    that were kept of their rows. The archive holds those rows as they are, so that they are not lost as well.
    """
    chosen = all_rows() if person_ids is None else rows_of_people(person_ids)
    archive = _loaded(path, told)
    scratch = archive.read.connection
    try:
        if archive.remarks:
            first = archive.remarks[0]
            raise NotAsWritten(f"{shortened(first.name)}: {first.reason}" if first.name else first.reason)
        _compare_photos(read, scratch, chosen)
        tables = [*content_tables(read.connection), layout.SHOWN]
        done = path.stat().st_size
        damaged = [
            (
                table,
                _compare(
                    read, scratch, table, chosen, lambda: told(ExportProgress(READING_BACK, done, done))
                ),
            )
            for table in tables
        ]
    finally:
        scratch.close()
    return tuple(_remark(table, many) for table, many in damaged if many)


def _loaded(path: Path, told: OnProgress) -> Archive:
    size = max(1, path.stat().st_size)
    try:
        # The file is gone through twice; only the second time is the work.
        return load(path, lambda done: told(ExportProgress(READING_BACK, min(done, size), size)))
    except FileNotRead as wrong:
        raise NotAsWritten(str(wrong).partition(": ")[2].rstrip(".") or "it is damaged") from wrong


def _compare_photos(read: Reader, scratch: sqlite3.Connection, chosen: RowSelection) -> None:
    """By their names, which are hashes of their bytes, and were compared with them when they were read."""
    written = read.connection.execute(
        f"SELECT sha256 FROM blob WHERE {chosen.where('blob')} ORDER BY sha256", chosen.values
    )
    for mine, theirs in zip_longest(written, scratch.execute("SELECT sha256 FROM blob ORDER BY sha256")):
        if mine is None or theirs is None or mine[0] != theirs[0]:
            raise NotAsWritten("a photo is not the one that was written")


def _compare(
    read: Reader, scratch: sqlite3.Connection, table: str, chosen: RowSelection, goes_on: Callable[[], None]
) -> int:
    """How many rows of the book are not what was last saved."""
    damaged = 0
    with closing(_rows(read.connection, table, chosen)) as book, closing(_rows(scratch, table)) as file:
        for number, (mine, theirs) in enumerate(zip_longest(book, file)):
            if number % _EACH == 0:
                goes_on()
            if mine is None or theirs is None or tuple(mine[:2]) != tuple(theirs[:2]):
                which = (mine or theirs)[0]
                raise NotAsWritten(f"row {which} of {table} is not what was written")
            damaged += mine[2] is not None and mine[2] != _digest(mine[1])
    return damaged


def _rows(connection: sqlite3.Connection, table: str, chosen: RowSelection | None = None) -> sqlite3.Cursor:
    """(key, its values as JSON in the order in which digests have them, the digest kept of it where there is one)."""
    found = (chosen or all_rows()).columns(connection, table)
    key = next(iter(found))
    values = ", ".join(found[name] for name in [key, *sorted(name for name in found if name != key)])
    where = chosen.where(table) if chosen else "1"
    parameters: dict[str, str] = {**(chosen.values if chosen else {})}
    kept = "NULL"
    if chosen and not chosen.is_selection and table != layout.SHOWN:
        kept = (
            "(SELECT digest FROM row_digest WHERE table_name = :table AND row_id = id "
            f"AND row_id NOT IN ({_CHANGED_SINCE}))"
        )
        parameters["table"] = table
    sql = f'SELECT "{key}", json_array({values}), {kept} FROM "{table}" WHERE {where} ORDER BY "{key}"'
    return connection.execute(sql, parameters)


def _digest(values: str) -> bytes:
    return hashlib.blake2b(values.encode(), digest_size=16).digest()


def _remark(table: str, many: int) -> str:
    rows = f"1 row of {table} is" if many == 1 else f"{many:,} rows of {table} are"
    return f"The book is damaged: {rows} not what was saved; the archive holds what is there. Run check."
