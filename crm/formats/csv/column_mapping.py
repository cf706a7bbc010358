"""Which column is what, as the user says it: on the command line, in the window, or once for every table with that header."""

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from crm import settings
from crm.errors import FileNotRead, NotUnderstood
from crm.formats.csv.column_fields import FIELDS, IDENTIFYING, field_of, plain
from crm.formats.csv.column_recognition import by_names
from crm.formats.csv.layout import Layout
from crm.formats.csv.table_kinds import CSV
from crm.formats.read_options import Options
from crm.storage.reading import Reader
from crm.text.outside_text import readable

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


class Said(NamedTuple):
    """What the user says of a table: field by column, as columns.said takes it, and one of date_order.ORDERS or nothing."""

    fields: dict[str, str]
    order: str = ""


COLUMNS: settings.Key[dict[str, dict[str, str]]] = settings.Key("import.columns", {})
DATE_ORDERS: settings.Key[dict[str, str]] = settings.Key("import.date_orders", {})


def parse(text: str) -> tuple[tuple[str, str], ...]:
    """(field, column) of `FIELD=COLUMN,...`; a comma may be part of a column's name. Raises NotUnderstood."""
    if not text.strip():
        return ()
    pairs: list[str] = []
    for piece in text.split(","):
        if "=" in piece or not pairs:
            pairs.append(piece)
        else:
            pairs[-1] += f",{piece}"
    return tuple(_pair(pair) for pair in pairs)


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not column.strip():
        raise NotUnderstood(
            f"“{text.strip()}” does not say which column is what. Write --map FIELD=COLUMN,..."
        )
    return _field(field), column.strip()


def _field(word: str) -> str:
    name = word.strip().lower().replace("-", "_").replace(" ", "_")
    if name in FIELDS:
        return name
    guessed = field_of(by_names([word], CSV)[0])
    if guessed == "keep":
        raise NotUnderstood(
            f"There is no field {word.strip()} to map a column to. There are {', '.join(FIELDS)}."
        )
    return guessed


def said_of(layout: Layout, options: Options, name: str) -> Said:
    """Raises NotUnderstood, FileNotRead where no column says who it is."""
    key = key_of(layout)
    if options.mapping:
        found = {_column(column, layout, name): field for field, column in options.mapping}
    else:
        found = dict(options.remembered.get(key, {}))
    fields = {meaning.field for meaning in layout.meanings} | set(found.values())
    if not fields & IDENTIFYING:
        shown = ", ".join(layout.names[:12])
        raise FileNotRead(
            f"{name}: no column is known to hold a name, e-mail or phone; there are {shown}. "
            "Say which is which, for example --map name=COLUMN,email=COLUMN."
        )
    return Said(found, options.date_order or options.date_orders.get(key, ""))


def _column(column: str, layout: Layout, name: str) -> str:
    known = {plain(one): plain(one) for one in layout.names}
    known |= {f"column {place}": plain(one) for place, one in enumerate(layout.names, 1)} | known
    if plain(column) not in known:
        raise NotUnderstood(f"{name} has no column {column}. There are {', '.join(layout.names[:40])}.")
    return known[plain(column)]


def key_of(layout: Layout) -> str:
    """Equal for tables with the same header; of a table without one, for the same first row only."""
    words = [plain(name) for name in layout.names] if layout.header >= 0 else ["", *layout.samples[0]]
    return blake2b("\n".join(words).encode(), digest_size=12).hexdigest()


def remembered(read: Reader) -> dict[str, dict[str, str]]:
    return settings.value(read, COLUMNS)


def remembered_orders(read: Reader) -> dict[str, str]:
    return settings.value(read, DATE_ORDERS)


def remember(work: "UnitOfWork", layout: Layout, said: Said, name: str) -> None:
    """For the next table with this header."""
    key = key_of(layout)
    settings.change(work, COLUMNS, {**remembered(work.read), key: dict(said.fields)})
    if said.order:
        settings.change(work, DATE_ORDERS, {**remembered_orders(work.read), key: said.order})
    work.label = f"Remembered the columns of {readable(name)}"
