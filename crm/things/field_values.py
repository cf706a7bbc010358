"""What the fields of a thing take: which operators, and words, days and texts as values."""

from collections.abc import Iterable, Sequence
from datetime import date

from crm.capture.typed_day import parse_day
from crm.errors import NotUnderstood
from crm.text.assignments import Assignment
from crm.text.folding import fold
from crm.text.typed_text import line


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
        raise NotUnderstood(f"“{field}” cannot be empty.")
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
