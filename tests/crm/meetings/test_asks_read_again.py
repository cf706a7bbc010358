"""The asks of a meeting follow its corrected words, unless they were answered or put right by hand."""

import pytest

from crm.book import Book
from crm.meetings.reading_again.difference import Comparison
from tests.crm.meetings.readings import accept, edit, log, log_coffee, reread, told

SAID = (
    "Coffee with Ana Ruiz and Priya Nair yesterday. Asked Ana for 15 minutes about leases. "
    "Ask Ben Okafor for a quote on the shelves."
)


@pytest.fixture
def asked(book: Book) -> Book:
    """The asks are 1, made, and 2, only meant."""
    log(book, SAID)
    return book


def asks(book: Book) -> list[tuple[str, str, str | None]]:
    rows = book.read.rows("SELECT state, words, asked_on FROM ask ORDER BY words")
    return [(row["state"], row["words"], row["asked_on"]) for row in rows]


def of_asks(found: Comparison) -> list[str]:
    return [one for one in told(found) if not one.startswith("Note")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("15 minutes about leases", "ten minutes about rent",
         ["I asked Ana Ruiz: 15 minutes about leases: Becomes: I asked Ana Ruiz: ten minutes about rent"]),
        ("a quote on the shelves", "a quote on two shelves",
         ["To ask Ben Okafor: a quote on the shelves: Becomes: To ask Ben Okafor: a quote on two shelves"]),
        ("Asked Ana for", "Asked Priya for",
         ["I asked Ana Ruiz: 15 minutes about leases: Becomes: I asked Priya Nair: 15 minutes about leases"]),
        (" Ask Ben Okafor for a quote on the shelves.", "",
         ["To ask Ben Okafor: a quote on the shelves: No longer in the text: it would be taken out"]),
        (" Asked Ana for 15 minutes about leases.", "",
         ["I asked Ana Ruiz: 15 minutes about leases: No longer in the text: it would be taken out"]),
        ("Asked Ana", "Asked Priya for a recipe. Asked Ana", ["New: I asked Priya Nair: a recipe"]),
        ("Ask Ben", "Asked Ben",
         ["To ask Ben Okafor: a quote on the shelves: Becomes: I asked Ben Okafor: a quote on the shelves"]),
        ("Asked Ana for", "Asked Ana Ruiz for", []),
        ("Ask Ben Okafor for", "ask Ben Okafor for", []),
        ("leases. ", "leases.\n", []),
    ],
)  # fmt: skip
def test_each_corrected_ask_is_one_difference_and_its_yes_settles_it(
    asked: Book, old: str, new: str, words: list[str]
) -> None:
    text = SAID.replace(old, new, 1)
    found = reread(asked, text)
    assert of_asks(found) == words
    accept(asked, found, text)
    assert reread(asked, text) == Comparison()
    asked.undo()
    assert reread(asked, text) == found


def test_an_ask_taken_over_is_dated_by_its_meeting(asked: Book) -> None:
    text = SAID.replace("15 minutes about leases", "ten minutes about rent")
    accept(asked, reread(asked, text), text)
    assert asks(asked) == [
        ("draft", "a quote on the shelves", None),
        ("open", "ten minutes about rent", "2026-11-20"),
    ]
    assert asked.read.values("SELECT asked_in_id FROM ask WHERE state = 'open'") == [1]


def test_an_answered_ask_stays_as_it_is(asked: Book) -> None:
    edit(asked, "ask-1", "state=no")
    found = reread(asked, SAID.replace("15 minutes about leases", "ten minutes about rent"))
    assert of_asks(found) == []
    assert "the ask “15 minutes about leases”" in found.staying


def test_a_draft_of_another_day_is_not_of_this_meeting(book: Book) -> None:
    log_coffee(book)
    log(book, "Ask Ana Ruiz for a photo of the shop.")
    assert of_asks(reread(book, str(book.read.value("SELECT said FROM meeting WHERE id = 1")))) == []
    assert [state for state, _, _ in asks(book)] == ["draft"]
