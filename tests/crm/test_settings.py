"""Settings that travel with the book."""

import pytest

from crm import settings
from crm.book import Book


def test_a_choice_is_kept_undone_and_typed(book: Book) -> None:
    assert settings.value(book.read, settings.THEME) == "system"
    for choice in ("dark", "light"):
        with book.work() as work:
            settings.change(work, settings.THEME, choice)
    assert settings.value(book.read, settings.THEME) == "light"
    book.undo()
    assert settings.value(book.read, settings.THEME) == "dark"
    with book.work() as work:
        settings.change(work, settings.OWNER_EMAILS, ["zoë@x.example"])
    assert settings.value(book.read, settings.OWNER_EMAILS) == ["zoë@x.example"]


@pytest.mark.parametrize("stored", ['"80"', "null", "true", "[]"])
def test_a_value_of_another_type_counts_as_none(book: Book, stored: str) -> None:
    with book.work() as work:
        work.insert_many("setting", ["key", "value"], [(settings.TEXT_SIZE.name, stored)])
        work.label = "A stranger's hand"
    assert settings.value(book.read, settings.TEXT_SIZE) == 100
