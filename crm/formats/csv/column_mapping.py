"""The user's column mapping: from the command line, from the window, or remembered for tables with the same header."""

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from crm import settings
from crm.errors import FileNotRead, NotUnderstood
from crm.formats.csv.column_fields import FIELDS, IDENTIFYING, normalize_heading, user_field
from crm.formats.csv.column_recognition import meanings_by_name
from crm.formats.csv.layout import Layout
from crm.formats.csv.table_kinds import CSV
from crm.formats.read_options import Options
from crm.storage.reading import Reader
from crm.text.outside_text import readable

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


class UserMapping(NamedTuple):
    """Field by column, in the form of column_recognition.apply_mapping, and one of date_order.ORDERS or ""."""

    fields: dict[str, str]
    order: str = ""


COLUMNS: settings.Key[dict[str, dict[str, str]]] = settings.Key("import.columns", {})
DATE_ORDERS: settings.Key[dict[str, str]] = settings.Key("import.date_orders", {})


def parse(text: str) -> tuple[tuple[str, str], ...]:
    """Parse `FIELD=COLUMN,...` into pairs; a comma may be part of a column's name. Raises NotUnderstood."""
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
    guessed = user_field(meanings_by_name([word], CSV)[0])
    if guessed == "keep":
        raise NotUnderstood(
            f"There is no field {word.strip()} to map a column to. There are {', '.join(FIELDS)}."
        )
    return guessed


def user_mapping(layout: Layout, options: Options, name: str) -> UserMapping:
    """The mapping for a table. Raises NotUnderstood, or FileNotRead if no column identifies the people."""
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
    return UserMapping(found, options.date_order or options.date_orders.get(key, ""))


def _column(column: str, layout: Layout, name: str) -> str:
    known = {normalize_heading(one): normalize_heading(one) for one in layout.names}
    known |= {f"column {place}": normalize_heading(one) for place, one in enumerate(layout.names, 1)} | known
    if normalize_heading(column) not in known:
        raise NotUnderstood(f"{name} has no column {column}. There are {', '.join(layout.names[:40])}.")
    return known[normalize_heading(column)]


def key_of(layout: Layout) -> str:
    """Equal for tables with the same header; without a header, for tables with the same first row."""
    words = (
        [normalize_heading(name) for name in layout.names] if layout.header >= 0 else ["", *layout.samples[0]]
    )
    return blake2b("\n".join(words).encode(), digest_size=12).hexdigest()


def remembered(read: Reader) -> dict[str, dict[str, str]]:
    return settings.value(read, COLUMNS)


def remembered_orders(read: Reader) -> dict[str, str]:
    return settings.value(read, DATE_ORDERS)


def remember(work: "UnitOfWork", layout: Layout, mapping: UserMapping, name: str) -> None:
    """Remember the mapping for tables with this header."""
    key = key_of(layout)
    settings.change(work, COLUMNS, {**remembered(work.read), key: dict(mapping.fields)})
    if mapping.order:
        settings.change(work, DATE_ORDERS, {**remembered_orders(work.read), key: mapping.order})
    work.label = f"Remembered the columns of {readable(name)}"
