"""Which column is what, as the user says it: on the command line, in the window, or once for every table with that header."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from crm import settings
from crm.errors import FileNotRead, NotUnderstood
from crm.exchange.options import Options
from crm.exchange.tables.columns import field_of, meanings, plain
from crm.exchange.tables.layout import Layout
from crm.exchange.tables.vocabulary import FIELDS
from crm.readable import readable
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

COLUMNS: settings.Key[dict[str, dict[str, str]]] = settings.Key("import.columns", {})
IDENTIFYING = {"name", "given", "family", "organization", "email", "phone", "nickname", "file_as"}


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
    guessed = field_of(meanings([word], "csv")[0])
    if guessed == "keep":
        raise NotUnderstood(
            f"There is no field {word.strip()} to map a column to. There are {', '.join(FIELDS)}."
        )
    return guessed


def mapping_for(layout: Layout, options: Options, name: str) -> dict[str, str]:
    """Field by column, as columns.said takes it. Raises NotUnderstood, FileNotRead where no column says who it is."""
    if options.mapping:
        found = {_column(column, layout, name): field for field, column in options.mapping}
    else:
        found = dict(options.remembered.get(key_of(layout), {}))
    fields = {meaning.field for meaning in layout.meanings} | set(found.values())
    if not fields & IDENTIFYING:
        shown = ", ".join(layout.names[:12])
        raise FileNotRead(
            f"{name}: no column is known to hold a name, e-mail or phone; there are {shown}. "
            "Say which is which, for example --map name=COLUMN,email=COLUMN."
        )
    return found


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


def remember(work: "UnitOfWork", layout: Layout, mapping: Mapping[str, str], name: str) -> None:
    """For the next table with this header."""
    settings.change(work, COLUMNS, {**remembered(work.read), key_of(layout): dict(mapping)})
    work.label = f"Remembered the columns of {readable(name)}"
