"""Before an event: why, whom one hopes to meet, what one brings; each is one step."""

from datetime import date

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.events import preparing
from crm.events.coming_events import event_in_words, listed_events
from crm.events.offer_ideas import hope_line, line_beforehand, offer_ideas
from crm.events.whole_event import whole_event
from crm.meetings import before_meeting
from crm.meetings.meeting_lines import QUESTION
from crm.text.assignments import Assignment
from crm.things.documents.meeting import documents
from crm.things.key import Key
from crm.things.one import edit
from tests.crm.events.conftest import log, person_id


@pytest.fixture
def fair(book: Book) -> int:
    log(book, "Coffee with Dev Chandra on 1 October")
    with book.work() as work:
        return preparing.begin(work, "Leith winter fair", date(2026, 12, 3), "18:00", "Custom House")


def test_the_name_and_the_reason_are_two_lines_of_the_purpose(book: Book, fair: int) -> None:
    with book.work() as work:
        preparing.say_why(work, fair, "Find two stallholders")
    with book.work() as work:
        preparing.rename(work, fair, "Leith fair")
    assert documents(book.read, [fair])[0]["purpose"] == "Leith fair\nFind two stallholders"
    with book.work() as work:
        edit(work, Key("meeting", fair), [Assignment("purpose", "=", "Winter fair\nSee how they sell")])
    found = whole_event(book.read, fair)
    assert (found.name, found.why, found.state) == ("Winter fair", "See how they sell", "planned")


def test_hopes_are_people_of_the_book_or_words(book: Book, fair: int) -> None:
    for who, why in (("Dev Chandra", ""), ("whoever built the honey stall", "From last year’s photo")):
        with book.work() as work:
            preparing.hope(work, fair, who, why)
    hopes = whole_event(book.read, fair).hopes
    assert [one.person.id for one in hopes] == [person_id(book, "Dev Chandra"), None]
    assert [hope_line(one, book.clock.today()) for one in hopes] == [
        "Last in touch 7 weeks ago", "From last year’s photo",
    ]  # fmt: skip
    assert documents(book.read, [fair])[0]["hopes"][1] == {
        "person": "whoever built the honey stall", "why": "From last year’s photo",
    }  # fmt: skip
    with book.work() as work:
        preparing.give_up_hope(work, hopes[0].id)
    book.undo()
    assert len(whole_event(book.read, fair).hopes) == 2


def test_a_fourth_question_is_refused_and_an_empty_line_goes(book: Book, fair: int) -> None:
    for words in ("One?", "Two?", "Three?"):
        with book.work() as work:
            before_meeting.add(work, fair, QUESTION, words)
    with pytest.raises(NotUnderstood, match="Three questions"), book.work() as work:
        before_meeting.add(work, fair, QUESTION, "Four?")
    with pytest.raises(NotUnderstood, match="Three questions"), book.work() as work:
        before_meeting.replace(work, fair, QUESTION, ["One?", "Two?", "Three?", "Four?"])
    first = whole_event(book.read, fair).questions[0]
    with book.work() as work:
        before_meeting.change(work, first.id, " ")
    assert [one.words for one in whole_event(book.read, fair).questions] == ["Two?", "Three?"]


def test_an_introduction_is_offered_with_its_reason_and_stands_in_the_line_beforehand(
    book: Book, fair: int
) -> None:
    log(book, "Coffee with Ana Ruiz in May. Ana is looking for deli shops")
    log(book, "Coffee with Dev Chandra in June. Dev can help with deli shops")
    with book.work() as work:
        preparing.hope(work, fair, "Dev Chandra")
    event = whole_event(book.read, fair)
    ideas = offer_ideas(book.read, event)
    assert [(one.kind, one.words, one.note) for one in ideas] == [
        ("introduction", "Ana Ruiz, who looks for deli shops", "for Dev")
    ]
    body = line_beforehand(book.read, event, event.hopes[0], ideas, book.clock.today(), "Jo").body
    assert body.startswith("Dev, will you be at Leith winter fair on 3 December?")
    assert "Ana Ruiz, who looks for deli shops" in body


def test_an_event_in_words_needs_a_name_and_a_day(book: Book) -> None:
    today = book.clock.today()
    found = event_in_words(book.read, "book launch on 3 December at 18:00 at Custom House", today)
    assert (found.title, found.on, found.at, found.place) == (
        "book launch", date(2026, 12, 3), "18:00", "Custom House",
    )  # fmt: skip
    for text in ("", "book launch", "on 3 December"):
        with pytest.raises(NotUnderstood):
            event_in_words(book.read, text, today)


def test_coming_events_stand_before_those_that_were(book: Book, fair: int) -> None:
    log(book, "Event: open day yesterday with Ann Lee")
    assert [one.name for one in listed_events(book.read, book.clock.today())] == [
        "Leith winter fair",
        "Open day",
    ]
