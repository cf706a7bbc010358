"""Loads an archive into a scratch book: records that break its rules are left out and reported with their position."""

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
from crm.formats.archive.archive import Archive, ArchiveCard
from crm.formats.archive.json_scanner import Record, records
from crm.formats.archive.row_checks import InvalidRowError, TableSchema, photo_of_record
from crm.storage.content_tables import columns, content_tables, references
from crm.storage.format.migrating import newest_version
from crm.storage.scratch_book import migrate_scratch, open_scratch

_MAX_REMARKS = 1000
_UPDATE_MONTH_DAY = "UPDATE person SET {0}_md = CAST(replace(substr({0}, -5), '-', '') AS INTEGER) WHERE {0}_md IS NOT NULL OR {0} IS NOT NULL"


def load(path: Path, on_progress: Callable[[int], None] = lambda done: None) -> Archive:
    """Raises FileNotRead for a newer archive, an incomplete JSON document, or another kind of file."""
    version = _format_version(path)
    connection = open_scratch(version)
    try:
        archive = _Loader(connection, Archive(path.name, connection), on_progress).load(path)
        migrate_scratch(connection, version)
    except BaseException:
        connection.close()
        raise
    return archive


def _format_version(path: Path) -> int:
    """The book format that the archive was written from."""
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


class _Loader:
    def __init__(
        self, connection: sqlite3.Connection, archive: Archive, on_progress: Callable[[int], None]
    ) -> None:
        self._connection = connection
        self._archive = archive
        self._on_progress = on_progress
        tables = [*content_tables(connection), layout.SHOWN]
        self._shapes = {
            table: TableSchema(found) for table in tables if (found := columns(connection, table))
        }
        self._unknown: set[str] = set()

    def load(self, path: Path) -> Archive:
        self._connection.execute("BEGIN")
        for table, found in groupby(records(path, self._on_progress), key=lambda record: record.table):
            if table == layout.PHOTOS:
                self._load_photos(found)
            elif table in self._shapes:
                self._load_rows(table, self._shapes[table], found)
            elif table != layout.HEADER:
                self._skip_table(table, found)
        self._remove_dangling()
        self._connection.execute("COMMIT")
        return self._archive

    def _load_photos(self, found: Iterator[Record]) -> None:
        for record in found:
            try:
                digest, photo = photo_of_record(record.value)
            except InvalidRowError as error:
                self._add_remark(record, str(error))
                continue
            self._connection.execute(
                "INSERT OR IGNORE INTO blob(sha256, media_type, bytes) VALUES (?, ?, ?)",
                (digest, photo.media_type, photo.data),
            )

    def _load_rows(self, table: str, schema: TableSchema, found: Iterator[Record]) -> None:
        names = ", ".join(f'"{name}"' for name in schema.names)
        places = ", ".join("?" * len(schema.names))
        sql = f'INSERT INTO "{table}"({names}) VALUES ({places})'
        for record in found:
            notes: list[str] = []
            person_id = None
            try:
                row = schema.row_of(record.value, notes)
                if table == "setting":
                    _refuse_bad_setting(record.value.get("value", ""))
                self._connection.execute(sql, row)
                person_id = row[0]
                if record.value.keys() != schema.known:
                    self._report_unknown(record, schema.known)
            except InvalidRowError as error:
                notes = [f"{error}; it was left out"]
            except sqlite3.Error:
                notes = ["it breaks a rule of the book, or stands there twice; it was left out"]
            for note in notes:
                self._add_remark(record, note, _name_of(record.value))
            if table == layout.PEOPLE:
                self._archive.cards.append(ArchiveCard(person_id, record.line))

    def _skip_table(self, table: str, found: Iterator[Record]) -> None:
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

    def _report_unknown(self, record: Record, known: frozenset[str]) -> None:
        for name in record.value.keys() - known:
            if f"{record.table}.{name}" not in self._unknown and len(self._unknown) < 50:
                self._unknown.add(f"{record.table}.{name}")
                self._add_remark(record, f"“{name[:40]}” is not known here; it was left out")

    def _add_remark(self, record: Record, note: str, name: str = "") -> None:
        if len(self._archive.remarks) < _MAX_REMARKS:
            card = record.number + 1 if record.table == layout.PEOPLE else 0
            self._archive.remarks.append(Remark(record.line, card, name, f"{record.place}: {note}"))

    def _remove_dangling(self) -> None:
        """Resolve references to missing rows: rows without their owner are deleted, other references are cleared."""
        lost = 0
        for _ in self._shapes:
            loose = self._dangling_columns()
            lost += sum(self._remove_references(table, column, is_owner) for table, column, is_owner in loose)
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
            self._connection.execute(_UPDATE_MONTH_DAY.format(name))

    def _dangling_columns(self) -> set[tuple[str, str, bool]]:
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

    def _remove_references(self, table: str, column: str, is_owner: bool) -> int:
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
        raise InvalidRowError("its value is no JSON") from None


def _name_of(value: Any) -> str:
    name = ""
    with suppress(AttributeError):
        name = value.get("full_name") or value.get("name") or value.get("title") or ""
    return name[:200] if isinstance(name, str) else ""
