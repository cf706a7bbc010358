"""Writes the book as JSON with one row per line; equal books give equal bytes."""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any

from crm.formats.archive import layout
from crm.formats.archive.selected_rows import RowSelection, all_rows, rows_of_people
from crm.storage.content_tables import content_tables
from crm.storage.format.migrating import newest_version
from crm.storage.reading import Reader

_PHOTO = "SELECT sha256, media_type, bytes FROM blob WHERE {where} ORDER BY sha256"


def pieces(read: Reader, program: str, person_ids: Sequence[int] | None = None) -> Iterator[bytes]:
    """The document in pieces, from one snapshot of the book; with `person_ids` only these people and what belongs to them.

    `program` is the version of the writing program. See selected_rows for what belongs to a selection.
    """
    with read.one_moment():
        selection = all_rows() if person_ids is None else rows_of_people(person_ids)
        yield f'{{"{layout.HEADER}": {_text(_header(read, program, selection))},\n"{layout.TABLES}": {{'.encode()
        yield from _tables(read, selection)
        yield b"\n}}\n"


def _header(read: Reader, program: str, selection: RowSelection) -> dict[str, Any]:
    people = read.value(f"SELECT count(*) FROM person WHERE {selection.where('person')}", **selection.values)
    return {
        "archive": layout.VERSION,
        "format": newest_version(),
        "program": program,
        "people": people,
        "selection": selection.is_selection,
    }


def _tables(read: Reader, selection: RowSelection) -> Iterator[bytes]:
    comma = "\n"
    photos = _PHOTO.format(where=selection.where("blob"))
    for name, rows in [
        (layout.PHOTOS, map(_photo, read.connection.execute(photos, selection.values))),
        *((table, _rows(read, table, selection)) for table in content_tables(read.connection)),
        (layout.SHOWN, _rows(read, layout.SHOWN, selection, by="what")),
    ]:
        yield f'{comma}"{name}": ['.encode()
        yield from _joined_rows(rows)
        yield b"]"
        comma = ",\n"


def _rows(read: Reader, table: str, selection: RowSelection, by: str = "id") -> Iterator[dict[str, Any]]:
    found = selection.columns(read.connection, table)
    sql = f'SELECT {", ".join(found.values())} FROM "{table}" WHERE {selection.where(table)} ORDER BY {by}'
    for row in read.connection.execute(sql, selection.values):
        yield dict(zip(found, row, strict=True))


def _photo(row: Any) -> dict[str, Any]:
    return {
        "sha256": row["sha256"],
        "media_type": row["media_type"],
        "bytes": b64encode(row["bytes"]).decode(),
    }


def _joined_rows(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    comma = "\n"
    for row in rows:
        yield f"{comma}{_text(row)}".encode()
        comma = ",\n"


def _text(value: Any) -> str:
    # Some programs treat these separators as line ends, which would break the rule of one row per line.
    text = json.dumps(value, ensure_ascii=False)
    if "\u2028" in text or "\u2029" in text or "\x85" in text:
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    return text
