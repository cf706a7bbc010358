"""What a date phrase means: each rule finds its day backward (it happened) or forward (it is promised)."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crm.text.months import months_after


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase of words `first` to `last` (excluded). `tense` says where it points: past, future, now or either."""

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
            return _shifted(found, -1)
        return found

    def day_exists(self) -> bool:
        return _on(self.year, self.month, self.amount) is not None


def _shifted(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _fixed(when: DatePhrase, today: date, forward: bool) -> date | None:
    return _shifted(today, when.amount)


def _weekday(when: DatePhrase, today: date, forward: bool) -> date | None:
    if forward:
        return _shifted(today, (when.amount - today.weekday() - 1) % 7 + 1)
    return _shifted(today, -((today.weekday() - when.amount - 1) % 7 + 1))


def _this_weekday(when: DatePhrase, today: date, forward: bool) -> date | None:
    """ "This Tuesday" of a meeting lies in the week of today, whether it is over or not."""
    away = when.amount - today.weekday()
    return _shifted(today, away % 7 if forward else away)


def _week_day(when: DatePhrase, today: date, forward: bool) -> date | None:
    """A weekday (amount) of the calendar week so many weeks away (month)."""
    return _shifted(today, when.month * 7 - today.weekday() + when.amount)


def _months(when: DatePhrase, today: date, forward: bool) -> date | None:
    return months_after(today, when.amount)


def _first_of_month(when: DatePhrase, today: date, forward: bool) -> date | None:
    return months_after(today.replace(day=1), when.amount)


def _end_of_month(when: DatePhrase, today: date, forward: bool) -> date | None:
    first = months_after(today.replace(day=1), when.amount + 1)
    return None if first is None else _shifted(first, -1)


def _end_of_week(when: DatePhrase, today: date, forward: bool) -> date | None:
    friday = 4 - today.weekday() + 7 * when.amount
    return _shifted(today, friday if friday >= 0 else 6 - today.weekday())


def _end_of_year(when: DatePhrase, today: date, forward: bool) -> date | None:
    return date(min(today.year + when.amount, 9999), 12, 31)


def _weekend(when: DatePhrase, today: date, forward: bool) -> date | None:
    saturday = 5 - today.weekday()
    if forward:
        return _shifted(today, max(saturday, 0) + 7 * when.amount)
    return _shifted(today, saturday - 7)


def _exact(when: DatePhrase, today: date, forward: bool) -> date | None:
    return _on(when.year, when.month, when.amount)


def _yearly(when: DatePhrase, today: date, forward: bool) -> date | None:
    years = range(today.year, today.year + 9) if forward else range(today.year, today.year - 9, -1)
    days = (_on(year, when.month, when.amount) for year in years)
    return next((day for day in days if day and (day >= today if forward else day <= today)), None)


def _monthly(when: DatePhrase, today: date, forward: bool) -> date | None:
    for step in range(3) if forward else range(0, -3, -1):
        month = months_after(today.replace(day=1), step)
        day = month and _on(month.year, month.month, when.amount)
        if day and (day >= today if forward else day <= today):
            return day
    return None


def _month_end(when: DatePhrase, today: date, forward: bool) -> date | None:
    years = (today.year, today.year + 1) if forward else (today.year, today.year - 1)
    days = [
        date(year, when.month, calendar.monthrange(year, when.month)[1])
        for year in years
        if 1 <= year <= 9999
    ]
    return next((day for day in days if (day >= today if forward else day <= today)), None)


def _on(year: int, month: int, day: int) -> date | None:
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
