"""The list of people narrowed to those who came in with an import."""

from datetime import date
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.people import adding, from_import
from crm.people.deleting import delete
from crm.people.filters import parse
from crm.people.list_queries import list_ids
from tests.crm.files.test_importing import bring_in, vcf


def shown(book: Book, words: str, today: date) -> list[int]:
    return list(list_ids(book.read, parse(words), today))


def test_an_import_and_the_last_one(book: Book, tmp_path: Path, today: date) -> None:
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
    bring_in(book, vcf(tmp_path, "FN:Ben Okafor", "FN:Cleo Marsh"))
    with book.work() as work:
        adding.add(work, "Dora Lind")
    first = book.steps()[1].id
    bring_in(book, vcf(tmp_path, "FN:Emil Dahl", "FN:Ben Okafor\nNOTE:x\nEMAIL:ben@x.example", name="b.vcf"))
    assert shown(book, f"imported:{first}", today) == [2, 3]
    assert shown(book, "imported:last", today) == [6, 5]
    assert shown(book, "imported:last emil", today) == [5]
    with book.work() as work:
        delete(work, 2)
    assert shown(book, f"imported:{first}", today) == [3]
    book.undo()
    book.undo()
    assert shown(book, "imported:last", today) == [2, 3]
    assert [from_import.has_imported_people(book.read, one) for one in (first, 1, 999)] == [True, True, False]


@pytest.mark.parametrize(
    "words", ["imported:", "imported:x", "imported:0", "imported:-1", "imported:1234567890"]
)
def test_what_is_no_import_is_said(words: str) -> None:
    with pytest.raises(NotUnderstood, match="imported:"):
        parse(words)


def test_nobody_came_in_yet(book: Book, today: date) -> None:
    assert shown(book, "imported:last", today) == []
