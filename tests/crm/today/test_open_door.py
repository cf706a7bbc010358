"""The rule "open_door": seldom, only with something to say, never again after "not this"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book
from crm.today import row_done, rule_words, snoozing
from crm.today.rules.open_door import (
    MIN_SINCE_CONTACT,
    PAUSE_AFTER_DISMISSAL,
    UnexpectedPerson,
    candidate,
    is_shown_on,
)
from crm.today.today import today_list
from crm.today.unexpected_people import MIN_PEOPLE
from tests.crm import scenes

TODAY = date(2026, 11, 21)
OPEN_DAYS = [day for day in (TODAY + timedelta(days=n) for n in range(60)) if is_shown_on(day, None)]

CLOSED_DAY = next(day for day in (TODAY + timedelta(days=n) for n in range(60)) if day not in OPEN_DAYS)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_rule_is_active_on_some_days_and_deterministic(first: date) -> None:
    year = [is_shown_on(first + timedelta(days=n), None) for n in range(365)]
    assert 60 < sum(year) < 125
    assert year == [is_shown_on(first + timedelta(days=n), None) for n in range(365)]


def test_not_this_pauses_the_rule_for_weeks() -> None:
    day = OPEN_DAYS[0]
    assert not is_shown_on(day, day - PAUSE_AFTER_DISMISSAL + timedelta(days=1))
    assert is_shown_on(day, day - PAUSE_AFTER_DISMISSAL)


@pytest.mark.parametrize(
    ("met", "dismissed", "shows"),
    [
        (MIN_SINCE_CONTACT.days, None, True),
        (MIN_SINCE_CONTACT.days - 1, None, False),
        (400, 300, False),
        (400, 500, True),
    ],
)
def test_only_people_not_met_for_long_and_not_dismissed_since_qualify(
    met: int, dismissed: int | None, shows: bool
) -> None:
    put_away = TODAY - timedelta(days=dismissed) if dismissed is not None else None
    assert bool(candidate([UnexpectedPerson(5, TODAY - timedelta(days=met), put_away)], TODAY)) is shows


@pytest.fixture
def crowd(book: Book) -> Book:
    """Many people met once, long ago; only the first has a topic."""
    with book.work() as work:
        for number in range(MIN_PEOPLE):
            who = scenes.person(work, f"Person {number}")
            scenes.meeting(work, TODAY - timedelta(days=500), who)
        scenes.person_topic(work, who, "looking_for", "beekeeping")
    return book


def doors(book: Book, on: date) -> list[str]:
    return [row.key for row in today_list(book.read, on).rows if row.kind == "open_door"]


def test_of_a_crowd_the_one_there_is_something_to_say_of_comes_up_on_open_days_only(crowd: Book) -> None:
    day = OPEN_DAYS[0]
    assert doors(crowd, day) == [f"open_door-{MIN_PEOPLE}"]
    assert doors(crowd, CLOSED_DAY) == []
    shown = today_list(crowd.read, day)
    assert shown.rows[0].why.startswith("Coffee on ")
    assert shown.due_count == 0
    assert shown.subtitle == "An open door."
    with crowd.work() as work:
        scenes.person(work, "Rosa Weiss", birthday=f"--{day + timedelta(days=20):%m-%d}")
    assert today_list(crowd.read, day).subtitle.startswith("Your word is kept. Next: Rosa Weiss’s birthday, ")


def test_the_rule_makes_no_row_in_a_small_book(crowd: Book) -> None:
    with crowd.work() as work:
        snoozing.let_rest(work, 1)
    assert doors(crowd, OPEN_DAYS[0]) == []


def test_not_this_silences_it_for_weeks_and_done_is_a_contact(crowd: Book) -> None:
    day, later = OPEN_DAYS[0], next(one for one in OPEN_DAYS if one > TODAY + PAUSE_AFTER_DISMISSAL)
    with crowd.work() as work:
        snoozing.not_this(work, f"open_door-{MIN_PEOPLE}")
    assert doors(crowd, day) == doors(crowd, later) == []
    crowd.undo()
    assert doors(crowd, day) == [f"open_door-{MIN_PEOPLE}"]
    with crowd.work() as work:
        row_done.done(work, f"open_door-{MIN_PEOPLE}")
    assert (
        crowd.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=MIN_PEOPLE)
        == TODAY.isoformat()
    )
    assert doors(crowd, day) == []


def test_the_rule_can_be_turned_off(crowd: Book) -> None:
    with crowd.work() as work:
        rule_words.turn_off(work, "open_door")
    assert doors(crowd, OPEN_DAYS[0]) == []
