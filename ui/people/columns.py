"""Columns of the people list: headings, widths, and texts."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect

from crm.people.list_queries import PersonRow
from ui.people import row_text
from ui.theme.look import look
from ui.yearly_days import format_day

NAME_AT = 42  # design pixels, after padding and avatar
_GAP = 12
_LEAST = 84  # design pixels; columns that would be narrower are hidden, the last ones first


class Column(NamedTuple):
    """`share` is its relative width. `text` is empty for columns that paint chips."""

    name: str
    title: str
    share: float
    text: Callable[[PersonRow, date], str]
    chips: bool = False


COLUMNS = (
    Column("name", "Name", 0.193, lambda row, _: row.name),
    Column("organisation", "Organisation", 0.236, lambda row, _: row.organisation),
    Column("title", "Title", 0.2, lambda row, _: row.title),
    Column("city", "City", 0.15, lambda row, _: row.city),
    Column("rhythm", "Rhythm", 0.203, lambda row, _: row_text.rhythm_words(row)),
    Column("last_spoke", "Last spoke", 0.184, row_text.last_spoke),
    Column("next_meeting", "Next meeting", 0.184, row_text.next_meeting),
    Column("open", "Open", 0.184, lambda _row, _: "", chips=True),
    Column("topics", "Topics", 0.25, lambda row, _: row.topics),
    Column("tags", "Tags", 0.184, lambda row, _: row.tags),
    Column("how_we_met", "How we met", 0.22, lambda row, _: row.how_we_met),
    Column("birthday", "Birthday", 0.15, lambda row, _: format_day(row.born)),
)
BY_NAME = {one.name: one for one in COLUMNS}
USUAL = ("name", "organisation", "rhythm", "last_spoke", "open")


class Place(NamedTuple):
    column: Column
    rect: QRect


def chosen_columns(names: Iterable[str]) -> tuple[Column, ...]:
    """The named columns in the order of COLUMNS, always including the name."""
    wanted = {"name", *names}
    return tuple(one for one in COLUMNS if one.name in wanted)


def places(inside: QRect, columns: tuple[Column, ...]) -> list[Place]:
    """Geometry of the columns inside a row, for heading and rows. Columns without room are left out."""
    left = inside.left() + look.px(NAME_AT)
    room = inside.right() - left
    fitting = columns[: max(2, round(room / look.px(_LEAST + _GAP)))]
    if len(fitting) < len(columns) and BY_NAME["open"] in columns and BY_NAME["open"] not in fitting:
        fitting = (*fitting[:-1], BY_NAME["open"])  # the column of open promises is hidden last
    made, total, begun = [], sum(one.share for one in fitting), 0.0
    for one in fitting:
        start = left + round(room * begun / total)
        begun += one.share
        end = left + round(room * begun / total) - (look.px(_GAP) if one is not fitting[-1] else 0)
        made.append(Place(one, QRect(start, inside.top(), end - start, inside.height())))
    return made
