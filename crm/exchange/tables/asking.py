"""Which table's columns the user should be asked about before it is read, and what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm.errors import FileNotRead
from crm.exchange.formats import TABLES, format_of
from crm.exchange.tables.columns import DROP, OTHER, Meaning, field_of, plain, said
from crm.exchange.tables.encoding import encoding_of
from crm.exchange.tables.kinds import CSV
from crm.exchange.tables.layout import Layout, by_contents, layout_of
from crm.exchange.tables.mapping import IDENTIFYING, key_of

_SAMPLES = 3
BY_NAME = ""  # what a column is that only its own name can say, such as "E-mail 1 - Label"

Remembered = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """`field` is the user's word for what it is taken for so far, or BY_NAME; `samples` are its first values.

    `is_known`: by its name, or because the user said it before; else what stands in it was looked at.
    """

    name: str
    samples: tuple[str, ...]
    field: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table whose columns are to be looked at; `has_header` is whether it names them itself."""

    path: Path
    layout: Layout
    columns: tuple[AskedColumn, ...]

    @property
    def has_header(self) -> bool:
        return self.layout.header >= 0

    def mapping(self, fields: Sequence[str]) -> dict[str, str]:
        """Of the fields that the user chose, one for each column: those that are not what the columns' names say."""
        called = [_field(meaning) for meaning in self.layout.meanings]
        return {
            plain(column.name): chosen
            for column, name_says, chosen in zip(self.columns, called, fields, strict=True)
            if chosen not in (name_says, BY_NAME)
        }


def to_ask(paths: Sequence[Path], remembered: Remembered) -> AskedTable | None:
    """The first table of no known program that has columns nobody knows, and was not asked about before."""
    for path in paths:
        if _kind(path) == CSV:
            asked = asked_of(path, remembered)
            was_asked = key_of(asked.layout) in remembered
            if not was_asked and not all(column.is_known for column in asked.columns):
                return asked
    return None


def first_table(paths: Sequence[Path], remembered: Remembered) -> AskedTable | None:
    """The first table of any kind, for looking at its columns."""
    return next((asked_of(path, remembered) for path in paths if _kind(path) in TABLES), None)


def asked_of(path: Path, remembered: Remembered) -> AskedTable:
    """Raises FileNotRead for what is no table."""
    layout = layout_of(path, encoding_of(path, None))
    known = said(layout.meanings, layout.names, remembered.get(key_of(layout), {}))
    looked_at = layout.shape == CSV and key_of(layout) not in remembered
    guessed = _guessed(layout, known) if looked_at else known
    columns = (
        AskedColumn(name, _samples(layout, place), _field(guessed[place]), known[place] != OTHER)
        for place, name in enumerate(layout.names)
    )
    return AskedTable(path, layout, tuple(columns))


def _guessed(layout: Layout, known: Sequence[Meaning]) -> list[Meaning]:
    """For columns nobody knows by name, what stands in them; a name only where no other column is one."""
    named = any(meaning.field in ("name", "given", "family") for meaning in known)
    looks = by_contents(layout.samples, len(known))
    return [
        look if meaning == OTHER and not (named and look.field == "name") else meaning
        for meaning, look in zip(known, looks, strict=True)
    ]


def says_who(fields: Sequence[str]) -> bool:
    """Whether a table with columns of these fields tells who its people are."""
    return BY_NAME in fields or bool(IDENTIFYING & set(fields))


def _field(meaning: Meaning) -> str:
    if meaning in (OTHER, DROP):
        return "keep" if meaning == OTHER else "leave_out"
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
