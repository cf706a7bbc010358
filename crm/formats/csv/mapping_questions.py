"""Tables whose columns the user should be asked about before reading, with what is known about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crm.formats.csv.cell_contents import DATE, content_type_of
from crm.formats.csv.column_fields import (
    DATE_FIELDS,
    DROP,
    IDENTIFYING,
    KEPT,
    OTHER,
    Meaning,
    normalize_heading,
    user_field,
)
from crm.formats.csv.column_mapping import key_of
from crm.formats.csv.column_recognition import apply_mapping
from crm.formats.csv.date_order import AmbiguousDate, interpretations_of
from crm.formats.csv.date_order_scan import evidence_of, order_of
from crm.formats.csv.encoding import encoding_of
from crm.formats.csv.layout import Layout, layout_of
from crm.formats.csv.table_kinds import CSV
from crm.formats.readers import TABLES, format_if_readable

_SAMPLES = 3
BY_NAME = ""  # a column that only its own name can describe, such as "E-mail 1 - Label"


class RememberedMappings(NamedTuple):
    """Remembered answers by the key of a header: field by column, and the order of dates."""

    columns: Mapping[str, Mapping[str, str]]
    orders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """`field` is the user's name of the assumed field, or BY_NAME; `samples` are the first values.

    `is_known`: by its heading or a remembered answer, not by its content. `ambiguous` is an ambiguous date in the column, if
    nothing settles its order.
    """

    name: str
    samples: tuple[str, ...]
    field: str
    is_known: bool
    ambiguous_date: AmbiguousDate | None = None


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table whose columns the user is asked about. `order` is the remembered date order."""

    path: Path
    layout: Layout
    columns: tuple[AskedColumn, ...]
    order: str = ""

    @property
    def has_header(self) -> bool:
        return self.layout.header >= 0

    def mapping(self, fields: Sequence[str]) -> dict[str, str]:
        """The mapping for the fields the user chose, one per column: those that differ from the headings.

        For columns with unknown headings it includes "keep", as the user has looked at them.
        """
        called = [_field(one.by_heading) for one in self.layout.columns]
        return {
            normalize_heading(column.name): chosen
            for column, by_name, chosen in zip(self.columns, called, fields, strict=True)
            if chosen not in (by_name if column.is_known else None, BY_NAME)
        }

    def ambiguous_date(self, fields: Sequence[str]) -> AmbiguousDate | None:
        """The first ambiguous date in the columns that hold dates by the user's choice."""
        pairs = zip(self.columns, fields, strict=False)
        return next(
            (
                column.ambiguous_date
                for column, field in pairs
                if column.ambiguous_date and field in DATE_FIELDS
            ),
            None,
        )


def table_to_ask_about(
    paths: Sequence[Path], remembered: RememberedMappings, on_check: Callable[[], None] = lambda: None
) -> AskedTable | None:
    """The first table with unknown columns or ambiguous dates that the user was not asked about before.

    `on_check` is called now and then; an exception it raises cancels the search.
    """
    for path in paths:
        if (kind := format_if_readable(path)) in TABLES:
            table = inspect_table(path, remembered, on_check)
            is_new = kind == CSV and key_of(table.layout) not in remembered.columns
            is_unknown = is_new and not all(column.is_known for column in table.columns)
            if is_unknown or (
                not table.order and table.ambiguous_date([column.field for column in table.columns])
            ):
                return table
    return None


def first_table(
    paths: Sequence[Path], remembered: RememberedMappings, on_check: Callable[[], None] = lambda: None
) -> AskedTable | None:
    """The first table of any kind, for inspection of its columns."""
    return next(
        (inspect_table(path, remembered, on_check) for path in paths if format_if_readable(path) in TABLES),
        None,
    )


def inspect_table(
    path: Path, remembered: RememberedMappings, on_check: Callable[[], None] = lambda: None
) -> AskedTable:
    """Raises FileNotRead if it is not a table."""
    layout = layout_of(path, encoding_of(path, None, on_check))
    key = key_of(layout)
    fields = remembered.columns.get(key, {})
    meanings = apply_mapping(layout.meanings, layout.names, fields)
    ambiguous_date = _ambiguous_dates(path, layout, on_check)
    columns = (
        AskedColumn(
            name,
            _samples(layout, index),
            _field(meanings[index]),
            layout.columns[index].by_heading != OTHER or normalize_heading(name) in fields,
            ambiguous_date.get(index),
        )
        for index, name in enumerate(layout.names)
    )
    return AskedTable(path, layout, tuple(columns), remembered.orders.get(key, ""))


def _ambiguous_dates(path: Path, layout: Layout, on_check: Callable[[], None]) -> dict[int, AmbiguousDate]:
    """Ambiguous dates of columns that hold dates, or should, if nothing in the table settles their order."""
    indexes = [
        index
        for index, column in enumerate(layout.columns)
        if column.meaning.field in DATE_FIELDS
        or content_type_of([row[index] for row in layout.samples if index < len(row)]) == DATE
    ]
    evidence = evidence_of(path, layout, indexes, on_check) if indexes else {}
    return {
        index: interpretations_of(one.ambiguous)
        for index, one in evidence.items()
        if one.ambiguous and not order_of(index, evidence, layout, "").is_known
    }


def identifies_people(fields: Sequence[str]) -> bool:
    """Whether columns with these fields identify people."""
    return BY_NAME in fields or bool(IDENTIFYING & set(fields))


def _field(meaning: Meaning) -> str:
    if meaning.field in (OTHER.field, KEPT.field, DROP.field):
        return "leave_out" if meaning == DROP else "keep"
    found = user_field(meaning)
    return BY_NAME if found == "keep" else found


def _samples(layout: Layout, index: int) -> tuple[str, ...]:
    cells = (" ".join(row[index].split())[:80] for row in layout.samples if index < len(row))
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:_SAMPLES]
