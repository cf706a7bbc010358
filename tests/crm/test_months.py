"""Months from an anchor: never past the month meant, never drifting, nothing beyond the calendar."""

import calendar
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from crm.text.months import months_after


def test_months_are_counted_from_the_day_itself() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 31), 2) == date(2026, 3, 31)
    assert months_after(date(9999, 12, 1), 1) is None
    assert months_after(date(1, 1, 31), -1) is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-1200, 1200))
def test_the_month_is_the_one_meant_and_the_day_the_same_or_its_last(day: date, months: int) -> None:
    found = months_after(day, months)
    assert found is not None
    assert found.year * 12 + found.month == day.year * 12 + day.month + months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])
