"""Someone named while an event is planned is a person to meet there, and no attendee before they were met."""

from datetime import timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.events.whole_event import whole_event
from crm.meetings import planning
from crm.meetings.coming import coming_with
from crm.meetings.meeting_list import meeting_ids
from crm.meetings.plan import Plan
from crm.text.assignments import Assignment
from crm.things.key import Key
from crm.things.one import document, edit
from tests.crm.events.conftest import log, person_id

AHEAD = "Event: spring fair on 3 December with Ana Ruiz and Ben Okafor"


@pytest.fixture
def ahead(book: Book) -> int:
    return log(book, AHEAD)


def names(book: Book, event: int) -> list[str]:
    return [one.person.name for one in whole_event(book.read, event).hopes]


def change(book: Book, event: int, field: str, operator: str, value: str) -> None:
    with book.work() as work:
        edit(work, Key("meeting", event), [Assignment(field, operator, value)])


def test_they_are_hopes_in_a_sentence_and_in_the_sheet(book: Book, ahead: int) -> None:
    assert names(book, ahead) == ["Ana Ruiz", "Ben Okafor"]
    assert whole_event(book.read, ahead).met == ()
    with book.work() as work:
        day = book.clock.today() + timedelta(days=9)
        planned = planning.plan(
            work, Plan((person_id(book, "Ana Ruiz"),), day, "event", purpose="Fair", new_people=("Zed Poe",))
        )
    assert names(book, planned) == ["Ana Ruiz", "Zed Poe"]
    assert book.read.values("SELECT DISTINCT standing FROM person") == ["parked"]


def test_the_plan_is_found_by_them_and_not_once_it_is_over(book: Book, ahead: int) -> None:
    ana, today = person_id(book, "Ana Ruiz"), book.clock.today()
    assert [one.id for one in coming_with(book.read, ana, today, 5)] == [ahead]
    assert meeting_ids(book.read, "coming", today, ana) == [ahead]
    assert meeting_ids(book.read, "coming", today, None, "okafor") == [ahead]
    assert document(book.read, Key("meeting", ahead))["people"] == ["Ana Ruiz", "Ben Okafor"]
    with book.work() as work:
        planning.mark_happened(work, ahead)
    assert meeting_ids(book.read, "", today, ana) == []
    assert document(book.read, Key("meeting", ahead))["people"] == []
    assert book.read.values("SELECT last_contact_on FROM person") == [None, None]


def test_people_of_the_plan_are_added_and_taken_as_hopes(book: Book, ahead: int) -> None:
    log(book, "Coffee with Cy Moss")
    change(book, ahead, "people", "+=", "Cy Moss")
    change(book, ahead, "people", "-=", "Ana Ruiz")
    assert names(book, ahead) == ["Ben Okafor", "Cy Moss"]
    with pytest.raises(NotUnderstood):
        change(book, ahead, "people", "-=", "Ana Ruiz")


def test_they_follow_the_kind_of_the_plan(book: Book, ahead: int) -> None:
    change(book, ahead, "kind", "=", "meal")
    attending = (
        "SELECT full_name FROM attendance JOIN person p ON p.id = person_id WHERE counts = 1 ORDER BY 1"
    )
    assert book.read.values(attending) == ["Ana Ruiz", "Ben Okafor"]
    change(book, ahead, "kind", "=", "event")
    assert book.read.values(attending) == []
    assert names(book, ahead) == ["Ana Ruiz", "Ben Okafor"]


def test_one_who_is_promised_something_is_kept(book: Book) -> None:
    log(book, f"{AHEAD}. Send Ana the pricing article")
    standing = {row["full_name"]: row["standing"] for row in book.read.rows("SELECT * FROM person")}
    assert standing == {"Ana Ruiz": "kept", "Ben Okafor": "parked"}
