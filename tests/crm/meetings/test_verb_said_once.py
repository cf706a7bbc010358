"""A next step whose verb is said once for several people: a promise to each."""

from datetime import date

import pytest

from crm.book import Book
from crm.capture.names import Names
from crm.meetings.debriefing.next_step import read_next_step
from crm.people.short_names import PersonRef
from tests.crm.meetings.readings import TODAY, log_coffee

ANA, PRIYA, BEN = "Ana Ruiz", "Priya Nair", "Ben Okafor"


def promised(book: Book, text: str) -> list[tuple[tuple[str, ...], str, date | None]]:
    log_coffee(book)
    there = [PersonRef(1, ANA, "u1", "Ana"), PersonRef(2, PRIYA, "u2", "Priya")]
    found, _ = read_next_step(text, there, there[0], Names.from_reader(book.read), TODAY)
    return [
        (tuple(each.name for each in one.people), one.what, one.due if one.due_said else None)
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Send Ana the template and Priya the list", [((ANA,), "the template"), ((PRIYA,), "the list")]),
        ("Send Ana the template, Priya the list and Ben the map",
         [((ANA,), "the template"), ((PRIYA,), "the list"), ((BEN,), "the map")]),
        ("Give Ana a jar and Ben a label", [((ANA,), "a jar"), ((BEN,), "a label")]),
        ("Tell Ana about the fair and Priya about the shop",
         [((ANA,), "tell Ana about the fair"), ((PRIYA,), "tell Priya about the shop")]),
        ("Thank Ana for the jars and Priya for the tea",
         [((ANA,), "thank Ana for the jars"), ((PRIYA,), "thank Priya for the tea")]),
        ("I will send Ana Ruiz the template and Priya Nair the list",
         [((ANA,), "the template"), ((PRIYA,), "the list")]),
        ("Send Ana the template and the list", [((ANA,), "the template and the list")]),
        ("Send Ana and Priya the list", [((ANA, PRIYA), "the list")]),
        ("Send Ana the map of the fair and Priya", [((ANA,), "the map of the fair and Priya")]),
        ("Send Ana the photo of Ben and the list", [((ANA,), "the photo of Ben and the list")]),
    ],
)  # fmt: skip
def test_each_gets_what_stands_behind_their_name(
    book: Book, text: str, expected: list[tuple[tuple[str, ...], str]]
) -> None:
    assert [(people, what) for people, what, _ in promised(book, text)] == expected


def test_a_day_at_the_end_is_of_the_last_one(book: Book) -> None:
    found = promised(book, "Send Ana the template and Priya the list by Friday")
    assert [due for _, _, due in found] == [None, date(2026, 11, 27)]
