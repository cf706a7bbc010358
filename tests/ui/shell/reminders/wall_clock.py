"""A clock that tests set, and settings of the book."""

from datetime import UTC, datetime

from crm import settings
from crm.book import Book


class Wall:
    """A clock the story sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)

    def read(self) -> datetime:
        return self.now


def keep(book: Book, key: settings.Key, value: object) -> None:
    with book.work() as work:
        settings.change(work, key, value)
