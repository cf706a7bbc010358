"""Resolves a date phrase to a day: backward for what happened, forward for what is promised."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crm.text.months import months_after


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words `first` to `last` (excluded). `tense` is "past", "future", "now", "this" or "either"."""

    first: int
    last: int
    preposition: str
    rule: str
    tense: str
    amount: int = 0
    month: int = 0
    year: int = 0

    def day(self, today: date, forward: bool) -> date | None:
        """None where no such day exists, such as 31 April."""
        found = _RULES[self.rule](self, today, forward)
        if found is not None and self.preposition == "before":
            return _add_days(found, -1)
        return found

    def day_exists(self) -> bool:
        return _date_or_none(self.year, self.month, self.amount) is not None


def _add_days(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _fixed(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    return _add_days(today, phrase.amount)


def _weekday(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    if forward:
        return _add_days(today, (phrase.amount - today.weekday() - 1) % 7 + 1)
    return _add_days(today, -((today.weekday() - phrase.amount - 1) % 7 + 1))


def _this_weekday(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    """ "This Tuesday" of a meeting is in the current week, past or future."""
    away = phrase.amount - today.weekday()
    return _add_days(today, away % 7 if forward else away)


def _week_day(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    """Weekday `amount` of the calendar week `month` weeks away."""
    return _add_days(today, phrase.month * 7 - today.weekday() + phrase.amount)


def _months(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    return months_after(today, phrase.amount)


def _first_of_month(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    return months_after(today.replace(day=1), phrase.amount)


def _end_of_month(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    first = months_after(today.replace(day=1), phrase.amount + 1)
    return None if first is None else _add_days(first, -1)


def _end_of_week(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    friday = 4 - today.weekday() + 7 * phrase.amount
    return _add_days(today, friday if friday >= 0 else 6 - today.weekday())


def _end_of_year(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    return date(min(today.year + phrase.amount, 9999), 12, 31)


def _weekend(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    saturday = 5 - today.weekday()
    if forward:
        return _add_days(today, max(saturday, 0) + 7 * phrase.amount)
    return _add_days(today, saturday - 7)


def _exact(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    return _date_or_none(phrase.year, phrase.month, phrase.amount)


def _yearly(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    years = range(today.year, today.year + 9) if forward else range(today.year, today.year - 9, -1)
    days = (_date_or_none(year, phrase.month, phrase.amount) for year in years)
    return next((day for day in days if day and (day >= today if forward else day <= today)), None)


def _monthly(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    for step in range(3) if forward else range(0, -3, -1):
        month = months_after(today.replace(day=1), step)
        day = month and _date_or_none(month.year, month.month, phrase.amount)
        if day and (day >= today if forward else day <= today):
            return day
    return None


def _month_end(phrase: DatePhrase, today: date, forward: bool) -> date | None:
    years = (today.year, today.year + 1) if forward else (today.year, today.year - 1)
    days = [
        date(year, phrase.month, calendar.monthrange(year, phrase.month)[1])
        for year in years
        if 1 <= year <= 9999
    ]
    return next((day for day in days if (day >= today if forward else day <= today)), None)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_RULES: dict[str, Callable[[DatePhrase, date, bool], date | None]] = {
    "fixed": _fixed,
    "weekday": _weekday,
    "this_weekday": _this_weekday,
    "week_day": _week_day,
    "months": _months,
    "first_of_month": _first_of_month,
    "end_of_month": _end_of_month,
    "end_of_week": _end_of_week,
    "end_of_year": _end_of_year,
    "weekend": _weekend,
    "exact": _exact,
    "yearly": _yearly,
    "monthly": _monthly,
    "month_end": _month_end,
}
