"""One record of an archive held to what the tables expect, beyond what their own rules say."""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from datetime import date, time
from hashlib import sha256
from typing import Any

from crm.exchange.contact import Photo
from crm.exchange.photos import NoPhoto, photo_of
from crm.exchange.vcard.dates import day_of
from crm.storage.contents import Column

LARGEST_ID = 1 << 48  # an id near the largest number there is would leave none for whoever comes next
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_OFTEN_YEARLESS = ("birthday", "anniversary")


class Unfit(ValueError):
    """Why a record cannot be taken, as the end of a sentence."""


def row_of(record: Any, columns: Sequence[Column], notes: list[str]) -> tuple[Any, ...]:
    """The values in the order of the columns; what was mended is told in `notes`. Raises Unfit."""
    if not isinstance(record, Mapping):
        raise Unfit("it is no record")
    row = tuple(_value(record, column, notes) for column in columns)
    if columns[0].name == "id" and not (isinstance(row[0], int) and 0 < row[0] < LARGEST_ID):
        raise Unfit("its id is no number that a row can have")
    return row


def _value(record: Mapping[str, Any], column: Column, notes: list[str]) -> Any:
    value = record.get(column.name)
    if value is None:
        if column.name in ("id", "uid"):
            raise Unfit(f"it has no {column.name}")
        if not column.is_needed:
            return None
        return "" if column.is_text else 0
    if isinstance(value, bool) or not isinstance(value, str if column.is_text else int):
        raise Unfit(f"{column.name} is not what it should be")
    if isinstance(value, int):
        if abs(value) >= 1 << 62:
            raise Unfit(f"{column.name} is too large a number")
        return value
    if _UNSTORABLE.search(value):
        notes.append(f"{column.name} held signs that are no text; they were left out")
        value = _UNSTORABLE.sub("", value)
    return _of_its_kind(column, value, notes)


def _of_its_kind(column: Column, value: str, notes: list[str]) -> str | None:
    """Days, times and lists as the program relies on them."""
    if _is_sound(column.name, value):
        return value
    if column.is_needed:
        raise Unfit(f"{column.name} is not what it should be")
    notes.append(f"{column.name} is not what it should be and was left out")
    return None


def _is_sound(name: str, value: str) -> bool:
    try:
        if name in _OFTEN_YEARLESS:
            return day_of(value) == value
        if name.endswith("_on") or name == "on_day":
            return date.fromisoformat(value).isoformat() == value
        if name == "held_at":
            return time.fromisoformat(value).isoformat("minutes") == value
        if name == "parts":
            parts = json.loads(value)
            return isinstance(parts, list) and len(parts) == 7 and all(isinstance(one, str) for one in parts)
    except (ValueError, RecursionError):
        return False
    return True


def photo_of_record(record: Any) -> tuple[str, Photo]:
    """The hash by which people name it, and the picture, guarded like any other. Raises Unfit."""
    if not isinstance(record, Mapping) or not isinstance(record.get("bytes"), str):
        raise Unfit("it is no photo")
    try:
        data = b64decode(record["bytes"], validate=True)
        photo = photo_of(data)
    except (NotBase64, ValueError):
        raise Unfit("the photo is damaged") from None
    except NoPhoto as why:
        raise Unfit(str(why)) from None
    digest = sha256(data).hexdigest()
    if digest != record.get("sha256"):
        raise Unfit("the photo is not the one it should be")
    return digest, photo
