"""Validation of archive records beyond the constraints of the tables."""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from hashlib import sha256
from typing import Any

from crm.contacts.contact import Photo
from crm.contacts.photo_bytes import PhotoError, photo_of
from crm.storage.content_tables import Column
from crm.text.date_formats import parse_iso_date

MAX_ID = 1 << 48  # larger ids would leave no room for rows added later
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MAX_NUMBER = 1 << 62


class InvalidRowError(ValueError):
    """Why a record is invalid, as the end of a sentence."""


class TableSchema:
    """The expected columns of one table, prepared once for all its rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.names = [column.name for column in columns]
        self.known = frozenset(self.names)
        self._columns: list[tuple[str, Any, bool, Callable[[str], bool] | None]] = [
            (column.name, str if column.is_text else int, column.is_needed, _rule_of(column.name))
            for column in columns
        ]

    def row_of(self, record: Any, notes: list[str]) -> tuple[Any, ...]:
        """The values in column order; repairs are added to `notes`. Raises InvalidRowError."""
        if not isinstance(record, dict):
            raise InvalidRowError("it is no record")
        row: list[Any] = []
        for name, kind, is_needed, rule in self._columns:
            value = record.get(name)
            if value.__class__ is not kind:  # not isinstance: True is not a number here
                value = _missing(name, kind, is_needed, value)
            elif isinstance(value, int):
                if abs(value) >= _MAX_NUMBER:
                    raise InvalidRowError(f"{name} is too large a number")
            elif value:
                if not value.isascii() or "\x00" in value:
                    value = _storable(name, value, notes)
                if rule and not _holds(rule, value):
                    if is_needed:
                        raise InvalidRowError(f"{name} is not what it should be")
                    notes.append(f"{name} is not what it should be and was left out")
                    value = None
            row.append(value)
        if self.names[0] == "id" and not 0 < int(row[0] or 0) < MAX_ID:
            raise InvalidRowError("its id is no number that a row can have")
        return tuple(row)


def _missing(name: str, kind: type, is_needed: bool, value: Any) -> Any:
    if value is not None:
        raise InvalidRowError(f"{name} is not what it should be")
    if name in ("id", "uid"):
        raise InvalidRowError(f"it has no {name}")
    return kind() if is_needed else None


def _storable(name: str, value: str, notes: list[str]) -> str:
    if not _UNSTORABLE.search(value):
        return value
    notes.append(f"{name} held signs that are no text; they were left out")
    return _UNSTORABLE.sub("", value)


def _rule_of(name: str) -> Callable[[str], bool] | None:
    """The rule for columns whose format the program relies on: days, times and lists."""
    if name in ("birthday", "anniversary"):
        return _is_yearly
    if name.endswith("_on") or name == "on_day":
        return lambda value: date.fromisoformat(value).isoformat() == value
    if name == "held_at":
        return lambda value: time.fromisoformat(value).isoformat("minutes") == value
    return _is_address if name == "parts" else None


def _is_yearly(value: str) -> bool:
    """Also accepts 1604, which vCards write for a day without a year."""
    return parse_iso_date(value) == value or date.fromisoformat(value).isoformat() == value


def _is_address(value: str) -> bool:
    parts = json.loads(value)
    return isinstance(parts, list) and len(parts) == 7 and all(isinstance(one, str) for one in parts)


def _holds(rule: Callable[[str], bool], value: str) -> bool:
    try:
        return rule(value)
    except (ValueError, RecursionError):
        return False


def photo_of_record(record: Any) -> tuple[str, Photo]:
    """The hash that people refer to, and the photo, validated like any other. Raises InvalidRowError."""
    if not isinstance(record, Mapping) or not isinstance(record.get("bytes"), str):
        raise InvalidRowError("it is no photo")
    try:
        data = b64decode(record["bytes"], validate=True)
        photo = photo_of(data)
    except (NotBase64, ValueError):
        raise InvalidRowError("the photo is damaged") from None
    except PhotoError as error:
        raise InvalidRowError(str(error)) from None
    digest = sha256(data).hexdigest()
    if digest != record.get("sha256"):
        raise InvalidRowError("the photo is not the one it should be")
    return digest, photo
