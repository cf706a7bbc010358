"""Finding the date phrases in a run of words: "by Friday", "3 days ago", "the 5th"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from crm.capture.dates import When
from crm.capture.vocabulary import one_of, phrases, words
from crm.capture.words import Token, phrase_at

_TABLE = words("dates")
_WEEKDAYS = {name: place for place, name in enumerate(_TABLE["weekdays"])}
_SHORT_DAYS = {name: place for place, names in enumerate(_TABLE["weekdays_short"]) for name in names}
_MONTHS = {name: place for place, name in enumerate(_TABLE["months"], 1)}
_SHORT_MONTHS = {name: place for place, names in enumerate(_TABLE["months_short"], 1) for name in names}
_ORDINAL = re.compile(r"(\d{1,2})(st|nd|rd|th)")
_NO_NOUN_NEXT = one_of("dates", "followers")
_HALVES = {"last": -1, "next": 1, "this": 0}

Core = tuple[int, When]  # the index after the last word, and the phrase without its place


def _when(rule: str, tense: str, amount: int = 0, month: int = 0, year: int = 0) -> When:
    return When(0, 0, "", rule, tense, amount, month, year)


def find(tokens: Sequence[Token]) -> list[When]:
    """All date phrases from left to right, none inside another; prepositions are part of a phrase."""
    lows = [token.low for token in tokens]
    found: list[When] = []
    at = 0
    while at < len(tokens):
        phrase = _phrase(tokens, lows, at)
        if phrase is None:
            at += 1
        else:
            found.append(phrase)
            at = phrase.last
    return found


def _phrase(tokens: Sequence[Token], lows: list[str], at: int) -> When | None:
    start, preposition = at, ""
    if lows[at] in one_of("dates", "prepositions"):
        preposition, start = lows[at], at + 1
    elif lows[at : at + 3] == _TABLE["no_later"]:
        preposition, start = "by", at + 3
    if start >= len(tokens):
        return None
    core = _core(tokens, lows, start)
    if core is None:
        return None
    last, when = core
    if last < len(lows) and lows[last] in one_of("dates", "parts"):
        last += 1
    return replace(when, first=at, last=last, preposition=preposition)


def _may_begin() -> frozenset[str]:
    """The words a date phrase can begin with; only figures come on top."""
    single = (*_WEEKDAYS, *_SHORT_DAYS, *_MONTHS, *_SHORT_MONTHS, *_TABLE["numbers"], *_TABLE["which"])
    fixed = (phrase[0] for phrase in phrases("dates", "fixed"))
    return frozenset((*single, *fixed, *_TABLE["ahead"], *_TABLE["the"], "early", "end", "at", "over"))


_BEGINNINGS = _may_begin()


def _core(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if lows[at].rstrip(".") not in _BEGINNINGS and not lows[at][:1].isdigit():
        return None
    for matcher in _MATCHERS:
        core = matcher(tokens, lows, at)
        if core is not None:
            return core
    return None


def _exact(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if tokens[at].kind != "date":
        return None
    year, month, day = (int(part) for part in lows[at].split("-"))
    when = _when("exact", "either", day, month, year)
    return (at + 1, when) if _exists(year, month, day) else None


def _fixed(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    found = phrase_at(lows, at, phrases("dates", "fixed"))
    if found is None:
        return None
    length, days = found
    behind = days < 0 or " ".join(lows[at : at + length]) in _TABLE["behind"]
    return at + length, _when("fixed", "past" if behind else "future" if days else "now", days)


def _amount(lows: list[str], at: int) -> tuple[int, int] | None:
    """A number in words or figures: the index after it, and its value; "a couple of" and "a few" too."""
    if at < len(lows) and lows[at].isascii() and lows[at].isdigit() and len(lows[at]) < 4:
        return at + 1, int(lows[at])
    numbers: dict[str, int] = _TABLE["numbers"]
    if at < len(lows) and lows[at] in numbers:
        following = lows[at + 1 : at + 3]
        if lows[at] in ("a", "the") and following[:1] and following[0] in ("couple", "few"):
            return at + (3 if following[1:] == ["of"] else 2), numbers[following[0]]
        return at + 1, numbers[lows[at]]
    return None


def _stretch(tokens: Sequence[Token], at: int, lows: list[str]) -> tuple[int, int, str] | None:
    """A number and a unit: the index after them, the number, the unit."""
    number = _amount(lows, at)
    if number is None or number[0] >= len(lows):
        return None
    unit = _TABLE["units"].get(tokens[number[0]].base)
    return None if unit is None else (number[0] + 1, number[1], unit)


def _far(unit: str, amount: int, tense: str) -> When:
    if unit in ("month", "year"):
        return _when("months", tense, amount * (12 if unit == "year" else 1))
    days = {"day": 1, "week": 7, "fortnight": 14, "hour": 0}[unit]
    return _when("fixed", tense, amount * days)


def _ago(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    stretch = _stretch(tokens, at, lows)
    if stretch is None:
        return None
    last, amount, unit = stretch
    if lows[last : last + 1] == ["ago"]:
        return last + 1, _far(unit, -amount, "past")
    if lows[last : last + 2] in _TABLE["from_now"]:
        return last + 2, _far(unit, amount, "future")
    return None


def _ahead(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if lows[at] not in _TABLE["ahead"]:
        return None
    stretch = _stretch(tokens, at + 1, lows)
    if stretch is None or stretch[2] == "hour":
        return None
    last, amount, unit = stretch
    if lows[last : last + 1] == ["time"]:
        last += 1
    return last, _far(unit, amount, "future")


def _weekday_at(tokens: Sequence[Token], lows: list[str], at: int) -> int | None:
    if at >= len(lows):
        return None
    if lows[at] in _WEEKDAYS:
        return _WEEKDAYS[lows[at]]
    short = _SHORT_DAYS.get(lows[at].rstrip("."))
    return short if tokens[at].capital else None


def _weekday(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    which = _TABLE["which"].get(lows[at], "")
    start = at + 1 if which else at
    day = _weekday_at(tokens, lows, start)
    if day is None:
        return None
    last = start + 1
    exact = None if which else _date_after(tokens, lows, last)
    if exact is not None:
        return exact
    week = _TABLE["which"].get(lows[last], "") if last < len(lows) else ""
    if not which and week and lows[last + 1 : last + 2] == [_TABLE["week"]]:
        step = _HALVES[week]
        return last + 2, _when("week_day", ("now", "future", "past")[step], day, step)
    if which == "next":
        return last, _when("week_day", "future", day, 1)
    if which == "this":
        return last, _when("this_weekday", "either", day)
    return last, _when("weekday", "past" if which == "last" else "either", day)


def _date_after(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    """ "Tuesday, 3 November": the date says more than the weekday."""
    start = at + 1 if lows[at : at + 1] == [","] else at
    if start >= len(lows):
        return None
    for matcher in (_exact, _day_and_month, _month_and_day):
        core = matcher(tokens, lows, start)
        if core is not None:
            return core
    return None


def _period(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    """Next week is its Monday, next month its first day, this week and month end."""
    which = _TABLE["which"].get(lows[at], "")
    unit = lows[at + 1] if at + 1 < len(lows) else ""
    if not which or unit not in _TABLE["periods"]:
        return None
    day = _weekday_at(tokens, lows, at + 2)
    step, tense = _HALVES[which], ("now", "future", "past")[_HALVES[which]]
    if unit == "week" and day is not None:
        return at + 3, _when("week_day", tense, day, step)
    if unit == "weekend":
        return at + 2, _when("weekend", "either" if which == "this" else tense, max(step, 0))
    if which == "this":
        return at + 2, _when(f"end_of_{unit}", "this")
    if unit == "week":
        return at + 2, _when("week_day", tense, 0, step)
    rule = "first_of_month" if unit == "month" else "months"
    return at + 2, _when(rule, tense, step * (12 if unit == "year" else 1))


def _end_of(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    start = at + 1 if lows[at] == "at" else at
    start += lows[start : start + 1] == ["the"]
    if lows[start : start + 2] != _TABLE["end_of"]:
        return None
    at = start + 2
    if at < len(lows) and _month_at(lows, at):
        return at + 1, _when("month_end", "future", month=_month_at(lows, at))
    step = 0
    if at < len(lows) and (lows[at] in _TABLE["the"] or lows[at] in ("this", "next")):
        step = 1 if lows[at] == "next" else 0
        at += 1
    if at < len(lows) and lows[at] in ("week", "month", "year"):
        return at + 1, _when(f"end_of_{lows[at]}", "future", step)
    return None


def _weekend(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    start = at + 1 if lows[at] in ("at", "over") else at
    if lows[start : start + 2] == _TABLE["the_weekend"]:
        return start + 2, _when("weekend", "either")
    return None


def _month_at(lows: list[str], at: int) -> int:
    low = lows[at].rstrip(".") if at < len(lows) else ""
    return _MONTHS.get(low) or _SHORT_MONTHS.get(low) or 0


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
            (after + 1, _when("exact", "either", day, month, int(year)))
            if _exists(int(year), month, day)
            else None
        )
    return (last, _when("yearly", "either", day, month)) if _exists(2024, month, day) else None


def _day_and_month(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    the = lows[at] in _TABLE["the"]
    number = _number_at(lows, at + the)
    if number is None:
        return None
    last = at + the + 1
    of = lows[last : last + 1] == ["of"]
    month = _month_at(lows, last + of)
    if month:
        return _with_year(lows, last + of + 1, number[0], month)
    bare = the or (at > 0 and lows[at - 1] in one_of("dates", "prepositions"))
    ends = last >= len(lows) or tokens[last].kind in ("mark", "break", "time") or lows[last] in _NO_NOUN_NEXT
    return (last, _when("monthly", "either", number[0])) if number[1] and bare and ends else None


def _month_and_day(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    month = _month_at(lows, at)
    if not month:
        return None
    start = at + 2 if lows[at + 1 : at + 2] == ["the"] else at + 1
    number = _number_at(lows, start)
    return None if number is None else _with_year(lows, start + 1, number[0], month)


def _in_month(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if at > 0 and lows[at - 1] in ("by", "before", "until") and _month_at(lows, at) and tokens[at].capital:
        return _with_year(lows, at + 1, 1, _month_at(lows, at))
    if lows[at] not in ("in", "early") or not _month_at(lows, at + 1) or not tokens[at + 1].capital:
        return None
    return _with_year(lows, at + 2, 1, _month_at(lows, at + 1))


def _exists(year: int, month: int, day: int) -> bool:
    return When(0, 0, "", "exact", "either", day, month, year).day_exists()


_MATCHERS: tuple[Callable[[Sequence[Token], list[str], int], Core | None], ...] = (
    _exact, _fixed, _ago, _ahead, _weekday, _period, _end_of, _weekend, _day_and_month, _month_and_day, _in_month,
)  # fmt: skip
