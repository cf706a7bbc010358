"""A text is read again as it was read first: its day, its way of reading, the people it meant."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.on_person_page import understand_about
from crm.clock import Clock
from crm.errors import NotUnderstood
from crm.meetings import logging
from crm.meetings.plan_from_text import understand_plan
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.reading_again.of_meeting import Rereading
from crm.meetings.taking_corrections import take
from crm.people import adding, editing
from crm.things import one as things
from crm.things.key import parse_key
from tests.crm.meetings.readings import SAID, SEND, TODAY, accept, log, log_coffee, reread, told


@pytest.fixture
def logged(book: Book) -> Book:
    return log_coffee(book)


def test_weeks_later_the_days_still_count_from_the_day_of_logging(folder: Path, book: Book) -> None:
    book.close()
    early = date(2026, 11, 2)
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    then = Book.open(folder, Clock(early, lambda: noon))
    log(then, "Coffee with Ana Ruiz yesterday. Send her the pricing article.")
    then.close()
    now = Book.open(folder, Clock(TODAY, lambda: noon))
    found = reread(now, "Coffee with Ana Ruiz yesterday. Send her the pricing article by Tuesday.")
    assert told(found) == [f"{SEND}: Wednesday 4 becomes Tuesday 3"]
    now.close()


def test_a_plan_is_read_as_a_plan_again(logged: Book) -> None:
    with logged.work() as work:
        things.delete(work, parse_key("meeting-1"))
    logged.undo()
    text = "coffee with Tom Sandberg on Tuesday at Blue Bottle"
    with logged.work() as work:
        plan = understand_plan(text, TODAY, Names.from_reader(logged.read))
        meeting_id = logging.log(work, plan).meeting_id
    assert meeting_id is not None
    rereading = Rereading(logged.read, meeting_id, TODAY)
    assert rereading.compare(text) == Comparison()
    assert told(rereading.compare(text.replace("Tuesday", "Wednesday"))) == [
        "Day: Tuesday 24 becomes Wednesday 25"
    ]


def test_a_line_from_a_persons_page_is_about_that_person_again(logged: Book) -> None:
    text = "coffee yesterday. Send her the lease checklist"
    draft = understand_about(text, TODAY, Names.from_reader(logged.read), "Tom Sandberg")
    with logged.work() as work:
        meeting_id = logging.log(work, draft).meeting_id
    assert meeting_id is not None
    rereading = Rereading(logged.read, meeting_id, TODAY)
    assert rereading.compare(text) == Comparison()
    assert told(rereading.compare(f"{text} by Friday")) == [
        "Send Tom Sandberg the lease checklist: Monday 23 becomes Friday 27"
    ]


def _renamed(book: Book) -> None:
    with book.work() as work:
        editing.rename(
            work, book.read.value("SELECT id FROM person WHERE full_name = 'Kofi'"), "Mensah Adjei"
        )


def _namesake(book: Book) -> None:
    with book.work() as work:
        added = adding.add_many(work, [adding.NewPerson("Kofi Annan")])
        editing.set_standing(work, added[0], "kept")


@pytest.mark.parametrize("change", [_renamed, _namesake])
def test_a_name_means_the_one_who_was_there(logged: Book, change: Callable[[Book], None]) -> None:
    text = "Coffee with Kofi yesterday. Send Kofi the deck."
    log(logged, text)
    change(logged)
    rereading = Rereading(logged.read, 2, TODAY)
    assert rereading.compare(text) == Comparison()
    assert [one.words for one in rereading.compare(f"{text[:-1]} by Friday.").differences] == [
        "Monday 23 becomes Friday 27"
    ]


def test_a_name_that_fits_several_is_asked_about(logged: Book) -> None:
    with pytest.raises(NotUnderstood, match="“Sam” could be several people"):
        reread(logged, SAID.replace("Ana Ruiz and", "Ana Ruiz, Sam and"))


def test_only_people_of_what_is_taken_come_into_the_book(logged: Book) -> None:
    text = SAID.replace("and Priya Nair", "and Kofi Mensah").replace("article.", "article by Tuesday.")
    found = reread(logged, text)
    due = [one.change for one in found.differences if one.about == SEND]
    with logged.work() as work:
        take(work, 1, due)
    assert logged.read.value("SELECT count(*) FROM person WHERE full_name = 'Kofi Mensah'") == 0
    accept(logged, reread(logged, text), text)
    names = (
        "SELECT full_name FROM attendance JOIN person p ON p.id = person_id WHERE meeting_id = 1 ORDER BY 1"
    )
    assert logged.read.values(names) == ["Ana Ruiz", "Kofi Mensah"]


def test_advice_taken_out_takes_the_promise_to_tell_with_it(logged: Book) -> None:
    assert logged.read.value("SELECT count(*) FROM promise WHERE advice_id IS NOT NULL") == 1
    text = SAID.replace(" Ana advised to ask for a break clause.", "")
    accept(logged, reread(logged, text), text)
    assert logged.read.value("SELECT count(*) FROM promise WHERE kind = 'report_back'") == 0
