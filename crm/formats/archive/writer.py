"""The book as JSON, a row a line: the same book gives the same bytes."""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any

from crm.formats.archive import layout
from crm.formats.archive.selected_rows import Chosen, chosen_rows, everything
from crm.storage.content_tables import content_tables
from crm.storage.format.migrating import newest_version
from crm.storage.reading import Reader

_PHOTO = "SELECT sha256, media_type, bytes FROM blob WHERE {where} ORDER BY sha256"


def pieces(read: Reader, program: str, person_ids: Sequence[int] | None = None) -> Iterator[bytes]:
    """The document in pieces, of one moment of the book. With `person_ids` these people and what is theirs.

    `program` is the version that writes. See choosing.chosen_rows for what belongs to a selection.
    """
    with read.one_moment():
        chosen = everything() if person_ids is None else chosen_rows(person_ids)
        yield f'{{"{layout.HEADER}": {_text(_header(read, program, chosen))},\n"{layout.TABLES}": {{'.encode()
        yield from _tables(read, chosen)
        yield b"\n}}\n"


def _header(read: Reader, program: str, chosen: Chosen) -> dict[str, Any]:
    people = read.value(f"SELECT count(*) FROM person WHERE {chosen.where('person')}", **chosen.values)
    return {
        "archive": layout.VERSION,
        "format": newest_version(),
        "program": program,
        "people": people,
        "selection": chosen.is_selection,
    }


def _tables(read: Reader, chosen: Chosen) -> Iterator[bytes]:
    comma = "\n"
    photos = _PHOTO.format(where=chosen.where("blob"))
    for name, rows in [
        (layout.PHOTOS, map(_photo, read.connection.execute(photos, chosen.values))),
        *((table, _rows(read, table, chosen)) for table in content_tables(read.connection)),
        (layout.SHOWN, _rows(read, layout.SHOWN, chosen, by="what")),
    ]:
        yield f'{comma}"{name}": ['.encode()
        yield from _listed(rows)
        yield b"]"
        comma = ",\n"


def _rows(read: Reader, table: str, chosen: Chosen, by: str = "id") -> Iterator[dict[str, Any]]:
    found = chosen.columns(read.connection, table)
    sql = f'SELECT {", ".join(found.values())} FROM "{table}" WHERE {chosen.where(table)} ORDER BY {by}'
    for row in read.connection.execute(sql, chosen.values):
        yield dict(zip(found, row, strict=True))


def _photo(row: Any) -> dict[str, Any]:
    return {
        "sha256": row["sha256"],
        "media_type": row["media_type"],
        "bytes": b64encode(row["bytes"]).decode(),
    }


def _listed(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    comma = "\n"
    for row in rows:
        yield f"{comma}{_text(row)}".encode()
        comma = ",\n"


def _text(value: Any) -> str:
    # A line end that only some programs see would break the one row a line for them.
    text = json.dumps(value, ensure_ascii=False)
    if "\u2028" in text or "\u2029" in text or "\x85" in text:
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    return text
