"""Meetings still to come, and what became of them."""

from datetime import date

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.meetings import planning
from crm.people import adding
from crm.things import one
from crm.things.key import Key
from crm.today.today import today_list

TODAY = date(2026, 11, 21)
TUESDAY = date(2026, 11, 24)


def plan(book: Book, on: date, at: str | None = None) -> tuple[int, int]:
    with book.work() as work:
        person = adding.add(work, "Lena Petrov").id
        return planning.plan(work, [person, person], on, "coffee", at), person


def test_a_plan_stands_on_its_day_by_the_clock(book: Book) -> None:
    first, _ = plan(book, TUESDAY)
    early, _ = plan(book, TUESDAY, "09:00")
    assert [one.id for one in today_list(book.read, TUESDAY).meetings] == [early, first]
    assert one.document(book.read, Key("meeting", first))["people"] == ["Lena Petrov"]
    assert today_list(book.read, TODAY).meetings == ()
    assert book.steps(1)[0].label == "Planned coffee with Lena Petrov"


def test_a_plan_that_happened_counts_as_contact_and_a_missed_one_does_not(book: Book) -> None:
    meeting, person = plan(book, TUESDAY)
    with book.work() as work:
        planning.mark_missed(work, meeting)
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=person) is None
    with book.work() as work:
        planning.mark_happened(work, meeting)
    assert book.read.value("SELECT last_contact_on FROM person WHERE id = :id", id=person) == "2026-11-24"
    assert book.steps(1)[0].label == "Noted that coffee with Lena Petrov happened"


def test_moving_a_missed_meeting_plans_it_again(book: Book) -> None:
    meeting, _ = plan(book, TODAY)
    assert one.document(book.read, Key("meeting", meeting))["state"] == "happened"
    with book.work() as work:
        planning.mark_missed(work, meeting)
        planning.move(work, meeting, TUESDAY, "10:00")
    moved = one.document(book.read, Key("meeting", meeting))
    assert (moved["state"], moved["on"], moved["at"]) == ("planned", "2026-11-24", "10:00")


def test_what_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(NotUnderstood), book.work() as work:
        planning.mark_happened(work, 99)
    with pytest.raises(NotUnderstood), book.work() as work:
        planning.plan(work, [99], TUESDAY)
    assert book.read.value("SELECT count(*) FROM meeting") == 0
