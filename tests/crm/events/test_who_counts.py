"""Whoever was only seen at an event is no contact anywhere: every query answers as if nobody had been met."""

import pytest

from crm.book import Book
from crm.events import meeting_people
from crm.guard.facts import facts_about
from crm.introductions.suggestions import suggest
from crm.people.real_rhythm import median_contact_gap
from crm.people.recently_met import recently_met_names
from crm.people.story import story
from crm.search.whole_book import find
from crm.sorting.evidence import person_evidence
from crm.sorting.queries import next_people, weekly_load
from crm.today import row_details
from tests.crm.events.conftest import log, person_id


@pytest.fixture
def kofi(book: Book, fair: int) -> int:
    return person_id(book, "Kofi Mensah")


def test_queries_of_contact_leave_the_quiet_out(book: Book, fair: int, kofi: int) -> None:
    today = book.clock.today()
    person = row_details.person(book.read, kofi)
    assert person is not None
    assert person.last_contact is None
    assert facts_about(book.read, kofi, today).meeting_count == 0
    assert person_evidence(book.read, kofi, today).meetings == []
    assert median_contact_gap(book.read, kofi, today) is None
    assert weekly_load(book.read, today).actual == 0
    assert recently_met_names(book.read, 5) == []
    with book.work() as work:
        meeting_people.choose(work, fair, kofi)
    person = row_details.person(book.read, kofi)
    assert person is not None
    assert person.last_contact is not None
    assert facts_about(book.read, kofi, today).meeting_count == 1
    assert recently_met_names(book.read, 5) == ["Kofi Mensah"]


def test_they_stay_in_the_story_and_in_search(book: Book, fair: int, kofi: int) -> None:
    assert [(entry.id, entry.event) for entry in story(book.read, kofi)] == [(fair, "spring fair")]
    assert any("spring fair" in hit.title for hit in find(book.read, "spring fair"))


def test_two_seen_at_one_event_do_not_know_each_other_by_that(book: Book, fair: int, kofi: int) -> None:
    log(book, "Coffee with Kofi Mensah. Kofi is looking for a printer")
    log(book, "Coffee with Ann Lee. Ann can help with a printer")
    found = suggest(book.read, kofi)
    assert found is not None
    assert found.other.name == "Ann Lee"


def test_sort_people_puts_one_coffee_before_an_event_seen_from_afar(book: Book, fair: int) -> None:
    log(book, "Coffee with Zora Last")
    assert next_people(book.read, book.clock.today())[0] == person_id(book, "Zora Last")
