"""Whether day or month comes first in dates such as 4/5/1970: proved by other dates, stated, or unknown."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.formats.csv.column_recognition import language
from crm.text import date_formats
from crm.text.folding import fold

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
ORDERS = (DAY_FIRST, MONTH_FIRST)
_MIN_EVIDENCE = 3  # surplus of unambiguous dates that settles the order
_MAX_ROWS = 5000  # after so many rows without a date of this form, the column uses another one
_DAY_THEN_MONTH = re.compile(r"\b(?:dd|tt|jj|gg|d|j|g)\W{0,2}mm?\b")
_MONTH_THEN_DAY = re.compile(r"\bmm?\W{0,2}(?:dd|tt|jj|gg|d|j|g)\b")


@dataclass(slots=True)
class Evidence:
    """Evidence of one column: the surplus of day-first over month-first dates, and the first ambiguous date."""

    balance: int = 0
    ambiguous: str = ""

    def add(self, cell: str) -> None:
        balance = date_formats.date_order_evidence(cell)
        if balance is not None:
            self.balance += balance
            self.ambiguous = self.ambiguous or ("" if balance else cell)

    def is_sufficient(self, rows: int) -> bool:
        """Whether further rows cannot change the result."""
        return abs(self.balance) >= _MIN_EVIDENCE or (
            rows > _MAX_ROWS and not self.balance and not self.ambiguous
        )


class DateOrder(NamedTuple):
    """`is_known` is False if nothing indicates the order, and the usual one was assumed."""

    day_first: bool | None
    is_known: bool


class AmbiguousDate(NamedTuple):
    """An ambiguous date as written, and both its interpretations as text."""

    written: str
    day_first: str
    month_first: str


def collect_evidence(
    rows: Iterable[Sequence[str]], indexes: Sequence[int], on_check: Callable[[], None] = lambda: None
) -> dict[int, Evidence]:
    """Evidence of several columns in one pass, as far as needed. `on_check` is called now and then, and may raise."""
    found = {index: Evidence() for index in indexes}
    unsettled = dict(found)
    for number, cells in enumerate(rows):
        for index, evidence in unsettled.items():
            if index < len(cells) and (cell := cells[index].strip()):
                evidence.add(cell)
        if number % 256 == 0:
            on_check()
            unsettled = {index: one for index, one in unsettled.items() if not one.is_sufficient(number)}
            if not unsettled:
                break
    return found


def decide_order(
    index: int, found: Mapping[int, Evidence], names: Sequence[str], stated: str, has_header: bool
) -> DateOrder:
    """Order of precedence: the column's own dates, the user's choice, the heading, the other columns, the language."""
    one = found[index]
    if one.balance:
        return DateOrder(one.balance > 0, True)
    if stated:
        return DateOrder(stated == DAY_FIRST, True)
    in_heading = _in_heading(names[index]) if has_header else None
    if in_heading is not None:
        return DateOrder(in_heading, True)
    if others := sum(evidence.balance for evidence in found.values()):
        return DateOrder(others > 0, True)
    if has_header and language(names) not in ("en", ""):
        return DateOrder(True, True)
    return DateOrder(None, not one.ambiguous)


def interpretations_of(written: str) -> AmbiguousDate:
    """Both interpretations of an ambiguous date."""
    day_first, month_first = (
        date_formats.format_date(date_formats.parse_date(written, order) or "") for order in (True, False)
    )
    return AmbiguousDate(written, day_first, month_first)


def _in_heading(name: str) -> bool | None:
    """The order stated in a heading: "Birthday (DD/MM/YYYY)"."""
    folded = fold(name)
    if _DAY_THEN_MONTH.search(folded):
        return True
    return False if _MONTH_THEN_DAY.search(folded) else None
