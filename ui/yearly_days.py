"""Yearly days as the user writes them ("12 April", "12 April 1980"), and as the book stores them (--MM-DD or
YYYY-MM-DD)."""

import re

from crm.text.days_in_words import MONTHS

_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?(?:,?\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")


def format_day(stored: str | None) -> str:
    """ "12 April 1980" for 1980-04-12, "12 April" for --04-12."""
    if not stored:
        return ""
    year, month, day = stored[:-6], int(stored[-5:-3]), int(stored[-2:])
    return f"{day} {MONTHS[month - 1]}" + (f" {year}" if year.isdigit() else "")


def parse_day(typed: str) -> str:
    """The stored form, or the text unchanged if it is no day: the use case reports what is wrong with it."""
    text = typed.strip()
    found = _DAY_FIRST.fullmatch(text)
    day, name, year = (found[1], found[2], found[3]) if found else ("", "", "")
    if not found and (found := _MONTH_FIRST.fullmatch(text)):
        name, day, year = found[1], found[2], found[3]
    number = next(
        (n for n, month in enumerate(MONTHS, 1) if name and month.lower().startswith(name.lower())), 0
    )
    return f"{year or '-'}-{number:02}-{int(day):02}" if number else text
