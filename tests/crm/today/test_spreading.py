"""Spreading after an absence: few rows at once, nobody skipped, the same list on each call."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.today.rules.stay_close import OverdueContact
from crm.today.spreading import MAX_UNSPREAD, MIN_SHOWN, Absence, absences, spread_due_day, spread_out

TODAY = date(2026, 11, 21)
LEFT, BACK = TODAY - timedelta(days=21), TODAY
AWAY = [Absence(LEFT, BACK)]


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("active", "found"),
    [
        ([], []),
        ([-30], []),  # a book filled in one evening: too few active days
        ([-32, -31, -30], [(-30, 0)]),
        ([-12, -10, -8], [(-8, 0)]),
        ([-12, -10, -7], []),  # six days in between
        ([-60, -59, -58, -20, -19, 0], [(-58, -20), (-19, 0)]),
        ([-40, -39, -38, 3], [(-38, 0)]),  # days after today are ignored
    ],
)
def test_a_week_without_anything_done_is_an_absence(active: list[int], found: list[tuple[int, int]]) -> None:
    away = absences([in_days(one) for one in active], TODAY)
    assert [((one.left - TODAY).days, (one.back - TODAY).days) for one in away] == found


@pytest.mark.parametrize(
    ("due", "rhythm", "comes"),
    [(-21, 60, -21), (-20, 60, 0), (-20, 365, 0), (0, 60, 20), (0, 21, 10), (0, 365, 40), (1, 60, 1)],
)
def test_earliest_due_and_shortest_rhythm_come_first(due: int, rhythm: int, comes: int) -> None:
    assert (spread_due_day(in_days(due), rhythm, AWAY) - TODAY).days == comes


def overdue(number: int, due: int, rhythm: int = 60) -> OverdueContact:
    return OverdueContact(number, rhythm, in_days(due))


def test_thirty_that_lapsed_meanwhile_come_up_over_six_weeks_and_not_at_once() -> None:
    lapsed = [overdue(number, -20 + number % 21, (21, 60, 182)[number % 3]) for number in range(30)]
    waiting = [len(spread_out(lapsed, AWAY, in_days(day))) for day in range(0, 45, 5)]
    assert waiting[0] <= 7
    assert waiting == sorted(waiting)
    assert waiting[-1] == 30
    assert max(later - earlier for earlier, later in pairwise(waiting)) <= 12


def test_contacts_due_before_the_absence_keep_their_day() -> None:
    before = [overdue(number, -30) for number in range(6)]
    assert spread_out(before, AWAY, TODAY) == before


def test_few_contacts_are_not_spread_and_a_minimum_is_always_shown() -> None:
    late = [overdue(number, 0, 365) for number in range(MAX_UNSPREAD)]
    assert spread_out(late, AWAY, TODAY) == late
    assert len(spread_out([*late, overdue(99, 0, 365)], AWAY, TODAY)) == MIN_SHOWN


_facts = st.lists(st.tuples(st.integers(-40, 0), st.sampled_from([21, 60, 182, 365])), max_size=40)


@given(_facts, st.integers(0, 60))
def test_every_contact_is_shown_and_stays_shown(facts: list[tuple[int, int]], day: int) -> None:
    lapsed = [overdue(number, due, rhythm) for number, (due, rhythm) in enumerate(facts)]
    today, tomorrow = spread_out(lapsed, AWAY, in_days(day)), spread_out(lapsed, AWAY, in_days(day + 1))
    assert {one.id for one in today} <= {one.id for one in tomorrow}
    if day >= 56:
        assert len(today) == len(lapsed)
