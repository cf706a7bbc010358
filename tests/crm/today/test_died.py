"""Deceased people get no rows: no birthdays, no suggestions, no promises made to them alone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.exporting.due_entries import entries
from crm.introductions import suggestions
from crm.model import Ask, OtherProperty, Person
from crm.people import dates, recently_met
from crm.people.filters import Filter, parse
from crm.people.list_queries import list_ids
from crm.people.list_queries import rows as people_rows
from crm.sorting.queries import next_people
from crm.today import row_done, snoozing
from crm.today.today import today_list
from crm.unit_of_work import UnitOfWork
from tests.crm import scenes

TODAY = date(2026, 11, 21)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def keys(book: Book, on: date = TODAY) -> set[str]:
    return {row.key for row in today_list(book.read, on, 50).rows}


SCENES: dict[str, Callable[[UnitOfWork, Person], object]] = {
    "birthday-1": lambda work, tom: setattr(tom, "birthday_md", 1121),
    "date-1": lambda work, tom: dates.add(work, tom, "First met: 2019-11-23"),
    "stay_close-1": lambda work, tom: scenes.meeting(work, days(-90), tom),
    "meeting-1": lambda work, tom: scenes.meeting(work, days(-1), tom, state="planned"),
    "promise-1": lambda work, tom: scenes.promise(work, "share", "the article", tom),
    "owed-1": lambda work, tom: scenes.promise(
        work, "favour", "the map", by_person_id=tom.id, due_on=days(-1)
    ),
    "not_now-1": lambda work, tom: work.session.add(
        Ask(person_id=tom.id, words="x", state="not_now", asked_on=days(-90), not_before_on=TODAY)
    ),
}


@pytest.mark.parametrize("key", SCENES)
def test_no_row_of_any_kind_is_about_the_dead_until_it_is_taken_back(book: Book, key: str) -> None:
    with book.work() as work:
        tom = scenes.person(work, "Tom Sandberg", rhythm_days=21 if key == "stay_close-1" else None)
        SCENES[key](work, tom)
    assert keys(book) == {key}
    with book.work() as work:
        dates.set_died(work, work.session.get_one(Person, 1), "2026-11-20")
    assert (keys(book), entries(book.read, TODAY)) == (set(), [])
    book.undo()
    assert keys(book) == {key}


def test_a_promise_stays_if_a_recipient_is_alive(book: Book) -> None:
    with book.work() as work:
        tom, ana = scenes.person(work, "Tom Sandberg"), scenes.person(work, "Ana Ruiz")
        scenes.promise(work, "thank", "thanks", tom, "his sister")
        scenes.promise(work, "share", "the photo", ana, tom)
        scenes.introduction(work, tom, ana)
        dates.set_died(work, tom, "2026-11-20")
    assert keys(book) == {"promise-1", "promise-2"}


def test_the_dead_are_in_no_list_of_people_to_think_of(book: Book) -> None:
    with book.work() as work:
        tom, ana = scenes.person(work, "Tom Sandberg", birthday="--11-22"), scenes.person(work, "Ana Ruiz")
        scenes.person_topic(work, tom, "looking_for", "labels")
        scenes.person_topic(work, ana, "can_help_with", "labels")
        scenes.meeting(work, days(-3), tom)
        tom_id, ana_id = tom.id, ana.id
    assert suggestions.suggest(book.read, ana_id) is not None
    with book.work() as work:
        dates.set_died(work, work.session.get_one(Person, tom_id), "2026-11-20")
    assert suggestions.suggest(book.read, ana_id) is suggestions.suggest(book.read, tom_id) is None
    assert recently_met.recently_met_names(book.read, 5) == []
    assert next_people(book.read, TODAY) == [ana_id]
    assert list(list_ids(book.read, parse("no-next-step"), TODAY)) == [ana_id]
    assert list(list_ids(book.read, Filter(), TODAY)) == [ana_id, tom_id]
    assert people_rows(book.read, [tom_id], TODAY)[0].birthday is None
    assert today_list(book.read, TODAY).upcoming is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('X-ABDATE;X-LABEL="First met":2019-11-24', "Ana Ruiz: First met, 7 years on Tuesday"),
        ("item1.X-ABDATE;type=pref:2019-11-24", "Ana Ruiz: date, 7 years on Tuesday"),
        (
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--11-24;0;Name day;;",
            "Ana Ruiz: Name day on Tuesday",
        ),
        ('X-EVENT;X-LABEL="Moved":2026-11-24', "Ana Ruiz: Moved on Tuesday"),
    ],
)
def test_a_date_with_a_label_shows_as_birthdays_do(book: Book, line: str, what: str) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        work.session.add(OtherProperty(person_id=ana.id, line=line))
    assert keys(book, days(-5)) == keys(book, days(4)) == set()
    [row] = today_list(book.read, TODAY).rows
    assert (row.key, row.kind, row.what, row.due) == ("date-1", "date", what, days(3))
    assert [entry.on for entry in entries(book.read, TODAY)] == [days(3)]
    with book.work() as work:
        row_done.done(work, "date-1")
    assert keys(book) == set()
    book.undo()
    with book.work() as work:
        snoozing.not_this(work, "date-1")
    assert (keys(book), entries(book.read, TODAY)) == (set(), [])
