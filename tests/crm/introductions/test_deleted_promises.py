"""An introduction outlives its promise, by whichever way the promise is deleted, and at whatever stage it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.introductions import completing, side_answers
from crm.meetings import deleting, logging
from crm.meetings.deleting import MadeThere
from crm.things.key import Key
from crm.things.one import delete, document
from crm.unit_of_work import UnitOfWork
from tests.conftest import TODAY, clock

SAID = "Coffee with Ana Ruiz. Intro her to Ben Okafor."
WAYS: dict[str, Callable[[UnitOfWork], object]] = {
    "by its key": lambda work: delete(work, Key("promise", 1)),
    "ticked with its meeting": lambda work: deleting.delete(work, 1, [MadeThere("promise", 1)]),
    "taken out of its meeting": lambda work: deleting.take_out(work, 1, MadeThere("promise", 1), "it"),
}
STEPS: dict[str, Callable[[UnitOfWork], object]] = {
    "asked": lambda work: side_answers.answer(work, 1, 1, "asked"),
    "yes": lambda work: side_answers.answer(work, 1, 2, "yes"),
    "no": lambda work: side_answers.answer(work, 1, 2, "no"),
    "made": lambda work: completing.mark_made(work, 1),
}


@contextmanager
def promised() -> Iterator[Book]:
    with TemporaryDirectory() as place:
        book = Book.open(Path(place), clock())
        draft = understand(SAID, TODAY, Names.from_reader(book.read))
        with book.work() as work:
            logging.log(work, draft)
        yield book
        book.close()


@settings(max_examples=12, deadline=None)
@given(
    way=st.sampled_from(sorted(WAYS)),
    steps=st.lists(st.sampled_from(["asked", "yes", "no"]), max_size=3),
    is_made=st.booleans(),
)
def test_an_introduction_outlives_its_promise(way: str, steps: list[str], is_made: bool) -> None:
    with promised() as book:
        for step in [*steps, *(["made"] if is_made else [])]:
            with book.work() as work:
                STEPS[step](work)
        before = document(book.read, Key("introduction", 1))
        with book.work() as work:
            WAYS[way](work)
        assert book.read.value("SELECT count(*) FROM promise") == 0
        assert document(book.read, Key("introduction", 1)) == before | {"promise": None}
        book.undo()
        assert document(book.read, Key("introduction", 1)) == before


@pytest.mark.parametrize("way", sorted(WAYS))
def test_without_a_promise_it_can_still_be_made(way: str) -> None:
    with promised() as book:
        with book.work() as work:
            WAYS[way](work)
        with book.work() as work:
            completing.mark_made(work, 1)
        assert document(book.read, Key("introduction", 1))["state"] == "made"
