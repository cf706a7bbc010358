"""Reads an archive into a scratch book: whatever does not fit its rules is left out, and said with its place."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from crm.contacts.contact import Remark
from crm.errors import FileNotRead
from crm.formats.archive import layout
from crm.formats.archive.archive import Archive
from crm.formats.archive.json_scanner import Record, records
from crm.formats.archive.row_checks import Shape, Unfit, photo_of_record
from crm.storage.content_tables import columns, content_tables, references
from crm.storage.format.migrating import newest_version
from crm.storage.scratch_book import migrate_scratch, open_scratch

_MOST_REMARKS = 1000
_MARK_MD = "UPDATE person SET {0}_md = CAST(replace(substr({0}, -5), '-', '') AS INTEGER) WHERE {0}_md IS NOT NULL OR {0} IS NOT NULL"


def load(path: Path, progress: Callable[[int], None] = lambda done: None) -> Archive:
    """Raises FileNotRead for a newer archive, one that is no whole JSON document, or something else."""
    version = _version(path)
    connection = open_scratch(version)
    try:
        archive = _Loading(connection, Archive(path.name, connection), progress).load(path)
        migrate_scratch(connection, version)
    except BaseException:
        connection.close()
        raise
    return archive


def _version(path: Path) -> int:
    """Of the book the archive was written from."""
    header = next((one.value for one in records(path) if one.table == layout.HEADER), None)
    if not isinstance(header, dict):
        raise FileNotRead(
            f"{path.name} does not say that it is an archive of Goodturn. Nothing was imported from it."
        )
    archive, version = (_number(header.get(name)) for name in ("archive", "format"))
    if not archive or not version:
        raise FileNotRead(f"{path.name} does not say which format it is in. Nothing was imported from it.")
    if archive > layout.VERSION or version > newest_version():
        raise FileNotRead(
            f"{path.name} was written by a newer Goodturn (format {archive}.{version}, this one knows "
            f"{layout.VERSION}.{newest_version()}). Nothing was imported from it; bring this Goodturn up to date."
        )
    return version


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


class _Loading:
    def __init__(
        self, connection: sqlite3.Connection, archive: Archive, progress: Callable[[int], None]
    ) -> None:
        self._connection = connection
        self._archive = archive
        self._progress = progress
        tables = [*content_tables(connection), layout.SHOWN]
        self._shapes = {table: Shape(found) for table in tables if (found := columns(connection, table))}
        self._unknown: set[str] = set()

    def load(self, path: Path) -> Archive:
        self._connection.execute("BEGIN")
        for table, found in groupby(records(path, self._progress), key=lambda record: record.table):
            if table == layout.PHOTOS:
                self._take_photos(found)
            elif table in self._shapes:
                self._take_rows(table, self._shapes[table], found)
            elif table != layout.HEADER:
                self._pass_over(table, found)
        self._settle()
        self._connection.execute("COMMIT")
        return self._archive

    def _take_photos(self, found: Iterator[Record]) -> None:
        for record in found:
            try:
                digest, photo = photo_of_record(record.value)
            except Unfit as why:
                self._say(record, str(why))
                continue
            self._connection.execute(
                "INSERT OR IGNORE INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?)",
                (digest, photo.media_type, photo.data),
            )

    def _take_rows(self, table: str, shape: Shape, found: Iterator[Record]) -> None:
        names = ", ".join(f'"{name}"' for name in shape.names)
        places = ", ".join("?" * len(shape.names))
        sql = f'INSERT INTO "{table}"({names}) VALUES ({places})'
        for record in found:
            notes: list[str] = []
            person_id = None
            try:
                row = shape.row_of(record.value, notes)
                if table == "setting":
                    _refuse_bad_setting(record.value.get("value", ""))
                self._connection.execute(sql, row)
                person_id = row[0]
                if record.value.keys() != shape.known:
                    self._name_unknown(record, shape.known)
            except Unfit as why:
                notes = [f"{why}; it was left out"]
            except sqlite3.Error:
                notes = ["it breaks a rule of the book, or stands there twice; it was left out"]
            for note in notes:
                self._say(record, note, _name_of(record.value))
            if table == layout.PEOPLE:
                self._archive.cards.append((person_id, record.line))

    def _pass_over(self, table: str, found: Iterator[Record]) -> None:
        first = next(found, None)
        if first is not None:
            number = 1 + sum(1 for _ in found)
            self._archive.remarks.append(
                Remark(
                    first.line,
                    0,
                    "",
                    f"{layout.TABLES}.{table[:40]}: this Goodturn knows no such table; {number} left out",
                )
            )

    def _name_unknown(self, record: Record, known: frozenset[str]) -> None:
        for name in record.value.keys() - known:
            if f"{record.table}.{name}" not in self._unknown and len(self._unknown) < 50:
                self._unknown.add(f"{record.table}.{name}")
                self._say(record, f"“{name[:40]}” is not known here; it was left out")

    def _say(self, record: Record, note: str, name: str = "") -> None:
        if len(self._archive.remarks) < _MOST_REMARKS:
            card = record.number + 1 if record.table == layout.PEOPLE else 0
            self._archive.remarks.append(Remark(record.line, card, name, f"{record.place}: {note}"))

    def _settle(self) -> None:
        """Rows that name what is not there: without their owner they go, else only the naming does."""
        lost = 0
        for _ in self._shapes:
            loose = self._loose_ends()
            lost += sum(self._cut(table, column, is_owner) for table, column, is_owner in loose)
            if not loose:
                break
        if lost:
            words = "1 record belongs" if lost == 1 else f"{lost:,} records belong"
            self._archive.remarks.append(
                Remark(0, 0, "", f"{words} to something that is not in the file; left out")
            )
        self._connection.execute(
            "UPDATE person SET photo = NULL WHERE photo NOT IN (SELECT sha256 FROM blob)"
        )
        for name in ("birthday", "anniversary"):
            self._connection.execute(_MARK_MD.format(name))

    def _loose_ends(self) -> set[tuple[str, str, bool]]:
        found = self._connection.execute(
            'SELECT DISTINCT "table", fkid FROM pragma_foreign_key_check'
        ).fetchall()
        ends = set()
        for table, fkid in found:
            column = self._connection.execute(
                'SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ?', (table, fkid)
            ).fetchone()[0]
            named = next(one for one in references(self._connection, table) if one.column == column)
            ends.add((table, column, named.is_owner))
        return ends

    def _cut(self, table: str, column: str, is_owner: bool) -> int:
        parent = next(one.table for one in references(self._connection, table) if one.column == column)
        where = f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT id FROM "{parent}")'
        if is_owner:
            return self._connection.execute(f'DELETE FROM "{table}" WHERE {where}').rowcount
        self._connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE {where}')
        return 0


def _refuse_bad_setting(value: Any) -> None:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        raise Unfit("its value is no JSON") from None


def _name_of(value: Any) -> str:
    name = ""
    with suppress(AttributeError):
        name = value.get("full_name") or value.get("name") or value.get("title") or ""
    return name[:200] if isinstance(name, str) else ""
