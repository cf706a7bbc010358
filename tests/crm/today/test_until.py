"""Parsing of snooze days, typed on a Saturday."""

from datetime import date

import pytest

from crm.errors import NotUnderstood
from crm.today.snooze_until import parse_until

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("tomorrow", date(2026, 11, 22)),
        ("Next week", date(2026, 11, 23)),
        ("until next week", date(2026, 11, 23)),
        ("next month", date(2026, 12, 1)),
        ("in 3 days", date(2026, 11, 24)),
        ("in a week", date(2026, 11, 28)),
        ("in 2 weeks", date(2026, 12, 5)),
        ("in two weeks", date(2026, 12, 5)),
        ("in a month", date(2026, 12, 21)),
        ("a month", date(2026, 12, 21)),
        ("in 15 months", date(2028, 2, 21)),
        ("in a year", date(2027, 11, 21)),
        ("Saturday", date(2026, 11, 28)),
        ("on Monday", date(2026, 11, 23)),
        ("2026-12-24", date(2026, 12, 24)),
        ("3 May", date(2027, 5, 3)),
        ("3rd of may 2028", date(2028, 5, 3)),
        ("Dec 24", date(2026, 12, 24)),
        ("29 February", None),
    ],
)
def test_a_day_is_read_as_people_say_it(said: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(NotUnderstood):
            parse_until(said, TODAY)
    else:
        assert parse_until(said, TODAY) == day


def test_on_a_monday_next_week_is_the_next_monday() -> None:
    assert parse_until("next week", date(2026, 11, 23)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    "said", ["", "soon", "2026-11-21", "2020-01-01", "in 0 days", "32 May", "2026-13-01", "in weeks"]
)
def test_a_day_that_is_not_later_is_refused(said: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_until(said, TODAY)
