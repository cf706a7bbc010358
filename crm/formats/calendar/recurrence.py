"""Expands recurrence rules into days, in a bounded number of steps.

Not done by a library, because a rule that never matches ("30 February") would keep it busy until the year 9999.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from crm.formats.calendar.recurrence_rules import Rule, UnsupportedRuleError

MAX_PERIODS = {"DAILY": 12_000, "WEEKLY": 2_500, "MONTHLY": 1_200, "YEARLY": 100}  # examined for one rule
_MAX_STEPS = 300_000  # for all rules of one file
_LAST_YEAR = 9990


class StepBudget:
    """Limits the number of fruitless steps for all rules and zones of one file."""

    def __init__(self, maximum: int = _MAX_STEPS) -> None:
        self._left = maximum

    def take(self) -> None:
        """Raises UnsupportedRuleError if the budget is used up."""
        if self._left <= 0:
            raise UnsupportedRuleError("its repeat rule takes too long to follow")
        self._left -= 1


def days(
    rule: Rule, first: date, since: date, last: date | None = None, budget: StepBudget | None = None
) -> Iterator[date]:
    """The matching days in order, from `since` to `last` (the date of UNTIL).

    Ends with the rule, or if no more days are found in a bounded number of steps. Raises UnsupportedRuleError if `since` is not
    reached in that number.
    """
    complete = _with_defaults(rule, first)
    start = _skip(complete, first, since)
    if start is None:
        return
    left = start.left
    for day in _expand(complete, first, since, start.skipped, budget or StepBudget()):
        if last is not None and day > last:
            return
        if day >= since:
            yield day
        if left is not None:
            left -= 1
            if not left:
                return


def _expand(rule: Rule, first: date, since: date, skipped: int, budget: StepBudget) -> Iterator[date]:
    """The matching days from a period on, not before `first`; fruitless periods before `since` use up the budget."""
    for step in range(skipped, skipped + MAX_PERIODS[rule.frequency]):
        found = _period(rule, first, step)
        if found is None:
            return
        if not found or found[-1] < since:
            budget.take()
        yield from (day for day in _by_position(found, rule.by_set_pos) if day >= first)
    if rule.count and _periods_before(rule, first, since) > MAX_PERIODS[rule.frequency]:
        raise UnsupportedRuleError("it repeats over too long a time")


class _Start(NamedTuple):
    skipped: int  # periods
    left: int | None  # occurrences by COUNT


def _skip(rule: Rule, first: date, since: date) -> _Start | None:
    """Where to start the expansion for `since`; None if COUNT is used up before."""
    before = _periods_before(rule, first, since)
    counted = _count_in(rule, first, before)
    if rule.count is None:
        return _Start(before, None)
    if counted is None:
        return _Start(0, rule.count)
    left = rule.count - counted if before else rule.count
    return _Start(before, left) if left > 0 else None


def _count_in(rule: Rule, first: date, periods: int) -> int | None:
    """The number of occurrences in that many periods, or None if it can only be found by expanding the rule."""
    if rule.by_set_pos or rule.by_month or rule.by_month_day:
        return None
    if rule.frequency == "DAILY" and not rule.by_day:
        return periods
    if rule.frequency == "WEEKLY":
        weekdays = {(weekday - rule.week_start) % 7 for _, weekday in rule.by_day}
        before_first = sum(1 for offset in weekdays if offset < (first.weekday() - rule.week_start) % 7)
        return max(len(weekdays) * periods - before_first, 0)
    return None


def _with_defaults(rule: Rule, first: date) -> Rule:
    """The rule with BYDAY, BYMONTHDAY and BYMONTH of the first day, where it has none."""
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
    """The number of whole periods before `since`, less one for safety."""
    if since <= first:
        return 0
    elapsed = {
        "DAILY": (since - first).days,
        "WEEKLY": (since - first).days // 7,
        "MONTHLY": (since.year - first.year) * 12 + since.month - first.month,
        "YEARLY": since.year - first.year,
    }[rule.frequency]
    return max(0, elapsed // rule.interval - 1)


def _period(rule: Rule, first: date, step: int) -> list[date] | None:
    """The matching days of one period; None beyond the supported years."""
    distance = step * rule.interval
    try:
        if rule.frequency == "DAILY":
            return _matching(rule, [first + timedelta(days=distance)])
        if rule.frequency == "WEEKLY":
            start = first - timedelta(days=(first.weekday() - rule.week_start) % 7)
            start += timedelta(weeks=distance)
            return _matching(rule, [start + timedelta(days=day) for day in range(7)])
    except OverflowError:
        return None
    if rule.frequency == "MONTHLY":
        year, month = divmod(first.year * 12 + first.month - 1 + distance, 12)
        if year > _LAST_YEAR:
            return None
        return (
            [] if rule.by_month and month + 1 not in rule.by_month else _days_of_month(rule, year, month + 1)
        )
    year = first.year + distance
    if year > _LAST_YEAR:
        return None
    if rule.by_year_day or rule.by_week_no:
        return _days_of_year(rule, year)
    if rule.by_day and not rule.by_month and not rule.by_month_day:
        return _by_weekday(rule, date(year, 1, 1), _length(year))
    months = sorted(set(rule.by_month)) or range(1, 13)
    return [day for month in months for day in _days_of_month(rule, year, month)]


def _days_of_year(rule: Rule, year: int) -> list[date]:
    """Days by day of the year or week of the year, filtered by the other parts of the rule."""
    first, length = date(year, 1, 1), _length(year)
    weeks = set(_days_of_weeks(rule, year)) if rule.by_week_no else None
    if rule.by_year_day:
        numbers = {number if number > 0 else length + 1 + number for number in rule.by_year_day}
        found = [first + timedelta(days=number - 1) for number in sorted(numbers) if 1 <= number <= length]
    else:
        found = sorted(weeks or ())
    return [day for day in _matching(rule, found) if weeks is None or day in weeks]


def _days_of_weeks(rule: Rule, year: int) -> Iterator[date]:
    """ISO weeks: the first week contains 4 January, so the last days of a year may belong to the next year's first week."""
    for week_year in range(max(year - 1, 2), year + 2):
        start, following = (
            _first_week(week_year, rule.week_start),
            _first_week(week_year + 1, rule.week_start),
        )
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


def _matching(rule: Rule, found: list[date]) -> list[date]:
    if not (rule.by_day or rule.by_month or rule.by_month_day):
        return found
    weekdays = {weekday for _, weekday in rule.by_day}
    return [
        day
        for day in found
        if (not weekdays or day.weekday() in weekdays)
        and (not rule.by_month or day.month in rule.by_month)
        and (not rule.by_month_day or _has_month_day(day, rule.by_month_day))
    ]


def _days_of_month(rule: Rule, year: int, month: int) -> list[date]:
    first, length = date(year, month, 1), monthrange(year, month)[1]
    if rule.by_day:
        found = _by_weekday(rule, first, length)
        return [day for day in found if not rule.by_month_day or _has_month_day(day, rule.by_month_day)]
    numbers = {number if number > 0 else length + 1 + number for number in rule.by_month_day}
    return [date(year, month, number) for number in sorted(numbers) if 1 <= number <= length]


def _by_weekday(rule: Rule, first: date, length: int) -> list[date]:
    """Days by weekday within a month or year: every Monday, the second Tuesday, the last Friday."""
    found: set[int] = set()
    for ordinal, weekday in rule.by_day:
        positions = range((weekday - first.weekday()) % 7, length, 7)
        if not ordinal:
            found.update(positions)
        elif abs(ordinal) <= len(positions):
            found.add(positions[ordinal - 1 if ordinal > 0 else ordinal])
    return [first + timedelta(days=position) for position in sorted(found)]


def _has_month_day(day: date, numbers: tuple[int, ...]) -> bool:
    return day.day in numbers or day.day - monthrange(day.year, day.month)[1] - 1 in numbers


def _by_position(found: list[date], positions: tuple[int, ...]) -> list[date]:
    if not positions:
        return found
    chosen = {
        found[position - 1 if position > 0 else position]
        for position in positions
        if abs(position) <= len(found)
    }
    return sorted(chosen)
