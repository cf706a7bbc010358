"""The sample story with photos, odd cards and everything else a book can hold; and empty books beside it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm.book import Book
from crm.sample.book import fill
from tests.cards import mixed_cards
from tests.conftest import clock
from tests.crm.files.books import brought
from tests.crm.files.parallel_scenes import large_file


@pytest.fixture
def story_book(book: Book, tmp_path: Path) -> Book:
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


@pytest.fixture
def large(tmp_path: Path) -> Path:
    return large_file(tmp_path)
