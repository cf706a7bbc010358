"""Repeat rules as days: a bounded number of steps, whatever a rule says.

Reckoned here and not by a library, since a rule that never comes true ("the 30th of February") would keep one busy
until the year 9999.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from crm.formats.calendar.recurrence_rules import OddRule, Rule

MOST_PERIODS = {"DAILY": 12_000, "WEEKLY": 2_500, "MONTHLY": 1_200, "YEARLY": 100}  # looked at for one rule
_MOST_STEPS = 300_000  # of all rules of one file
_LAST_YEAR = 9990


class Steps:
    """How many days, weeks, months and years the rules of one file may be looked at in vain, or for its zones."""

    def __init__(self, most: int = _MOST_STEPS) -> None:
        self._left = most

    def take(self) -> None:
        """Raises OddRule where they are used up."""
        if self._left <= 0:
            raise OddRule("its repeat rule takes too long to follow")
        self._left -= 1


def days(
    rule: Rule, first: date, since: date, last: date | None = None, steps: Steps | None = None
) -> Iterator[date]:
    """Rising days from `since` on, up to the `last`, which UNTIL says.

    Ends where the rule ends, or where no more is found in a bounded number of steps. Raises OddRule where `since` is
    not reached in that number.
    """
    whole = _with_defaults(rule, first)
    before = _periods_before(whole, first, since)
    counted = _times_in(whole, first, before)
    skipped, left = (0, rule.count) if rule.count and counted is None else (before, rule.count)
    if left is not None and skipped:
        left -= counted or 0
        if left <= 0:
            return
    steps = steps or Steps()
    for step in range(skipped, skipped + MOST_PERIODS[rule.frequency]):
        found = _period(whole, first, step)
        if found is None:
            return
        if not found or found[-1] < since:
            steps.take()
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
    if rule.count and before > MOST_PERIODS[rule.frequency]:
        raise OddRule("it repeats over too long a time")


def _times_in(rule: Rule, first: date, periods: int) -> int | None:
    """How often it takes place in so many days or weeks from its first on; None for a rule that must be followed to say so."""
    if rule.by_set_pos or rule.by_month or rule.by_month_day:
        return None
    if rule.frequency == "DAILY" and not rule.by_day:
        return periods
    if rule.frequency == "WEEKLY":
        weekdays = {(weekday - rule.week_start) % 7 for _, weekday in rule.by_day}
        missed = sum(1 for place in weekdays if place < (first.weekday() - rule.week_start) % 7)
        return max(len(weekdays) * periods - missed, 0)
    return None


def _with_defaults(rule: Rule, first: date) -> Rule:
    """What the first day says where the rule does not."""
    by_day, by_month_day, by_month = rule.by_day, rule.by_month_day, rule.by_month
    if rule.frequency in ("DAILY", "WEEKLY") or rule.by_week_no:
        by_day = tuple((0, weekday) for _, weekday in by_day)
    if not by_day and not by_month_day and not rule.by_year_day:
        if rule.frequency == "WEEKLY" or rule.by_week_no:
            by_day = ((0, first.weekday()),)
        elif rule.frequency in ("MONTHLY", "YEARLY"):
            by_month_day = (first.day,)
            by_month = by_month or ((first.month,) if rule.frequency == "YEARLY" else ())
    return replace(rule, by_day=by_day, by_month_day=by_month_day, by_month=by_month)


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
    if rule.by_year_day or rule.by_week_no:
        return _of_year(rule, year)
    if rule.by_day and not rule.by_month and not rule.by_month_day:
        return _by_weekday(rule, date(year, 1, 1), _length(year))
    months = sorted(set(rule.by_month)) or range(1, 13)
    return [day for month in months for day in _of_month(rule, year, month)]


def _of_year(rule: Rule, year: int) -> list[date]:
    """By days or weeks of the year; what else the rule says leaves some of these."""
    first, length = date(year, 1, 1), _length(year)
    weeks = set(_of_weeks(rule, year)) if rule.by_week_no else None
    if rule.by_year_day:
        numbers = {number if number > 0 else length + 1 + number for number in rule.by_year_day}
        found = [first + timedelta(days=number - 1) for number in sorted(numbers) if 1 <= number <= length]
    else:
        found = sorted(weeks or ())
    return [day for day in _kept(rule, found) if weeks is None or day in weeks]


def _of_weeks(rule: Rule, year: int) -> Iterator[date]:
    """The first week is the one with the fourth of January, so the last days of a year may be of the next one's."""
    for of in range(max(year - 1, 2), year + 2):
        start, following = _first_week(of, rule.week_start), _first_week(of + 1, rule.week_start)
        weeks = (following - start).days // 7
        for number in {number if number > 0 else weeks + 1 + number for number in rule.by_week_no}:
            if 1 <= number <= weeks:
                days = (start + timedelta(days=7 * (number - 1) + day) for day in range(7))
                yield from (day for day in days if day.year == year)


def _first_week(year: int, week_start: int) -> date:
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=(fourth.weekday() - week_start) % 7)


def _length(year: int) -> int:
    return 366 if monthrange(year, 2)[1] == 29 else 365


def _kept(rule: Rule, found: list[date]) -> list[date]:
    if not (rule.by_day or rule.by_month or rule.by_month_day):
        return found
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
