"""Indexes are made anew from the rows, whatever became of their pages; nothing that was written is touched."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm.book import Book
from crm.storage.full_text.schema import COMPARE
from tests.conftest import clock
from tests.crm.trouble.stories import SAID, kept_book
from tests.damaged_books import zero

Harm = Callable[[Path], None]


def without_a_page_of(name: str) -> Harm:
    def harm(file: Path) -> None:
        with closing(sqlite3.connect(file)) as book:
            (root,) = book.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        zero(file, root)

    return harm


def without_an_entry(file: Path) -> None:
    """The index no longer leads to one of its rows."""
    with closing(sqlite3.connect(file)) as book:
        (root,) = book.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_person_sort_key'"
        ).fetchone()
    data = bytearray(file.read_bytes())
    at = (root - 1) * 4096 + 3
    data[at : at + 2] = (int.from_bytes(data[at : at + 2], "big") - 1).to_bytes(2, "big")
    file.write_bytes(data)


def by(statement: str) -> Harm:
    def harm(file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as book:
            book.execute(statement)

    return harm


HARMS = {
    "an index without its page": without_a_page_of("ix_person_sort_key"),
    "an index without an entry": without_an_entry,
    "the index of words without its page": without_a_page_of("words_index_data"),
    "the index of words without its list": without_a_page_of("words_index_idx"),
    "the index of words without its structure": by("DELETE FROM words_index_data WHERE id = 10"),
    "the index of words without words": by("DELETE FROM words_index_data WHERE id > 10"),
}
DERIVED = ("the index of words without its structure", "the index of words without words")


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_index_is_made_anew_without_any_backup(folder: Path, harm: str) -> None:
    kept_book(folder, backed_up=False)
    HARMS[harm](folder / "goodturn.db")
    damaged = (folder / "goodturn.db").read_bytes()
    book = Book.open(folder, clock())
    repaired = book.repair()
    assert repaired.left == []
    assert book.check() == []
    with book.quiet_connection() as connection:
        connection.execute(COMPARE)
    found = "SELECT count(*) FROM words_index('\"plumbago\"*')"
    assert book.read.value(found) == 1
    assert book.read.values("SELECT words FROM note ORDER BY id") == list(SAID)
    book.close()
    if harm not in DERIVED:
        assert repaired.kept is not None
        assert repaired.kept.read_bytes() == damaged
    Book.open(folder, clock()).close()  # the structure is as this program makes it


@pytest.mark.parametrize("harm", DERIVED)
def test_check_makes_the_index_of_words_anew_by_itself(folder: Path, harm: str) -> None:
    kept_book(folder, backed_up=False)
    HARMS[harm](folder / "goodturn.db")
    book = Book.open(folder, clock())
    assert book.check() == ["The search index was not what the book says; it was made anew."]
    assert book.check() == []
    book.close()
