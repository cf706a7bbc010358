"""Two people of an introduction turn out to be one: there is nobody to introduce any more. Taken apart, there is."""

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.introductions import completing, offering
from crm.introductions.introduction_list import by_id
from crm.introductions.offering import ProposedSide
from crm.meetings import logging
from crm.people import merging
from crm.people.unmerging import take_apart
from crm.today.today import today_list
from tests.conftest import TODAY
from tests.crm import scenes


def _people(book: Book, *names: str) -> list[int]:
    with book.work() as work:
        people = [scenes.person(work, name) for name in names]
        work.session.flush()
        return [one.id for one in people]


def _introduce(book: Book, one: int, other: int) -> int:
    with book.work() as work:
        return offering.introduce(work, ProposedSide(one), ProposedSide(other))


def _merge(book: Book, keep: int, absorb: int) -> None:
    with book.work() as work:
        merging.merge(work, keep, absorb)


def _owed(book: Book) -> list[str]:
    return [row.what for row in today_list(book.read, TODAY, 50).rows]


def test_nobody_is_to_be_introduced_to_themselves(book: Book) -> None:
    ana, anna = _people(book, "Ana Ruiz", "Anna Ruiz")
    introduction = _introduce(book, ana, anna)
    assert _owed(book) == ["Introduce Ana Ruiz to Anna Ruiz"]
    _merge(book, ana, anna)
    [record] = by_id(book.read, [introduction])
    assert (record.state, record.is_owed) == ("dropped", False)
    assert _owed(book) == []
    with book.work() as work:
        take_apart(work, 1)
    [record] = by_id(book.read, [introduction])
    assert (record.state, record.is_owed) == ("offered", True)
    assert _owed(book) == ["Introduce Ana Ruiz to Anna Ruiz"]


def test_one_that_was_made_asks_nobody_how_it_went(book: Book) -> None:
    ana, anna = _people(book, "Ana Ruiz", "Anna Ruiz")
    introduction = _introduce(book, ana, anna)
    with book.work() as work:
        completing.mark_made(work, introduction)
    _merge(book, ana, anna)
    [record] = by_id(book.read, [introduction])
    assert record.state == "dropped"
    book.undo()
    [record] = by_id(book.read, [introduction])
    assert record.state == "made"


def test_an_introduction_to_a_third_person_goes_on(book: Book) -> None:
    ana, anna, ben = _people(book, "Ana Ruiz", "Anna Ruiz", "Ben Okafor")
    introduction = _introduce(book, anna, ben)
    _merge(book, ana, anna)
    [record] = by_id(book.read, [introduction])
    assert (record.state, record.is_owed) == ("offered", True)
    assert [one.name for one in record.people] == ["Ana Ruiz", "Ben Okafor"]


def test_somebody_met_through_another_is_named_once(book: Book) -> None:
    _, tom, tomas = _people(book, "Ben Okafor", "Tom Sandberg", "Tomas Sandberg")
    draft = understand(
        "Ben Okafor introduced me to Tom Sandberg and Tomas Sandberg.", TODAY, Names.from_reader(book.read)
    )
    with book.work() as work:
        logging.log(work, draft)
    _merge(book, tom, tomas)
    [record] = by_id(book.read, [1])
    assert [one.name for one in record.people] == ["Tom Sandberg"]
    with book.work() as work:
        take_apart(work, 1)
    [record] = by_id(book.read, [1])
    assert [one.name for one in record.people] == ["Tom Sandberg", "Tomas Sandberg"]
