"""Days as files write them: 1980-03-22, 3/22/1980, 22.3.80, 5 Mar 2024; in tables `date_order` tells which number is the month."""

import re
from datetime import date
from functools import lru_cache

from crm.text.folding import fold

_DATE = re.compile(r"(\d{4}|-)(?:[-/]?(\d\d)[-/]?(\d\d)|-(\d{1,2})-(\d{1,2}))(?:[T ].*|Z|[+-]\d\d:?\d\d)?")
_USUAL = 40  # letters of a date that may come again, and is kept
NO_YEAR = "1604"  # Apple's leap year that means none
_NUMBERS = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})(?:\2 ?(\d{2}|\d{4}))?\.?(?:[ T].{0,20})?")
_YEAR_FIRST = re.compile(r"(\d{4})[./年] ?(\d{1,2})[./月] ?(\d{1,2})[.日]?(?:[ T].{0,20})?")
_AROUND = " \t;,\"'"  # what some writers leave round a date
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_EITHER_WAY = re.compile(r"(0?[1-9]|1[0-2])([/-])(0?[1-9]|1[0-2])(?:\2\d+)?")
_NOTHING = re.compile(r"[0\W_]*")
_WORDS = re.compile(r"[a-z]+|\d+")
_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "jan gen gennaio ene", "feb fev fevrier", "mar mrz mrt maa marz mars", "apr avr avril abr",
            "may mai mei mag maggio mayo", "jun juin giu",
            "jul juil juillet lug", "aug aout ago", "sep set", "oct okt ott out", "nov", "dec dez dic",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_THIS_CENTURY = 30  # two figures below this are of this century
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_of(value: str, omitted_year: str | None = None) -> str | None:
    """Of a date as ISO 8601 has it: YYYY-MM-DD or --MM-DD; None for anything that is no whole day of a calendar."""
    is_usual = len(value) + len(omitted_year or "") < _USUAL
    return _day_of(value, omitted_year) if is_usual else _day_of.__wrapped__(value, omitted_year)


@lru_cache(maxsize=5000)
def _day_of(value: str, omitted_year: str | None) -> str | None:
    match = _DATE.fullmatch(value.strip())
    if not match:
        return None
    year = match[1]
    month, day = (match[2] or match[4]).zfill(2), (match[3] or match[5]).zfill(2)
    if year == "-" or year in (NO_YEAR, "0000") or (omitted_year and year == omitted_year.strip('"')):
        year = "-"
    try:
        date(2000 if year == "-" else int(year), int(month), int(day))
    except ValueError:
        return None
    return f"{year}-{month}-{day}"


def day(value: str, day_first: bool | None = None) -> str | None:
    """YYYY-MM-DD or --MM-DD; None for anything that is no day. What can be read one way only is read that way.

    Where nobody says which comes first, it is the month in 4/5/1970 and the day in 4-5-1970.
    """
    value = value.strip(_AROUND).translate(_DASHES)
    if found := day_of(value):
        return found
    if match := _YEAR_FIRST.fullmatch(value):
        return _made(match[1], int(match[2]), int(match[3]))
    if not (match := _NUMBERS.fullmatch(value)):
        return _in_words(value)
    one, sign, other, year = int(match[1]), match[2], int(match[3]), match[4] or ""
    if sign == "." or one > 12 or other > 12:
        day_first = other <= 12
    elif day_first is None:
        day_first = sign == "-"
    return _made(year, other, one) if day_first else _made(year, one, other)


def lead_of(value: str) -> int | None:
    """1 where only the day can stand first, -1 where only the month can, 0 where either; None for all other dates."""
    match = _NUMBERS.fullmatch(value)
    if match is None or match[2] == ".":
        return None
    one, other = int(match[1]), int(match[3])
    if one == other or (one > 12 and other > 12):  # 5/5/1970 is the same day either way
        return None
    if one <= 12 and other <= 12:
        return 0 if one and other else None
    return 1 if one > 12 else -1


def month_or_year(value: str) -> str | None:
    """YYYY-MM or YYYY, of "2024", "2024-05" or "May 2024"; None for anything else."""
    if re.fullmatch(r"\d{4}", value):
        return value
    if found := re.fullmatch(r"(\d{4})[-/.]?(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[/.](\d{4})", value):
        return f"{found[1] or found[4]}-{int(found[2] or found[3]):02}"
    month, blank, year = value.rpartition(" ")
    first = day(f"1 {month} {year}") if blank and re.fullmatch(r"\d{4}", year) else None
    return first[:7] if first and first[:4] == year and not any(map(str.isdigit, month)) else None


def is_either_way(value: str) -> bool:
    """Whether it does not tell which number is the month: 4/5/1970 or 4-5-1970, where nothing is there to compare with."""
    found = _EITHER_WAY.fullmatch(value.strip().translate(_DASHES))
    return found is not None and int(found[1]) != int(found[3])


def is_nothing(value: str) -> bool:
    """Outlook's 0/0/00 and its like."""
    return _NOTHING.fullmatch(value) is not None


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
    if len(set(months)) != 1 or not 1 <= len(numbers) <= 2:
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
