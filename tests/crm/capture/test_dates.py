"""Days said in words: backward for what happened, forward for what is promised."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from crm.capture.date_phrases import find_dates
from crm.capture.dates import DatePhrase
from crm.capture.times import find_times
from crm.capture.tokens import tokens

_days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]  # fmt: skip


def _only(text: str) -> DatePhrase:
    found = find_dates(tokens(text))
    assert len(found) == 1, text
    return found[0]


def back(text: str, today: date) -> date | None:
    return _only(text).day(today, False)


def ahead(text: str, today: date) -> date | None:
    return _only(text).day(today, True)


@given(_days, st.sampled_from(range(7)))
def test_a_bare_weekday_is_the_latest_before_today_or_the_next_after(today: date, day: int) -> None:
    name = _WEEKDAYS[day]
    before, after = back(f"on {name}", today), ahead(f"by {name}", today)
    assert before is not None
    assert after is not None
    assert before.weekday() == after.weekday() == day
    assert timedelta(1) <= today - before <= timedelta(7)
    assert timedelta(1) <= after - today <= timedelta(7)
    assert back(f"last {name}", today) == before


@given(_days)
def test_the_day_before_a_deadline(today: date) -> None:
    friday = ahead("by Friday", today)
    assert friday is not None
    assert ahead("before Friday", today) == friday - timedelta(1)


@given(_days, st.integers(1, 60))
def test_so_many_days_weeks_months_ago_and_ahead(today: date, number: int) -> None:
    assert back(f"{number} days ago", today) == today - timedelta(number)
    assert back(f"{number} weeks ago", today) == today - timedelta(weeks=number)
    assert back(f"{number} months ago", today) == today - relativedelta(months=number)
    assert ahead(f"in {number} months", today) == today + relativedelta(months=number)
    assert ahead(f"in {number} days", today) == today + timedelta(number)


@given(_days)
def test_next_week_is_its_monday_and_the_end_of_the_month_its_last_day(today: date) -> None:
    assert ahead("next week", today) == today + relativedelta(days=+1, weekday=0)
    assert ahead("by the end of the month", today) == today + relativedelta(day=31)
    assert ahead("next month", today) == today + relativedelta(months=1, day=1)


@given(_days, st.integers(1, 31))
def test_the_fifth_is_the_latest_or_the_next_of_them(today: date, day: int) -> None:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day, "th")
    before, after = back(f"on the {day}{ending}", today), ahead(f"by the {day}{ending}", today)
    assert before is not None
    assert after is not None
    assert before.day == after.day == day
    assert before <= today <= after
    assert (after - before).days <= 92


@given(_days, st.integers(1, 28), st.sampled_from(range(12)))
def test_a_day_of_a_month_however_it_is_written(today: date, day: int, month: int) -> None:
    name = _MONTHS[month]
    ways = [
        f"on {day} {name}",
        f"on {name} {day}",
        f"{day} {name[:3]}",
        f"the {day}th of {name}",
        f"{name} {day}th",
    ]
    days = {back(way, today) for way in ways}
    assert len(days) == 1
    found = days.pop()
    assert found is not None
    assert (found.day, found.month) == (day, month + 1)
    assert found <= today < found + relativedelta(years=1)
    later = ahead(ways[0], today)
    assert later is not None
    assert today <= later < today + relativedelta(years=1)


@given(_days)
def test_a_full_date_means_itself(today: date) -> None:
    assert back(today.isoformat(), date(2026, 11, 21)) == today
    assert ahead(f"{today.day} {_MONTHS[today.month - 1]} {today.year}", date(2026, 11, 21)) == today


def test_the_29th_of_february_waits_for_a_leap_year() -> None:
    assert ahead("on 29 February", date(2026, 11, 21)) == date(2028, 2, 29)
    assert back("on 29 February", date(2026, 11, 21)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["31 April", "2026-02-30", "the 3rd floor", "the 2nd shop", "sat down", "may I", "in may", "her sun hat", "Friday's deck",
     "40 May", "5 people", "a week", "the end", "two months", "1234-56-78"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(tokens(text)) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [("at 14:00", "14:00"), ("9am", "09:00"), ("at 9 am", "09:00"), ("5.30pm", "17:30"), ("12am", "00:00"), ("12 pm", "12:00"),
     ("at noon", "12:00"), ("at 7:05", "07:05"), ("8:30 p.m.", "20:30"), ("at midnight", "00:00")],
)  # fmt: skip
def test_times_of_day(text: str, at: str) -> None:
    assert [one.at for one in find_times(tokens(text))] == [at]


@pytest.mark.parametrize("text", ["25:00", "13pm", "14:75", "noon sun", "at 9", "3:2"])
def test_what_is_no_time(text: str) -> None:
    assert find_times(tokens(text)) == []
