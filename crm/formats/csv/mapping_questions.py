"""Which table's columns the user should be asked about before it is read, and what is known of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.formats.csv.cell_contents import DATE, look_of
from crm.formats.csv.column_fields import DATED, DROP, IDENTIFYING, KEPT, OTHER, Meaning, field_of, plain
from crm.formats.csv.column_mapping import key_of
from crm.formats.csv.column_recognition import said
from crm.formats.csv.date_order import Reading, reading_of
from crm.formats.csv.date_order_scan import evidence_of, order_of
from crm.formats.csv.encoding import encoding_of
from crm.formats.csv.layout import Layout, layout_of
from crm.formats.csv.table_kinds import CSV
from crm.formats.readers import TABLES, format_of

_SAMPLES = 3
BY_NAME = ""  # what a column is that only its own name can say, such as "E-mail 1 - Label"


class Remembered(NamedTuple):
    """What was said of headers before: field by column, and the order of dates, by the key of each header."""

    columns: Mapping[str, Mapping[str, str]]
    orders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """`field` is the user's word for what it is taken for so far, or BY_NAME; `samples` are its first values.

    `is_known`: by its name, or because the user said it before; else what stands in it was looked at. `unclear` is a date
    in it that can be read two ways, where nothing tells which.
    """

    name: str
    samples: tuple[str, ...]
    field: str
    is_known: bool
    unclear: Reading | None = None


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table whose columns are to be looked at; `has_header` is whether it names them itself. `order` was said before."""

    path: Path
    layout: Layout
    columns: tuple[AskedColumn, ...]
    order: str = ""

    @property
    def has_header(self) -> bool:
        return self.layout.header >= 0

    def mapping(self, fields: Sequence[str]) -> dict[str, str]:
        """Of the fields that the user chose, one for each column: those that are not what the columns' names say.

        Of a column that nobody knows also that it is kept: it was looked at then.
        """
        called = [_field(one.called) for one in self.layout.columns]
        return {
            plain(column.name): chosen
            for column, name_says, chosen in zip(self.columns, called, fields, strict=True)
            if chosen not in (name_says if column.is_known else None, BY_NAME)
        }

    def unclear(self, fields: Sequence[str]) -> Reading | None:
        """The first date that can be read two ways, in the columns that hold days by what the user chose."""
        pairs = zip(self.columns, fields, strict=False)
        return next((column.unclear for column, field in pairs if column.unclear and field in DATED), None)


def to_ask(
    paths: Sequence[Path], remembered: Remembered, looked: Callable[[], None] = lambda: None
) -> AskedTable | None:
    """The first table that has columns nobody knows, or dates of which nobody can tell whether the month stands first, and
    was not asked about them before. `looked` is called now and then; what it raises ends the looking."""
    for path in paths:
        if (kind := _kind(path)) in TABLES:
            asked = asked_of(path, remembered, looked)
            is_new = kind == CSV and key_of(asked.layout) not in remembered.columns
            is_unknown = is_new and not all(column.is_known for column in asked.columns)
            if is_unknown or (not asked.order and asked.unclear([column.field for column in asked.columns])):
                return asked
    return None


def first_table(
    paths: Sequence[Path], remembered: Remembered, looked: Callable[[], None] = lambda: None
) -> AskedTable | None:
    """The first table of any kind, for looking at its columns."""
    return next((asked_of(path, remembered, looked) for path in paths if _kind(path) in TABLES), None)


def asked_of(path: Path, remembered: Remembered, looked: Callable[[], None] = lambda: None) -> AskedTable:
    """Raises FileNotRead for what is no table."""
    layout = layout_of(path, encoding_of(path, None, looked))
    key = key_of(layout)
    fields = remembered.columns.get(key, {})
    meanings = said(layout.meanings, layout.names, fields)
    unclear = _unclear(path, layout, looked)
    columns = (
        AskedColumn(
            name,
            _samples(layout, place),
            _field(meanings[place]),
            layout.columns[place].called != OTHER or plain(name) in fields,
            unclear.get(place),
        )
        for place, name in enumerate(layout.names)
    )
    return AskedTable(path, layout, tuple(columns), remembered.orders.get(key, ""))


def _unclear(path: Path, layout: Layout, looked: Callable[[], None]) -> dict[int, Reading]:
    """Of the columns that hold dates, or should: one that can be read two ways, where nothing in the table tells which it is."""
    places = [
        place
        for place, column in enumerate(layout.columns)
        if column.meaning.field in DATED
        or look_of([row[place] for row in layout.samples if place < len(row)]) == DATE
    ]
    evidence = evidence_of(path, layout, places, looked) if places else {}
    return {
        place: reading_of(one.unclear)
        for place, one in evidence.items()
        if one.unclear and not order_of(place, evidence, layout, "").is_told
    }


def says_who(fields: Sequence[str]) -> bool:
    """Whether a table with columns of these fields tells who its people are."""
    return BY_NAME in fields or bool(IDENTIFYING & set(fields))


def _field(meaning: Meaning) -> str:
    if meaning.field in (OTHER.field, KEPT.field, DROP.field):
        return "leave_out" if meaning == DROP else "keep"
    found = field_of(meaning)
    return BY_NAME if found == "keep" else found


def _samples(layout: Layout, place: int) -> tuple[str, ...]:
    cells = (" ".join(row[place].split())[:80] for row in layout.samples if place < len(row))
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:_SAMPLES]


def _kind(path: Path) -> str:
    try:
        return format_of(path)
    except FileNotRead:
        return ""
