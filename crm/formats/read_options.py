"""What the user says about files before they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`charset` is for lines in no known one, of a table for all of it; None lets the reader guess.

    `mapping` says which column of a table holds what, as (field, column); without one what was `remembered` counts:
    field by column, of each header that the user mapped before. `date_order` is `day-first` or `month-first`, for dates of a
    table that can be read two ways, `date_orders` what was said of headers before. The rest is for calendars: what day it is, whether past
    meetings are taken as happened, and whether people who are not in the book are made. `folder` is the book's: what
    must stand in a file for a moment stands there, where nobody else looks.
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


AS_IT_IS = Options()
