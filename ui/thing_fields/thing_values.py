"""The document of a thing as the values of its fields: texts, days as YYYY-MM-DD, and lists of names. No Qt here."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from crm.capture.typed_day import parse_day
from crm.storage.reading import Reader
from crm.text import days_in_words, names
from crm.things.key import Key
from crm.things.one import document

Value: TypeAlias = str | tuple[str, ...]
Values: TypeAlias = Mapping[str, Value]

# Where a document calls a field by another name than `edit`.
_NAMES = {"ask": {"asked_on": "on"}, "advice": {"told_on": "told"}}


def values_of(read: Reader, key: Key) -> Values:
    """Raises NothingFound."""
    found = document(read, key)
    renamed = _NAMES.get(key.kind, {})
    values: dict[str, Value] = {renamed.get(name, name): _value(value) for name, value in found.items()}
    if key.kind == "introduction":
        for letter, at in (("a", 0), ("b", 1)):
            side: Mapping[str, object] = found["sides"][at] if at < len(found["sides"]) else {}
            values[f"first_{letter}"] = names.first_name(str(side.get("person") or ""))
            for name in ("reason", "answer", "until"):
                values[f"{name}_{letter}"] = str(side.get(name) or "")
    return values


def _value(value: object) -> Value:
    if isinstance(value, list):
        return tuple(one for one in value if isinstance(one, str))
    return "" if value is None else str(value)


def day_in_words(value: str, today: date, ahead: bool) -> str:
    """As the user would type it: "27 November", with its year where it would be taken for another one."""
    if not value:
        return ""
    day = date.fromisoformat(value)
    short = days_in_words.plain(day, today)
    return short if parse_day(short, today, ahead) == day else f"{day.day} {days_in_words.MONTHS[day.month - 1]} {day.year}"  # fmt: skip
