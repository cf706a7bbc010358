"""Rows about birthdays and overdue contacts."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.model import Dismissal, Share
from crm.today.today import today_list
from tests.crm import scenes

TODAY = date(2026, 11, 21)  # a Saturday


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def rows(book: Book, on: date = TODAY, most: int = 7) -> list[tuple[str, str, str, str]]:
    return [(row.key, row.what, row.why, row.chip) for row in today_list(book.read, on, most).rows]


@pytest.mark.parametrize("standing", ["parked", "resting"])
def test_parked_and_resting_people_get_nothing_but_promises(book: Book, standing: str) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", standing=standing, birthday="--11-21", rhythm_days=21)
        scenes.meeting(work, days(-90), ana)
        scenes.promise(work, "share", "the article", ana)
    [row] = rows(book)
    assert row[0] == "promise-1"


def test_rhythm_none_silences_staying_close_and_not_birthdays(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", birthday="1980-11-21")
        scenes.meeting(work, days(-900), ana)
    assert [row[:2] for row in rows(book)] == [("birthday-1", "Ana Ruiz turns 46 today")]


def test_a_birthday_on_29_february_is_kept_on_the_28th_in_other_years(book: Book) -> None:
    with book.work() as work:
        scenes.person(work, "Leap Day", birthday="--02-29")
    for today, due in (
        (date(2027, 2, 21), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28)),
        (date(2028, 2, 28), date(2028, 2, 29)),
    ):
        [row] = today_list(book.read, today).rows
        assert row.due == due
    assert rows(book, date(2027, 3, 1)) == []
    assert rows(book, date(2027, 2, 20)) == []


def test_a_birthday_is_mentioned_in_the_promise_row_of_the_same_person(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", birthday="--11-23")
        scenes.promise(work, "share", "the article", ana)
    [(key, _, why, _)] = rows(book)
    assert (key, why) == ("promise-1", "You promised Ana today. Ana’s birthday is on Monday")


def test_someone_never_met_is_nudged_when_the_rhythm_set_has_passed(book: Book) -> None:
    with book.work() as work:
        scenes.person(
            work, "Ana Ruiz", rhythm_days=21, rhythm_since=days(-20), how_we_met="At the fair in Leith."
        )
    assert rows(book) == []
    [(key, what, why, _)] = rows(book, days(1))
    assert (key, what) == ("stay_close-1", "Say hello to Ana Ruiz")
    assert (
        why == "No meeting is noted yet; you like to meet every 3 weeks. How you met: At the fair in Leith."
    )


def test_what_was_never_sent_is_offered_and_what_was_sent_is_not(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=21)
        scenes.meeting(work, days(-30), ana)
        scenes.person_topic(work, ana, "cares_about", "pricing")
        scenes.item(work, "On pricing", "pricing")
    assert rows(book)[0][1] == "Ana Ruiz might like “On pricing”"
    with book.work() as work:
        work.session.add(Share(item_id=1, person_id=1))
    assert rows(book)[0][1] == "Say hello to Ana Ruiz"


def test_not_this_keeps_a_row_away(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", rhythm_days=21)
        scenes.meeting(work, days(-30), ana)
        work.session.add(Dismissal(row="stay_close-1", on_day=TODAY))
    assert rows(book) == []
