"""A book with Ana and Ben in it, and short ways to change and read them."""

from collections.abc import Callable
from typing import Any

import pytest

from crm.book import Book
from crm.people import adding, fields
from crm.people.full_records import PersonDetails, person


@pytest.fixture
def add(book: Book) -> Callable[..., int]:
    """`add("Ana Ruiz", "rhythm=close")` gives the new person's id."""

    def adds(name: str, *changes: str, standing: str = "kept") -> int:
        with book.work() as work:
            person_id = adding.add(work, name, standing).id
            fields.set_fields(work, person_id, [fields.parse_assignment(change) for change in changes])
        return person_id

    return adds


@pytest.fixture
def change(book: Book) -> Callable[..., PersonDetails]:
    def changes(person_id: int, *assignments: str) -> PersonDetails:
        with book.work() as work:
            fields.set_fields(work, person_id, [fields.parse_assignment(one) for one in assignments])
        return person(book.read, person_id)

    return changes


@pytest.fixture
def ana(add: Callable[..., int]) -> int:
    return add(
        "Ana Ruiz",
        "email+=ana@ruizsauce.example",
        "tag+=food",
        "organization=Ruiz Hot Sauce",
        "title=Founder",
    )


@pytest.fixture
def ben(add: Callable[..., int]) -> int:
    return add("Ben Okafor", "can_help_with+=packaging")


@pytest.fixture
def whole(book: Book) -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """Every row of every table of content, to compare before and after."""

    def dumps() -> dict[str, list[tuple[Any, ...]]]:
        tables = book.read.values(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%step%' "
            "AND name NOT LIKE '%digest%' AND name NOT IN ('row_change', 'journal_now') AND name NOT LIKE 'words_index_%'"
        )
        return {
            t: sorted((tuple(row) for row in book.read.rows(f'SELECT * FROM "{t}"')), key=repr)
            for t in tables
        }

    return dumps
