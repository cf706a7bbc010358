"""Finds date phrases in a sequence of tokens: "by Friday", "3 days ago", "the 5th"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from crm.capture.dates import DatePhrase
from crm.capture.days_of_months import (
    MONTH_NAMES,
    SHORT_MONTH_NAMES,
    Core,
    date_phrase,
    day_and_month,
    exact,
    in_month,
    month_and_day,
    month_at,
    numeric_date,
)
from crm.capture.tokens import Token, phrase_at
from crm.capture.vocabulary import one_of, phrases, words

_TABLE = words("dates")
_WEEKDAYS = {name: place for place, name in enumerate(_TABLE["weekdays"])}
_SHORT_DAYS = {name: place for place, names in enumerate(_TABLE["weekdays_short"]) for name in names}
_STEPS = {"last": -1, "next": 1, "this": 0}


def find_dates(tokens: Sequence[Token]) -> list[DatePhrase]:
    """All date phrases from left to right, without overlaps. Prepositions are part of a phrase."""
    lows = [token.low for token in tokens]
    found: list[DatePhrase] = []
    at = 0
    while at < len(tokens):
        phrase = _phrase(tokens, lows, at) if _begins(lows[at]) else None
        if phrase is None:
            at += 1
        else:
            found.append(phrase)
            at = phrase.last
    return found


def _begins(low: str) -> bool:
    """Whether a phrase may begin with this word; a quick test that most words fail."""
    return low.rstrip(".") in _BEGINNINGS or low[:1].isdigit()


def _phrase(tokens: Sequence[Token], lows: list[str], at: int) -> DatePhrase | None:
    start, preposition = at, ""
    if lows[at] in one_of("dates", "prepositions"):
        preposition, start = lows[at], at + 1
    elif lows[at : at + 3] == _TABLE["no_later"]:
        preposition, start = "by", at + 3
    if start >= len(tokens):
        return None
    core = _match_core(tokens, lows, start)
    if core is None:
        return None
    last, found = core
    if last < len(lows) and lows[last] in one_of("dates", "parts"):
        last += 1
    return replace(found, first=at, last=last, preposition=preposition)


def _match_core(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    low = lows[at].rstrip(".")
    for matcher in _DIGITS_MATCHERS if low[:1].isdigit() else _BY_FIRST_WORD.get(low, ()):
        core = matcher(tokens, lows, at)
        if core is not None:
            return core
    return None


def _fixed(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    found = phrase_at(lows, at, phrases("dates", "fixed"))
    if found is None:
        return None
    length, days = found
    behind = days < 0 or " ".join(lows[at : at + length]) in _TABLE["behind"]
    return at + length, date_phrase("fixed", "past" if behind else "future" if days else "now", days)


def _amount(lows: list[str], at: int) -> tuple[int, int] | None:
    """A number in words or digits, also "a couple of" and "a few": the index after it, and its value."""
    if at < len(lows) and lows[at].isascii() and lows[at].isdigit() and len(lows[at]) < 4:
        return at + 1, int(lows[at])
    numbers: dict[str, int] = _TABLE["numbers"]
    if at < len(lows) and lows[at] in numbers:
        following = lows[at + 1 : at + 3]
        if lows[at] in ("a", "the") and following[:1] and following[0] in ("couple", "few"):
            return at + (3 if following[1:] == ["of"] else 2), numbers[following[0]]
        return at + 1, numbers[lows[at]]
    return None


def _duration(tokens: Sequence[Token], at: int, lows: list[str]) -> tuple[int, int, str] | None:
    """A number and a unit: the index after them, the number, the unit."""
    number = _amount(lows, at)
    if number is None or number[0] >= len(lows):
        return None
    unit = _TABLE["units"].get(tokens[number[0]].base)
    return None if unit is None else (number[0] + 1, number[1], unit)


def _offset(unit: str, amount: int, tense: str) -> DatePhrase:
    if unit in ("month", "year"):
        return date_phrase("months", tense, amount * (12 if unit == "year" else 1))
    days = {"day": 1, "week": 7, "fortnight": 14, "hour": 0}[unit]
    return date_phrase("fixed", tense, amount * days)


def _ago(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    duration = _duration(tokens, at, lows)
    if duration is None:
        return None
    last, amount, unit = duration
    if lows[last : last + 1] == ["ago"]:
        return last + 1, _offset(unit, -amount, "past")
    if lows[last : last + 2] in _TABLE["from_now"]:
        return last + 2, _offset(unit, amount, "future")
    return None


def _in_duration(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    if lows[at] not in _TABLE["ahead"]:
        return None
    duration = _duration(tokens, at + 1, lows)
    if duration is None or duration[2] == "hour":
        return None
    last, amount, unit = duration
    if lows[last : last + 1] == ["time"]:
        last += 1
    return last, _offset(unit, amount, "future")


def _weekday_at(tokens: Sequence[Token], lows: list[str], at: int) -> int | None:
    if at >= len(lows):
        return None
    if lows[at] in _WEEKDAYS:
        return _WEEKDAYS[lows[at]]
    short = _SHORT_DAYS.get(lows[at].rstrip("."))
    led = at > 0 and (lows[at - 1] in _TABLE["which"] or lows[at - 1] in one_of("dates", "before_short_days"))
    return short if tokens[at].capital or led else None


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
        step = _STEPS[week]
        return last + 2, date_phrase("week_day", ("now", "future", "past")[step], day, step)
    if which == "next":
        return last, date_phrase("week_day", "future", day, 1)
    if which == "this":
        return last, date_phrase("this_weekday", "either", day)
    return last, date_phrase("weekday", "past" if which == "last" else "either", day)


def _date_after(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    """ "Tuesday, 3 November": the date takes precedence over the weekday."""
    start = at + 1 if lows[at : at + 1] == [","] else at
    if start >= len(lows):
        return None
    for matcher in (exact, day_and_month, month_and_day):
        core = matcher(tokens, lows, start)
        if core is not None:
            return core
    return None


def _period(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    """Next week is its Monday, next month its first day; this week and this month are their last day."""
    which = _TABLE["which"].get(lows[at], "")
    unit = lows[at + 1] if at + 1 < len(lows) else ""
    if not which or unit not in _TABLE["periods"]:
        return None
    day = _weekday_at(tokens, lows, at + 2)
    step, tense = _STEPS[which], ("now", "future", "past")[_STEPS[which]]
    if unit == "week" and day is not None:
        return at + 3, date_phrase("week_day", tense, day, step)
    if unit == "weekend":
        return at + 2, date_phrase("weekend", "either" if which == "this" else tense, max(step, 0))
    if which == "this":
        return at + 2, date_phrase(f"end_of_{unit}", "this")
    if unit == "week":
        return at + 2, date_phrase("week_day", tense, 0, step)
    rule = "first_of_month" if unit == "month" else "months"
    return at + 2, date_phrase(rule, tense, step * (12 if unit == "year" else 1))


def _end_of(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    start = at + 1 if lows[at] == "at" else at
    start += lows[start : start + 1] == ["the"]
    if lows[start : start + 2] != _TABLE["end_of"]:
        return None
    at = start + 2
    if at < len(lows) and month_at(lows, at):
        return at + 1, date_phrase("month_end", "future", month=month_at(lows, at))
    step = 0
    if at < len(lows) and (lows[at] in _TABLE["the"] or lows[at] in ("this", "next")):
        step = 1 if lows[at] == "next" else 0
        at += 1
    if at < len(lows) and lows[at] in ("week", "month", "year"):
        return at + 1, date_phrase(f"end_of_{lows[at]}", "future", step)
    return None


def _weekend(tokens: Sequence[Token], lows: list[str], at: int) -> Core | None:
    start = at + 1 if lows[at] in ("at", "over") else at
    if lows[start : start + 2] == _TABLE["the_weekend"]:
        return start + 2, date_phrase("weekend", "either")
    return None


_Matcher = Callable[[Sequence[Token], list[str], int], Core | None]
_DIGITS = "0"
_EVERY_DAY, _EVERY_MONTH = (*_WEEKDAYS, *_SHORT_DAYS), (*MONTH_NAMES, *SHORT_MONTH_NAMES)
# In order of precedence, each with the words it may begin with.
_MATCHERS: tuple[tuple[_Matcher, tuple[str, ...]], ...] = (
    (exact, (_DIGITS,)),
    (numeric_date, (_DIGITS,)),
    (_fixed, tuple(phrase[0] for phrase in phrases("dates", "fixed"))),
    (_ago, (_DIGITS, *_TABLE["numbers"])),
    (_in_duration, tuple(_TABLE["ahead"])),
    (_weekday, (*_TABLE["which"], *_EVERY_DAY)),
    (_period, tuple(_TABLE["which"])),
    (_end_of, ("at", "the", _TABLE["end_of"][0])),
    (_weekend, ("at", "over", _TABLE["the_weekend"][0])),
    (day_and_month, (_DIGITS, *_TABLE["the"])),
    (month_and_day, _EVERY_MONTH),
    (in_month, (*_EVERY_MONTH, "in", "early")),
)
_DIGITS_MATCHERS = tuple(matcher for matcher, words in _MATCHERS if _DIGITS in words)
_BY_FIRST_WORD: dict[str, tuple[_Matcher, ...]] = {
    word: tuple(matcher for matcher, words in _MATCHERS if word in words)
    for word in dict.fromkeys(word for _, words in _MATCHERS for word in words)
}
_BEGINNINGS = frozenset((*_BY_FIRST_WORD, *one_of("dates", "prepositions"), _TABLE["no_later"][0]))
