"""Books to be damaged; and a check that no sound row is ever taken for damaged."""

import pytest

from crm.book import Book
from crm.people import editing
from tests.crm.storage.damage.damaging import PHOTO, found
from tests.crm.storage.test_journal import add_person


@pytest.fixture
def people(book: Book) -> Book:
    """Ana (1) with a birthday, and Ben (2)."""
    add_person(book, "Ana Ruiz", birthday="1980-05-04")
    add_person(book, "Ben Okafor")
    assert found(book) == []
    return book


@pytest.fixture
def with_photo(people: Book) -> Book:
    with people.work() as work:
        editing.set_photo(work, 1, PHOTO)
    return people
