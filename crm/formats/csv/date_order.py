"""Whether the day or the month stands first in dates such as 4/5/1970: proved by other dates, said, or not to be told."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.formats.csv.column_recognition import language
from crm.text import date_formats
from crm.text.folding import fold

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
ORDERS = (DAY_FIRST, MONTH_FIRST)
_SURE = 3  # dates more that can be read one way only than the other
_ENOUGH = 5000  # rows without such a date: the column writes its days another way
_DAY_THEN_MONTH = re.compile(r"\b(?:dd|tt|jj|gg|d|j|g)\W{0,2}mm?\b")
_MONTH_THEN_DAY = re.compile(r"\bmm?\W{0,2}(?:dd|tt|jj|gg|d|j|g)\b")


@dataclass(slots=True)
class Evidence:
    """Of one column: how many dates more can be read day first only than month first only, and the first that is unclear."""

    lead: int = 0
    unclear: str = ""

    def take(self, cell: str) -> None:
        lead = date_formats.date_order_evidence(cell)
        if lead is not None:
            self.lead += lead
            self.unclear = self.unclear or ("" if lead else cell)

    def is_enough(self, rows: int) -> bool:
        """Whether more rows would tell nothing else."""
        return abs(self.lead) >= _SURE or (rows > _ENOUGH and not self.lead and not self.unclear)


class Decided(NamedTuple):
    """`is_told` is False where nobody and nothing tells, and what programs usually mean was taken."""

    day_first: bool | None
    is_told: bool


class Reading(NamedTuple):
    """A date that can be read two ways, and both of them as one says them."""

    written: str
    day_first: str
    month_first: str


def looked_through(
    rows: Iterable[Sequence[str]], places: Sequence[int], looked: Callable[[], None] = lambda: None
) -> dict[int, Evidence]:
    """Each of these columns, in one go, as far as it takes. `looked` is called now and then, and may raise."""
    found = {place: Evidence() for place in places}
    waiting = dict(found)
    for number, cells in enumerate(rows):
        for place, evidence in waiting.items():
            if place < len(cells) and (cell := cells[place].strip()):
                evidence.take(cell)
        if number % 256 == 0:
            looked()
            waiting = {place: one for place, one in waiting.items() if not one.is_enough(number)}
            if not waiting:
                break
    return found


def decided(
    place: int, found: Mapping[int, Evidence], names: Sequence[str], said: str, has_header: bool
) -> Decided:
    """What the column's own dates prove goes first, then the user's word, the heading, the other columns, the language."""
    one = found[place]
    if one.lead:
        return Decided(one.lead > 0, True)
    if said:
        return Decided(said == DAY_FIRST, True)
    hint = _in_heading(names[place]) if has_header else None
    if hint is not None:
        return Decided(hint, True)
    if others := sum(evidence.lead for evidence in found.values()):
        return Decided(others > 0, True)
    if has_header and language(names) not in ("en", ""):
        return Decided(True, True)
    return Decided(None, not one.unclear)


def reading_of(written: str) -> Reading:
    """Of a date that is unclear."""
    day_first, month_first = (
        date_formats.format_date(date_formats.parse_date(written, order) or "") for order in (True, False)
    )
    return Reading(written, day_first, month_first)


def _in_heading(name: str) -> bool | None:
    """ "Birthday (DD/MM/YYYY)"."""
    folded = fold(name)
    if _DAY_THEN_MONTH.search(folded):
        return True
    return False if _MONTH_THEN_DAY.search(folded) else None
