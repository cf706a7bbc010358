"""The user's options for reading files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`charset` applies to lines in no recognised encoding, or to a whole table; None lets the reader guess.

    `mapping` assigns columns of a table, as (field, column); without it `remembered` applies: field by column for each header
    that the user mapped before. `date_order` is `day-first` or `month-first` for ambiguous dates of a table, `date_orders` the
    remembered orders by header. The others are for calendars: today's date, whether past meetings are accepted as happened, and
    whether unknown guests are created. `folder` is the book's folder, used for temporary files because it is private.
    """

    charset: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    date_order: str = ""
    date_orders: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    accept: bool = False
    create_people: bool = False
    folder: Path | None = None


DEFAULT_OPTIONS = Options()
