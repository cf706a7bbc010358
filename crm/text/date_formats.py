"""Parsing of dates as files write them: 1980-03-22, 3/22/1980, 22.3.80, 5 Mar 2024.

Whether the day or the month comes first in a CSV column is decided by `crm.formats.csv.date_order`.
"""

import re
from datetime import date
from functools import lru_cache

from crm.text.days_in_words import MONTHS
from crm.text.folding import fold

_DATE = re.compile(r"(\d{4}|-)(?:[-/]?(\d\d)[-/]?(\d\d)|-(\d{1,2})-(\d{1,2}))(?:[T ].*|Z|[+-]\d\d:?\d\d)?")
_MAX_CACHED = 40  # characters; longer texts are not worth a cache entry
NO_YEAR = "1604"  # the year that Apple writes for "no year"
_NUMBERS = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})(?:\2 ?(\d{2}|\d{4}))?\.?(?:[ T].{0,20})?")
_YEAR_FIRST = re.compile(r"(\d{4})[./年] ?(\d{1,2})[./月] ?(\d{1,2})[.日]?(?:[ T].{0,20})?")
_AROUND = " \t;,\"'"  # stray characters that some programs leave around a date
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_AMBIGUOUS = re.compile(r"(0?[1-9]|1[0-2])([/-])(0?[1-9]|1[0-2])(?:\2\d+)?")
_BLANK = re.compile(r"[0\W_]*")
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
_THIS_CENTURY = 30  # two-digit years below this are 20xx, all others 19xx


def parse_iso_date(value: str, omitted_year: str | None = None) -> str | None:
    """Normalise an ISO 8601 date to YYYY-MM-DD or --MM-DD; None for anything that is not a complete calendar day.

    A year equal to `omitted_year` (X-APPLE-OMIT-YEAR) counts as no year.
    """
    is_cached = len(value) + len(omitted_year or "") < _MAX_CACHED
    return (
        _parse_iso_date(value, omitted_year)
        if is_cached
        else _parse_iso_date.__wrapped__(value, omitted_year)
    )


@lru_cache(maxsize=5000)
def _parse_iso_date(value: str, omitted_year: str | None) -> str | None:
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


def parse_date(value: str, day_first: bool | None = None) -> str | None:
    """Normalise any known date format to YYYY-MM-DD or --MM-DD; None for anything that is not a day.

    `day_first` settles 4/5/1970; None means month first with slashes and day first with dashes.
    """
    value = value.strip(_AROUND).translate(_DASHES)
    if found := parse_iso_date(value):
        return found
    if match := _YEAR_FIRST.fullmatch(value):
        return _iso_date(match[1], int(match[2]), int(match[3]))
    if not (match := _NUMBERS.fullmatch(value)):
        return _parse_date_in_words(value)
    one, separator, other, year = int(match[1]), match[2], int(match[3]), match[4] or ""
    if separator == "." or one > 12 or other > 12:
        day_first = other <= 12
    elif day_first is None:
        day_first = separator == "-"
    return _iso_date(year, other, one) if day_first else _iso_date(year, one, other)


def date_order_evidence(value: str) -> int | None:
    """1 if only the day can come first, -1 if only the month can, 0 if either; None for other dates and for 5/5/1970."""
    match = _NUMBERS.fullmatch(value)
    if match is None or match[2] == ".":
        return None
    one, other = int(match[1]), int(match[3])
    if one == other or (one > 12 and other > 12):  # 5/5/1970: the same day either way
        return None
    if one <= 12 and other <= 12:
        return 0 if one and other else None
    return 1 if one > 12 else -1


def parse_month_or_year(value: str) -> str | None:
    """Normalise "2024", "2024-05" or "May 2024" to YYYY or YYYY-MM; None for anything else."""
    if re.fullmatch(r"\d{4}", value):
        return value
    if found := re.fullmatch(r"(\d{4})[-/.]?(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])[/.](\d{4})", value):
        return f"{found[1] or found[4]}-{int(found[2] or found[3]):02}"
    month, blank, year = value.rpartition(" ")
    first = parse_date(f"1 {month} {year}") if blank and re.fullmatch(r"\d{4}", year) else None
    return first[:7] if first and first[:4] == year and not any(map(str.isdigit, month)) else None


def is_ambiguous(value: str) -> bool:
    """Whether the day and the month cannot be told apart: 4/5/1970 or 4-5-1970."""
    found = _AMBIGUOUS.fullmatch(value.strip().translate(_DASHES))
    return found is not None and int(found[1]) != int(found[3])


def is_blank_date(value: str) -> bool:
    """Whether the value stands for "no date": Outlook's 0/0/00 and the like."""
    return _BLANK.fullmatch(value) is not None


def format_date(day: str) -> str:
    """ "5 March 2024" for 2024-03-05, "5 March" for --03-05."""
    year, month, number = day[:-6], int(day[-5:-3]), int(day[-2:])
    return f"{number} {MONTHS[month - 1]}{'' if year == '-' else f' {year}'}"


def _parse_date_in_words(value: str) -> str | None:
    """Parse "05 Mar 2024", "March 5, 2024" or "5. März"."""
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
    return _iso_date(year or (rest[1] if len(rest) > 1 else ""), months[0], int(rest[0]))


def _iso_date(year: str, month: int, number: int) -> str | None:
    if len(year) == 2:
        year = ("20" if int(year) < _THIS_CENTURY else "19") + year
    if year in ("1604", "0000"):
        year = ""
    try:
        date(int(year or 2000), month, number)
    except ValueError:
        return None
    return f"{year or '-'}-{month:02}-{number:02}"
