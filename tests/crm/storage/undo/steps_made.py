"""Steps to be undone together, and what the book says of them."""

import pytest

from crm.book import Book
from crm.errors import DependentStepsError
from crm.model import Attendance, Meeting


def labels(refused: pytest.ExceptionInfo[DependentStepsError]) -> list[str]:
    return [step.label for step in refused.value.steps]


def newest(book: Book) -> int:
    return book.steps(1)[0].id


def meet(book: Book, *people: int) -> int:
    with book.work() as work:
        meeting = Meeting(held_on=work.today, kind="coffee")
        work.session.add(meeting)
        work.session.flush()
        work.session.add_all(Attendance(meeting_id=meeting.id, person_id=one) for one in people)
        work.label = f"Met {', '.join(map(str, people))}"
        work.session.flush()
        return meeting.id


def place(book: Book, meeting_id: int, where: str) -> None:
    with book.work() as work:
        work.session.get_one(Meeting, meeting_id).place = where
        work.label = f"Met at {where}"
