"""A person met a thousand times costs no more for each meeting than one met ten times."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.meetings import answering_proposals
from crm.model import Attendance, Meeting
from crm.new_rows import NewRows
from crm.people import adding
from crm.storage.derived_columns import stale_people
from crm.unit_of_work import UnitOfWork
from tests.conftest import clock
from tests.growth import LINEAR

FEW, MANY = 150, 600


@pytest.fixture
def books(tmp_path: Path) -> Iterator[list[Book]]:
    """One each for a few and for many meetings, all with Ana."""
    both = [Book.open(tmp_path / name, clock()) for name in ("few", "many")]
    for book in both:
        with book.work() as work:
            adding.add(work, "Ana Ruiz")
    yield both
    for book in both:
        book.close()


def _bring(work: UnitOfWork, many: int, state: str) -> None:
    """Day after day, as a calendar of a daily meeting brings them."""
    meetings, there = NewRows(work, Meeting), NewRows(work, Attendance)
    for at in range(many):
        meeting = meetings.add(kind="call", state=state, held_on=date(2024, 1, 1) + timedelta(days=at))
        there.add(meeting_id=meeting, person_id=1)
    meetings.write()
    there.write()


def _cost(book: Book, act: Callable[[UnitOfWork], None]) -> int:
    """How much SQLite does for it, told by its own instructions: the same at each run."""
    done = 0

    def tick() -> int:
        nonlocal done
        done += 1
        return 0

    with book.work() as work:
        work.connection.set_progress_handler(tick, 50)
        act(work)
        work.connection.set_progress_handler(None, 0)
    assert stale_people(book.read.connection) == []
    return done


@pytest.mark.parametrize("state", ["proposed", "happened"])
def test_bringing_meetings_costs_in_proportion(books: list[Book], state: str) -> None:
    few, many = (
        _cost(book, lambda work, size=size: _bring(work, size, state))  # type: ignore[misc]
        for book, size in zip(books, (FEW, MANY), strict=True)
    )
    assert many / few < LINEAR
    assert books[1].read.value("SELECT last_contact_on FROM person") == (
        "2025-08-22" if state == "happened" else None
    )


@pytest.mark.parametrize(
    "settle",
    [answering_proposals.confirm, answering_proposals.mark_missed, answering_proposals.dismiss],
)
def test_settling_what_a_calendar_proposed_costs_in_proportion(
    books: list[Book], settle: Callable[[UnitOfWork, list[int]], None]
) -> None:
    costs = []
    for book, size in zip(books, (FEW, MANY), strict=True):
        with book.work() as work:
            _bring(work, size, "proposed")
        ids = book.read.values("SELECT id FROM meeting")
        costs.append(_cost(book, lambda work, ids=ids: settle(work, ids)))  # type: ignore[misc]
    assert costs[1] / costs[0] < LINEAR


def test_the_last_contact_that_goes_leaves_the_one_before(book: Book) -> None:
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
        _bring(work, 3, "happened")
    last = "SELECT last_contact_on FROM person"
    for sql, day in (
        ("DELETE FROM meeting WHERE held_on = '2024-01-03'", "2024-01-02"),
        ("UPDATE meeting SET direction = 'out' WHERE held_on = '2024-01-02'", "2024-01-01"),
        ("UPDATE meeting SET held_on = '2023-05-05' WHERE held_on = '2024-01-01'", "2023-05-05"),
        ("UPDATE meeting SET direction = 'both' WHERE direction = 'out'", "2024-01-02"),
        ("DELETE FROM attendance", None),
    ):
        with book.work() as work:
            work.connection.execute(sql)
        assert book.read.value(last) == day, sql
    for _ in range(5):
        book.undo()
    assert book.read.value(last) == "2024-01-03"
    assert book.check() == []
