"""Parses calendar dates: "3 May", "May 3rd, 2025", "the 5th", "in June", "2026-11-03"."""

import re
from collections.abc import Sequence

from crm.capture.dates import DatePhrase
from crm.capture.tokens import Token
from crm.capture.vocabulary import one_of, words

_TABLE = words("dates")
_ORDINAL = re.compile(r"(\d{1,2})(st|nd|rd|th)")
_NO_NOUN_NEXT = one_of("dates", "followers")
MONTH_NAMES = {name: place for place, name in enumerate(_TABLE["months"], 1)}
SHORT_MONTH_NAMES = {name: place for place, names in enumerate(_TABLE["months_short"], 1) for name in names}

Core = tuple[int, DatePhrase]  # the index after the last word, and the phrase without its position


def date_phrase(rule: str, tense: str, amount: int = 0, month: int = 0, year: int = 0) -> DatePhrase:
    return DatePhrase(0, 0, "", rule, tense, amount, month, year)


def exact(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if tokens[at].kind != "date":
        return None
    year, month, day = (int(part) for part in lows[at].split("-"))
    found = date_phrase("exact", "either", day, month, year)
    return (at + 1, found) if _exists(year, month, day) else None


def numeric_date(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    """ "11/19/2026" and "19/11", where only one of the two can be the month; "19.11.2026" always has the day first."""
    parts = _numeric_parts(tokens, lows, at)
    if parts is None:
        return None
    last, mark, (day, month, *year) = parts
    if mark == "/" and (day > 12) == (month > 12) and day != month:
        return None
    if mark == "/" and month > 12:
        day, month = month, day
    if year:
        return (
            (last, date_phrase("exact", "either", day, month, year[0]))
            if _exists(year[0], month, day)
            else None
        )
    has_preposition = at > 0 and lows[at - 1] in one_of("dates", "prepositions")
    return (
        (last, date_phrase("yearly", "either", day, month))
        if has_preposition and mark == "/" and _exists(2024, month, day)
        else None
    )


def _numeric_parts(tokens: Sequence[Token], lows: list[str], at: int) -> tuple[int, str, list[int]] | None:
    """Two or three numbers joined by the same mark without blanks: the index after them, the mark, the numbers."""
    numbers, last = [lows[at]], at + 1
    while (
        len(numbers) < 3
        and last + 1 < len(lows)
        and lows[last] == (lows[at + 1] if lows[at + 1] in "/." else "")
        and tokens[last - 1].end + 1 == tokens[last + 1].start
    ):
        numbers.append(lows[last + 1])
        last += 2
    if not all(number.isascii() and number.isdigit() for number in numbers):
        return None
    sizes = [len(number) for number in numbers]
    fits = sizes[2:] in ([], [4]) and max(sizes[:2]) < 3 and len(sizes) > 1
    return (last, lows[at + 1], [int(number) for number in numbers]) if fits else None


def month_at(lows: list[str], at: int) -> int:
    low = lows[at].rstrip(".") if at < len(lows) else ""
    return MONTH_NAMES.get(low) or SHORT_MONTH_NAMES.get(low) or 0


def _number_at(lows: list[str], at: int) -> tuple[int, bool] | None:
    """A day of a month, and whether it is written as an ordinal."""
    low = lows[at] if at < len(lows) else ""
    ordinal = _ORDINAL.fullmatch(low)
    if ordinal is None and not (low.isascii() and low.isdigit() and len(low) < 3):
        return None
    day = int(ordinal[1] if ordinal else low)
    return (day, ordinal is not None) if 1 <= day <= 31 else None


def _with_year(lows: list[str], last: int, day: int, month: int) -> Core | None:
    after = last + 1 if lows[last : last + 1] == [","] else last
    year = lows[after] if after < len(lows) else ""
    if year.isascii() and year.isdigit() and len(year) == 4 and 1900 <= int(year) < 2200:
        return (
            (after + 1, date_phrase("exact", "either", day, month, int(year)))
            if _exists(int(year), month, day)
            else None
        )
    return (last, date_phrase("yearly", "either", day, month)) if _exists(2024, month, day) else None


def day_and_month(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    the = lows[at] in _TABLE["the"]
    number = _number_at(lows, at + the)
    if number is None:
        return None
    last = at + the + 1
    of = lows[last : last + 1] == ["of"]
    month = month_at(lows, last + of)
    if month:
        return _with_year(lows, last + of + 1, number[0], month)
    bare = the or (at > 0 and lows[at - 1] in one_of("dates", "prepositions"))
    ends = last >= len(lows) or tokens[last].kind in ("mark", "break", "time") or lows[last] in _NO_NOUN_NEXT
    return (last, date_phrase("monthly", "either", number[0])) if number[1] and bare and ends else None


def month_and_day(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    month = month_at(lows, at)
    if not month:
        return None
    start = at + 2 if lows[at + 1 : at + 2] == ["the"] else at + 1
    number = _number_at(lows, start)
    return None if number is None else _with_year(lows, start + 1, number[0], month)


def in_month(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if at > 0 and lows[at - 1] in ("by", "before", "until") and month_at(lows, at) and tokens[at].capital:
        return _with_year(lows, at + 1, 1, month_at(lows, at))
    if lows[at] not in ("in", "early") or not month_at(lows, at + 1) or not tokens[at + 1].capital:
        return None
    return _with_year(lows, at + 2, 1, month_at(lows, at + 1))


def _exists(year: int, month: int, day: int) -> bool:
    return DatePhrase(0, 0, "", "exact", "either", day, month, year).day_exists()
