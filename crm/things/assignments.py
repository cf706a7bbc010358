"""FIELD=VALUE, FIELD+=VALUE and FIELD-=VALUE, as the fields of one kind of thing take them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from crm.capture.typed_day import parse_day
from crm.errors import NotUnderstood
from crm.text.folding import fold
from crm.text.typed_text import line

_SHAPE = re.compile(r"\s*([A-Za-z_]+)\s*(\+=|-=|=)(.*)", re.DOTALL)


class Assignment(NamedTuple):
    field: str
    operator: Literal["=", "+=", "-="]
    value: str


def parse_assignment(text: str) -> Assignment:
    """Raises NotUnderstood for another shape."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise NotUnderstood(f"“{line(text)}” is no change. Write FIELD=VALUE, such as on=friday.")
    operator = found[2]
    assert operator in ("=", "+=", "-=")
    return Assignment(found[1].lower(), operator, found[3])  # type: ignore[arg-type]


def check_fields(assignments: Iterable[Assignment], single: Sequence[str], lists: Sequence[str] = ()) -> None:
    """Raises NotUnderstood for a field the thing does not have, and for an operator the field does not take."""
    for one in assignments:
        if one.field not in (*single, *lists):
            raise NotUnderstood(
                f"There is no field “{one.field}”. The fields are {', '.join((*single, *lists))}."
            )
        if one.field in single and one.operator != "=":
            raise NotUnderstood(f"{one.field} holds one value: write {one.field}=…")


def filled(value: str, field: str) -> str:
    """The value without outer blanks. Raises NotUnderstood where nothing is left."""
    text = value.strip()
    if not fold(text):
        raise NotUnderstood(f"{field} cannot be empty.")
    return text


def one_of(value: str, words: Sequence[str], field: str) -> str:
    """Raises NotUnderstood for a value that is none of the words."""
    text = fold(value).replace(" ", "_")
    if text not in words:
        raise NotUnderstood(f"“{line(value)}” is no {field}. It is one of {', '.join(words)}.")
    return text


def day(value: str, today: date, forward: bool) -> date:
    """A date as YYYY-MM-DD or in words; a bare weekday is the next one if `forward`, else the latest one."""
    found = parse_day(value, today, forward)
    if found is None:
        raise NotUnderstood(f"“{line(value)}” is no day. Write YYYY-MM-DD, or words such as friday.")
    return found


def optional_day(value: str, today: date, forward: bool) -> date | None:
    """None for an empty value."""
    return day(value, today, forward) if value.strip() else None
