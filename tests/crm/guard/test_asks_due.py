"""What is counted beside "Asks and advice": asks whose day has come, drafts that are ready, and loops that are due."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crm.advice import noting
from crm.advice import queries as advice
from crm.advice.next_step import next_step
from crm.advice.noting import NewAdvice
from crm.asks import asking, rules_off
from crm.book import Book
from crm.clock import Clock
from crm.guard.asks_due import due_count
from crm.sample.book import open_sample
from tests.conftest import TODAY
from tests.crm import scenes

GOOD = "You ran the fair in May. What did a stand cost? One line is enough. I can send you our count. A no is fine."


def test_nothing_is_counted_in_an_empty_book(book: Book) -> None:
    assert due_count(book.read, TODAY) == 0


def test_a_not_now_counts_from_its_day_until_it_is_asked_again(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz").id
        asked = asking.ask(work, ana, "Which printer do you use?", on=TODAY - timedelta(days=5))
        asking.answer_not_now(work, asked, TODAY + timedelta(days=3))
    assert due_count(book.read, TODAY + timedelta(days=2)) == 0
    assert due_count(book.read, TODAY + timedelta(days=3)) == 1
    with book.work() as work:
        asking.ask(work, ana, "Which printer do you use?")
    assert due_count(book.read, TODAY + timedelta(days=3)) == 0


def test_a_draft_counts_when_it_is_ready_and_nothing_comes_first(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz")
        draft = asking.draft(work, ana.id, GOOD)
    assert due_count(book.read, TODAY) == 0, "they have not met, and nothing went from the user to her"
    with book.work() as work:
        scenes.meeting(work, TODAY - timedelta(days=3), ana)
        scenes.promise(work, "share", "the article", ana, state="kept", kept_on=TODAY)
    assert due_count(book.read, TODAY) == 1
    with book.work() as work:
        asking.draft(
            work, ana.id, GOOD.replace("What did", "Could I pick your brain? What did"), ask_id=draft
        )
    assert due_count(book.read, TODAY) == 0
    with book.work() as work:
        rules_off.turn_off(work, "vague")
        rules_off.turn_off(work, "several_asks")
    assert due_count(book.read, TODAY) == 1


def test_a_loop_counts_from_its_day_until_it_is_closed(book: Book) -> None:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz").id
        try_by = TODAY + timedelta(days=4)
        loop = noting.note(work, ana, NewAdvice("received", "raise the price", try_by=try_by))
    assert [due_count(book.read, TODAY + timedelta(days=ahead)) for ahead in (3, 4)] == [0, 1]
    with book.work() as work:
        noting.mark_told(work, loop)
    assert due_count(book.read, try_by) == 0


@pytest.mark.parametrize("ahead", [0, 7, 30])
def test_the_loops_counted_are_those_that_their_page_calls_due(tmp_path: Path, ahead: int) -> None:
    with closing(open_sample(tmp_path / "sample", Clock(TODAY))) as book:
        day = TODAY + timedelta(days=ahead)
        loops = [one for way in ("received", "given") for one in advice.loops(book.read, way)]
        assert advice.due_count(book.read, day) == sum(next_step(one, day).is_due for one in loops)
