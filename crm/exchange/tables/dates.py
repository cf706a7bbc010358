"""Days as tables write them: 1980-03-22, 3/22/1980, 22.3.80, 5 Mar 2024; which number is the month is settled by the column."""

import re
from collections.abc import Iterable
from datetime import date

from crm.exchange.vcard.dates import day_of
from crm.folding import fold

_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{2}|\d{4}))?\.?(?:[ T].{0,20})?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?:[ T].{0,20})?")
_NOTHING = re.compile(r"[0\W_]*")
_WORDS = re.compile(r"[a-z]+|\d+")
_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "jan gennaio ene", "feb fev fevrier", "mar mrz marz mars", "apr avr avril abr", "may mai maggio mayo", "jun juin giu",
            "jul juil juillet lug", "aug aout ago", "sep set", "oct okt ott out", "nov", "dec dez dic",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_THIS_CENTURY = 30  # two figures below this are of this century
_SURE = 3  # dates more that can be read one way only than the other
_ENOUGH = 5000  # rows without such a date: the column writes its days another way
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: str, day_first: bool = False) -> str | None:
    """YYYY-MM-DD or --MM-DD; None for anything that is no day. What can be read one way only is read that way."""
    value = value.strip()
    if found := day_of(value):
        return found
    if match := _YEAR_FIRST.fullmatch(value):
        return _made(match[1], int(match[2]), int(match[3]))
    if not (match := _NUMBERS.fullmatch(value)):
        return _in_words(value)
    one, sign, other, year = int(match[1]), match[2], int(match[3]), match[4] or ""
    if sign != "/" or one > 12:
        day_first = one <= 31 and other <= 12
    elif other > 12:
        day_first = False
    return _made(year, other, one) if day_first else _made(year, one, other)


def is_nothing(value: str) -> bool:
    """Outlook's 0/0/00 and its like."""
    return _NOTHING.fullmatch(value) is not None


def day_comes_first(values: Iterable[str], otherwise: bool) -> bool:
    """Whether a column writes 5/3 for the fifth of March: told by the dates that can be read one way only."""
    lead, either_way = 0, False
    for place, value in enumerate(values):
        match = _NUMBERS.fullmatch(value.strip()) if "/" in value else None
        if match and match[2] == "/":
            either_way = True
            lead += (int(match[1]) > 12) - (int(match[3]) > 12)
        if abs(lead) >= _SURE or (place > _ENOUGH and not either_way):
            break
    return lead > 0 if lead else otherwise


def spoken(day: str) -> str:
    """ "5 March 2024" of 2024-03-05."""
    year, month, number = day[:-6], int(day[-5:-3]), int(day[-2:])
    return f"{number} {_NAMES[month - 1]}{'' if year == '-' else f' {year}'}"


def _in_words(value: str) -> str | None:
    """ "05 Mar 2024", "March 5, 2024", "5. März"."""
    if len(value) > 40:
        return None
    words = _WORDS.findall(fold(value))
    months = [
        month for word in words if (month := _MONTHS.get(word, _MONTHS.get(word[:3], 0))) and word.isalpha()
    ]
    numbers = [word for word in words if word.isdigit()]
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    year = next((number for number in numbers if len(number) == 4), "")
    rest = [number for number in numbers if number is not year]
    if not rest:
        return None
    return _made(year or (rest[1] if len(rest) > 1 else ""), months[0], int(rest[0]))


def _made(year: str, month: int, number: int) -> str | None:
    if len(year) == 2:
        year = ("20" if int(year) < _THIS_CENTURY else "19") + year
    if year in ("1604", "0000"):
        year = ""
    try:
        date(int(year or 2000), month, number)
    except ValueError:
        return None
    return f"{year or '-'}-{month:02}-{number:02}"
