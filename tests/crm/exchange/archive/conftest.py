"""Books to compare: the sample story with photos and odd cards, and what a book's contents add up to."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm.book import Book
from crm.exchange.found import Preview
from crm.exchange.importing import bring_in
from crm.sample.book import fill
from crm.storage import digests
from tests.cards import mixed_cards
from tests.conftest import clock


def brought(book: Book, *paths: Path) -> Preview:
    with book.work() as work:
        return bring_in(work, book.read, paths)


def contents(book: Book) -> dict[str, tuple[int, bytes]]:
    """Rows and digest of every table; photos and what was shown beside them."""
    digests.catch_up(book._connection)
    found = {
        row[0]: (row[1], row[2]) for row in book.read.rows("SELECT table_name, rows, total FROM table_digest")
    }
    found = {table: both for table, both in found.items() if both[0]}
    for table in ("blob", "shown"):
        rows = sorted(tuple(row) for row in book.read.rows(f"SELECT * FROM {table}"))
        found[table] = (len(rows), repr(rows).encode())
    return found


@pytest.fixture
def full_book(book: Book, tmp_path: Path) -> Book:
    fill(book)
    path = tmp_path / "cards.vcf"
    path.write_bytes(mixed_cards(40, seed=4))
    brought(book, path)
    with book.work() as work:
        work.connection.execute("INSERT INTO shown VALUES ('pitch-1', '2026-11-02')")
        work.connection.execute("INSERT INTO not_same(a_id, b_id) SELECT min(id), max(id) FROM person")
        work.connection.execute(
            "INSERT INTO said(words, on_day) VALUES ('thinking of\u2028\"nothing\" \\ much', '2026-11-02')"
        )
        work.connection.execute(
            "INSERT INTO snooze(row, until_on) SELECT 'promise-' || id, '2026-12-01' FROM promise LIMIT 1"
        )
    return book


@pytest.fixture
def new_book(tmp_path: Path, empty_book_folder: Path) -> Iterator[Callable[[], Book]]:
    opened: list[Book] = []

    def make() -> Book:
        folder = tmp_path / f"book-{len(opened)}"
        shutil.copytree(empty_book_folder, folder)
        opened.append(Book.open(folder, clock()))
        return opened[-1]

    yield make
    for book in opened:
        book.close()
