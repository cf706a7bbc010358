"""Promises made, kept, let go, taken up again and moved, and how the command line tells of them."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Person
from crm.promises import keeping, queries
from tests.crm import scenes

TODAY = date(2026, 11, 21)


@pytest.fixture
def mei(book: Book) -> Book:
    with book.work() as work:
        scenes.person(work, "Mei Kobayashi")
        scenes.person(work, "Ana Ruiz", standing="parked")
    return book


def test_a_promise_made_has_the_default_day_of_its_kind_and_keeps_its_people(mei: Book) -> None:
    with mei.work() as work:
        keeping.add(work, "favour", "check the dates", [2])
        assert work.label == "Noted a promise: check the dates for Ana Ruiz"
    with mei.work() as work:
        keeping.add(work, "share", "the deck", [], by=1)
        assert work.session.get_one(Person, 2).standing == "kept"
    [mine] = queries.of_person(mei.read, 2)
    assert queries.as_json(mine) == {
        "key": "promise-1",
        "id": 1,
        "kind": "favour",
        "by": "me",
        "people": ["Ana Ruiz"],
        "what": "check the dates",
        "due": "2026-11-28",
        "due_said": False,
        "state": "open",
    }
    [theirs] = queries.of_person(mei.read, 1)
    assert (theirs.by, theirs.due, theirs.title) == (
        "Mei Kobayashi",
        None,
        "Mei Kobayashi promised you the deck",
    )


def test_a_promise_is_kept_moved_and_let_go(mei: Book) -> None:
    labels = []
    with mei.work() as work:
        scenes.promise(work, "share", "the pricing article", work.session.get_one(Person, 1))
    for act in (
        lambda work: keeping.change_due(work, 1, TODAY + timedelta(days=3)),
        lambda work: keeping.keep(work, 1, "she liked it"),
        lambda work: keeping.release(work, 1),
    ):
        with mei.work() as work:
            act(work)
            labels.append(work.label)
    assert labels == [
        "Due on Tuesday: send Mei Kobayashi the pricing article",
        "Sent Mei Kobayashi the pricing article",
        "Let go: send Mei Kobayashi the pricing article",
    ]
    assert queries.of_person(mei.read, 1) == []
    [line] = queries.of_person(mei.read, 1, every=True)
    assert (line.state, line.outcome, line.due, line.due_said) == (
        "released",
        "she liked it",
        TODAY + timedelta(days=3),
        True,
    )


def test_nonsense_is_refused_and_nothing_changes(mei: Book) -> None:
    for kind, words, people in (("wish", "x", []), ("share", "  ", []), ("share", "x", [99])):
        with pytest.raises(NotUnderstood), mei.work() as work:
            keeping.add(work, kind, words, people)
    with pytest.raises(NotUnderstood, match="no promise 7"), mei.work() as work:
        keeping.keep(work, 7)
    assert mei.read.value("SELECT count(*) FROM promise") == 0
