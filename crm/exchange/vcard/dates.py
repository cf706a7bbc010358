"""Dates of a card: with a year, without one, or kept as they were written."""

import re
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4}|-)(?:[-/]?(\d\d)[-/]?(\d\d)|-(\d{1,2})-(\d{1,2}))(?:[T ].*)?")
_USUAL = 40  # letters of a date that may come again, and is kept
NO_YEAR = "1604"  # Apple's leap year that means none


def day_of(value: str, omitted_year: str | None = None) -> str | None:
    """YYYY-MM-DD or --MM-DD; None for anything that is no whole day of a calendar."""
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
