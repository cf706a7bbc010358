"""Repeat rules (RFC 5545, RRULE) as days: a bounded number of steps, whatever a rule says.

Reckoned here and not by a library, since a rule that never comes true ("the 30th of February") would keep one busy
until the year 9999. What hardly any calendar writes (hours, week numbers, days of the year) is refused in words.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MOST_TIMES = 10_000
MOST_PERIODS = {"DAILY": 12_000, "WEEKLY": 2_500, "MONTHLY": 1_200, "YEARLY": 100}  # looked at for one rule
_MOST_INTERVAL = 10_000
_LAST_YEAR = 9990
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_REFUSED = ("BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY", "BYEASTER")


class OddRule(ValueError):
    """A rule that is not followed; it says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`by_day` holds (ordinal or 0, weekday); `until` is UNTIL as written."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0


def rule_of(text: str) -> Rule:
    """Raises OddRule."""
    parts = {}
    for part in text.strip().upper().split(";")[:40]:
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise OddRule(f"it repeats {frequency.lower() or 'without saying how often'}")
    for name in _REFUSED:
        if parts.get(name):
            raise OddRule(f"it repeats by {name[2:].lower()}")
    count = _numbers(parts, "COUNT", 1, MOST_TIMES)
    return Rule(
        frequency,
        (_numbers(parts, "INTERVAL", 1, _MOST_INTERVAL) or (1,))[0],
        count[0] if count else None,
        parts.get("UNTIL", ""),
        tuple(_weekday(word) for word in _listed(parts, "BYDAY")),
        _numbers(parts, "BYMONTHDAY", -31, 31),
        _numbers(parts, "BYMONTH", 1, 12),
        _numbers(parts, "BYSETPOS", -366, 366),
        _DAYS.index(parts["WKST"]) if parts.get("WKST") in _DAYS else 0,
    )


def days(rule: Rule, first: date, since: date, last: date | None = None) -> Iterator[date]:
    """Rising days from `since` on, up to the `last`, which UNTIL says.

    Ends where the rule ends, or where no more is found in a bounded number of steps. Raises OddRule where `since` is
    not reached in that number.
    """
    whole = _with_defaults(rule, first)
    skipped = 0 if rule.count else _periods_before(whole, first, since)
    left = rule.count
    for step in range(skipped, skipped + MOST_PERIODS[rule.frequency]):
        found = _period(whole, first, step)
        if found is None:
            return
        for day in _at_places(found, whole.by_set_pos):
            if day < first:
                continue
            if last is not None and day > last:
                return
            if day >= since:
                yield day
            if left is not None:
                left -= 1
                if not left:
                    return
    if rule.count and _periods_before(whole, first, since) > MOST_PERIODS[rule.frequency]:
        raise OddRule("it repeats over too long a time")


def _with_defaults(rule: Rule, first: date) -> Rule:
    """What the first day says where the rule does not."""
    by_day, by_month_day, by_month = rule.by_day, rule.by_month_day, rule.by_month
    if rule.frequency in ("DAILY", "WEEKLY"):
        by_day = tuple((0, weekday) for _, weekday in by_day)
    if not by_day and not by_month_day:
        if rule.frequency == "WEEKLY":
            by_day = ((0, first.weekday()),)
        elif rule.frequency in ("MONTHLY", "YEARLY"):
            by_month_day = (first.day,)
            by_month = by_month or ((first.month,) if rule.frequency == "YEARLY" else ())
    return Rule(
        rule.frequency, rule.interval, rule.count, rule.until, by_day, by_month_day, by_month,
        rule.by_set_pos, rule.week_start,
    )  # fmt: skip


def _periods_before(rule: Rule, first: date, since: date) -> int:
    """How many whole periods lie before `since`, less one for safety."""
    if since <= first:
        return 0
    apart = {
        "DAILY": (since - first).days,
        "WEEKLY": (since - first).days // 7,
        "MONTHLY": (since.year - first.year) * 12 + since.month - first.month,
        "YEARLY": since.year - first.year,
    }[rule.frequency]
    return max(0, apart // rule.interval - 1)


def _period(rule: Rule, first: date, step: int) -> list[date] | None:
    """The days of the rule in one day, week, month or year; None at the end of time."""
    ahead = step * rule.interval
    try:
        if rule.frequency == "DAILY":
            return _kept(rule, [first + timedelta(days=ahead)])
        if rule.frequency == "WEEKLY":
            start = first - timedelta(days=(first.weekday() - rule.week_start) % 7)
            start += timedelta(weeks=ahead)
            return _kept(rule, [start + timedelta(days=day) for day in range(7)])
    except OverflowError:
        return None
    if rule.frequency == "MONTHLY":
        year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
        if year > _LAST_YEAR:
            return None
        return [] if rule.by_month and month + 1 not in rule.by_month else _of_month(rule, year, month + 1)
    year = first.year + ahead
    if year > _LAST_YEAR:
        return None
    if rule.by_day and not rule.by_month and not rule.by_month_day:
        return _by_weekday(rule, date(year, 1, 1), 366 if monthrange(year, 2)[1] == 29 else 365)
    months = sorted(set(rule.by_month)) or range(1, 13)
    return [day for month in months for day in _of_month(rule, year, month)]


def _kept(rule: Rule, found: list[date]) -> list[date]:
    weekdays = {weekday for _, weekday in rule.by_day}
    return [
        day
        for day in found
        if (not weekdays or day.weekday() in weekdays)
        and (not rule.by_month or day.month in rule.by_month)
        and (not rule.by_month_day or _is_of(day, rule.by_month_day))
    ]


def _of_month(rule: Rule, year: int, month: int) -> list[date]:
    first, length = date(year, month, 1), monthrange(year, month)[1]
    if rule.by_day:
        found = _by_weekday(rule, first, length)
        return [day for day in found if not rule.by_month_day or _is_of(day, rule.by_month_day)]
    numbers = {number if number > 0 else length + 1 + number for number in rule.by_month_day}
    return [date(year, month, number) for number in sorted(numbers) if 1 <= number <= length]


def _by_weekday(rule: Rule, first: date, length: int) -> list[date]:
    """Among so many days: every Monday, the second Tuesday, the last Friday."""
    found: set[int] = set()
    for ordinal, weekday in rule.by_day:
        places = range((weekday - first.weekday()) % 7, length, 7)
        if not ordinal:
            found.update(places)
        elif abs(ordinal) <= len(places):
            found.add(places[ordinal - 1 if ordinal > 0 else ordinal])
    return [first + timedelta(days=place) for place in sorted(found)]


def _is_of(day: date, numbers: tuple[int, ...]) -> bool:
    return day.day in numbers or day.day - monthrange(day.year, day.month)[1] - 1 in numbers


def _at_places(found: list[date], places: tuple[int, ...]) -> list[date]:
    if not places:
        return found
    chosen = {found[place - 1 if place > 0 else place] for place in places if abs(place) <= len(found)}
    return sorted(chosen)


def _listed(parts: dict[str, str], name: str) -> list[str]:
    return [word.strip() for word in parts.get(name, "").split(",")[:400] if word.strip()]


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    found = []
    for word in _listed(parts, name):
        digits = word.lstrip("+-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            raise OddRule(f"its repeat rule says {name}={word[:20]}")
        number = -int(digits) if word.startswith("-") else int(digits)
        if not least <= number <= most or number == 0:
            raise OddRule(f"its repeat rule says {name}={word[:20]}")
        found.append(number)
    return tuple(found)


def _weekday(word: str) -> tuple[int, int]:
    if word[-2:] not in _DAYS:
        raise OddRule(f"its repeat rule says BYDAY={word[:20]}")
    ordinal = _numbers({"BYDAY": word[:-2]}, "BYDAY", -53, 53)
    return (ordinal[0] if ordinal else 0), _DAYS.index(word[-2:])
