"""What is said of a table's columns: those nobody knows, those that were told by their cells, and days that two dates fit."""

from collections.abc import Iterable, Iterator, Sequence

from crm.formats.csv.column_fields import field_of, in_words
from crm.formats.csv.column_understanding import Understood
from crm.formats.csv.contact_from_row import Column
from crm.formats.csv.date_order import DAY_FIRST, MONTH_FIRST, Decided, reading_of

_MOST_NAMED = 12


def of_unknown(names: Sequence[str]) -> Iterator[str]:
    """Of those that hold anything."""
    if not names:
        return
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    if len(names) == 1:
        yield f"the column {shown} is not known; what it says is kept with each person"
    else:
        yield f"the columns {shown}{more} are not known; what they say is kept with each person"


def of_twice(names: Sequence[str]) -> Iterator[str]:
    """Of those that say otherwise what another column said first."""
    for name in names:
        yield f"“{name}” says something else than the column before it in some rows; that is kept with the person"


def of_contents(columns: Iterable[tuple[Column, Understood]]) -> Iterator[str]:
    """Of those whose names say nothing, or something else than what stands in them."""
    for column, known in columns:
        field = column.meaning.field
        if known.is_by_contents and field == known.meaning.field:
            said = in_words(field_of(column.meaning))
            yield f"the column “{column.name}” was read as {said}, as that is what stands in it"
        elif known.is_contradicted and field == known.meaning.field:
            said = in_words(field_of(known.called))
            yield f"what stands in “{column.name}” is no {said}; it is kept with each person"


def of_dates(column: Column, unclear: str, order: Decided) -> Iterator[str]:
    if order.is_told or not unclear:
        return
    read = reading_of(unclear)
    is_day_first = order.day_first if order.day_first is not None else "-" in unclear
    taken, other = (read.day_first, read.month_first) if is_day_first else (read.month_first, read.day_first)
    way = MONTH_FIRST if is_day_first else DAY_FIRST
    yield (
        f"dates such as {unclear} in “{column.name}” were read as {taken}; they may also mean {other} "
        f"(undo, and --dates {way} reads them so)"
    )


class Few:
    """The first of very many remarks of one kind by their lines, and of the others how many there were."""

    def __init__(self, most: int = 20) -> None:
        self._most = most
        self._all = 0

    def is_one_more(self) -> bool:
        self._all += 1
        return self._all <= self._most

    @property
    def left(self) -> int:
        return max(0, self._all - self._most)
