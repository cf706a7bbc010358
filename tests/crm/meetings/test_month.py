"""The month as a calendar shows it."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.meetings.meeting_filter import parse
from crm.meetings.month import meetings_of_day, month_days, weeks_of_month
from tests.conftest import TODAY
from tests.crm import scenes


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        (date(2026, 11, 21), date(2026, 10, 26), date(2026, 12, 6)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28)),
        (date(9999, 12, 5), date(9999, 11, 29), date(9999, 12, 31)),
        (date(1, 1, 5), date(1, 1, 1), date(1, 2, 4)),
    ],
)
def test_a_month_has_whole_weeks_from_monday(month: date, first: date, last: date) -> None:
    days = weeks_of_month(month)
    assert (days[0], days[-1]) == (first, last)
    assert [one.day for one in days] == [(first + timedelta(days=n)).day for n in range(len(days))]


def test_a_day_shows_its_first_meetings_by_the_clock_and_counts_all(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        late = scenes.meeting(work, TODAY, ana, held_at="16:00").id
        scenes.meeting(work, TODAY, ana, kind="call")
        early = scenes.meeting(work, TODAY, ana, held_at="09:00").id
    days = month_days(book.read, weeks_of_month(TODAY), 2)
    assert set(days) == {TODAY}
    assert ([row.id for row in days[TODAY].meetings], days[TODAY].many) == ([early, late], 3)
    only = month_days(book.read, weeks_of_month(TODAY), 2, parse("kind:call", TODAY))
    assert only[TODAY].many == 1
    assert [row.kind for row in meetings_of_day(book.read, TODAY, 9)] == ["coffee", "coffee", "call"]


def test_an_entry_is_short_and_says_who(book: Book) -> None:
    with book.work() as work:
        people = [
            scenes.person(work, name)
            for name in ("Ana Ruiz", "Priya Nair", "Tom Lind", "Lena Petrov", "Mei Ko")
        ]
        ana, priya, _, lena, mei = people
        scenes.meeting(work, TODAY, lena, state="planned", held_at="14:00")
        scenes.meeting(work, TODAY, ana, held_at="15:00")
        scenes.meeting(work, TODAY, ana, priya)
        scenes.meeting(work, TODAY, mei, state="proposed")
        scenes.meeting(work, TODAY, *people)
        scenes.meeting(work, TODAY, kind="event", purpose="Makers’ breakfast")
    told = [row.short_title for row in meetings_of_day(book.read, TODAY, 9)]
    assert told == ["14:00 Lena", "Ana, coffee", "Ana, Priya", "Mei?", "Ana, 4 more", "Makers’ breakfast"]
