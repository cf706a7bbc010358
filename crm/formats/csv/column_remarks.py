"""Remarks about a table's columns: unknown columns, columns recognised by content, and ambiguous dates."""

from collections.abc import Iterable, Iterator, Sequence

from crm.formats.csv.column_fields import field_label, user_field
from crm.formats.csv.column_understanding import ColumnMeaning
from crm.formats.csv.contact_from_row import Column
from crm.formats.csv.date_order import DAY_FIRST, MONTH_FIRST, DateOrder, interpretations_of

_MAX_NAMED = 12


def unknown_remarks(names: Sequence[str]) -> Iterator[str]:
    """Unknown columns with content."""
    if not names:
        return
    shown = ", ".join(f"“{name}”" for name in names[:_MAX_NAMED])
    more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
    if len(names) == 1:
        yield f"the column {shown} is not known; what it says is kept with each person"
    else:
        yield f"the columns {shown}{more} are not known; what they say is kept with each person"


def contradiction_remarks(names: Sequence[str]) -> Iterator[str]:
    """Columns that contradict an earlier one."""
    for name in names:
        yield f"“{name}” says something else than the column before it in some rows; that is kept with the person"


def content_remarks(columns: Iterable[tuple[Column, ColumnMeaning]]) -> Iterator[str]:
    """Columns whose headings are unknown, or contradicted by their content."""
    for column, meaning in columns:
        field = column.meaning.field
        if meaning.is_by_contents and field == meaning.meaning.field:
            label = field_label(user_field(column.meaning))
            yield f"the column “{column.name}” was read as {label}, as that is what stands in it"
        elif meaning.is_contradicted and field == meaning.meaning.field:
            label = field_label(user_field(meaning.by_heading))
            yield f"what stands in “{column.name}” is no {label}; it is kept with each person"


def date_remarks(column: Column, unclear: str, order: DateOrder) -> Iterator[str]:
    if order.is_known or not unclear:
        return
    read = interpretations_of(unclear)
    is_day_first = order.day_first if order.day_first is not None else "-" in unclear
    taken, other = (read.day_first, read.month_first) if is_day_first else (read.month_first, read.day_first)
    way = MONTH_FIRST if is_day_first else DAY_FIRST
    yield (
        f"dates such as {unclear} in “{column.name}” were read as {taken}; they may also mean {other} "
        f"(undo, and --dates {way} reads them so)"
    )


class LimitedRemarks:
    """Limits remarks of one kind to the first few, and counts the rest."""

    def __init__(self, limit: int = 20) -> None:
        self._limit = limit
        self._count = 0

    def may_add(self) -> bool:
        self._count += 1
        return self._count <= self._limit

    @property
    def left(self) -> int:
        return max(0, self._count - self._limit)
