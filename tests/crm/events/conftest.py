"""An event of twelve, logged as one sentence."""

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings import logging

TWELVE = (
    "Kofi Mensah", "Ann Lee", "Dora Blum", "Eli Stone", "Fay Wong", "Gus Hart",
    "Ida Holm", "Jon Berg", "Kim Tran", "Leo Katz", "Mia Novak", "Nils Ek",
)  # fmt: skip


def log(book: Book, text: str) -> int:
    """The id of the meeting."""
    draft = understand(text, book.clock.today(), Names.from_reader(book.read))
    with book.work() as work:
        meeting_id = logging.log(work, draft).meeting_id
    assert meeting_id is not None
    return meeting_id


@pytest.fixture
def fair(book: Book) -> int:
    return log(book, f"Event: spring fair with {', '.join(TWELVE[:-1])} and {TWELVE[-1]}")


def person_id(book: Book, name: str) -> int:
    return int(book.read.value("SELECT id FROM person WHERE full_name = :name", name=name))
