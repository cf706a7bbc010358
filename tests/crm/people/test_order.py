"""The list of people in every order it can be asked for."""

import json

import pytest

from crm.book import Book
from crm.model import ContactPoint
from crm.people import editing, fields, list_queries
from crm.people.filters import Filter
from crm.people.list_order import SORTABLE, Order
from tests.conftest import TODAY
from tests.crm.storage.test_journal import add_person


@pytest.fixture
def people(book: Book) -> Book:
    for name, given, family, firm, rhythm in (
        ("Ana Öberg", "Ana", "Öberg", "beta", 30),
        ("Ben Zorn", "Ben", "Zorn", "Alpha", None),
        ("Cleo Adler", "Cleo", "Adler", "", 7),
    ):
        person = add_person(book, name, given=given, family=family)
        with book.work() as work:
            editing.set_text(work, person, "organization", firm)
            editing.set_text(work, person, "rhythm", f"{rhythm} days" if rhythm else "none")
    return book


def names(book: Book, order: Order) -> list[str]:
    ids = list_queries.list_ids(book.read, Filter(), TODAY, order)
    return [row.name.split()[0] for row in list_queries.rows(book.read, list(ids), TODAY)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order(), "Ana Ben Cleo"),
        (Order("name", descending=True), "Cleo Ben Ana"),
        (Order("name", by_family=True), "Cleo Ana Ben"),
        (Order("name", descending=True, by_family=True), "Ben Ana Cleo"),
        (Order("organisation"), "Ben Ana Cleo"),
        (Order("organisation", descending=True), "Ana Ben Cleo"),
        (Order("rhythm"), "Cleo Ana Ben"),
        (Order("rhythm", descending=True), "Ana Cleo Ben"),
    ],
)
def test_nothing_there_comes_last_and_accents_are_no_letters_of_their_own(
    people: Book, order: Order, expected: str
) -> None:
    assert names(people, order) == expected.split()


@pytest.mark.parametrize("column", SORTABLE)
def test_every_column_sorts_everyone_both_ways(people: Book, column: str) -> None:
    for descending in (False, True):
        assert sorted(names(people, Order(column, descending))) == ["Ana", "Ben", "Cleo"]


FIELDS = {
    "organisation": "organization=", "title": "title=", "how_we_met": "how_we_met=", "topics": "looking_for+=", "tags": "tag+=",
}  # fmt: skip


@pytest.mark.parametrize("column", FIELDS)
def test_words_are_sorted_without_regard_to_accents_and_capitals(book: Book, column: str) -> None:
    for name, words in (("Ana", "beta"), ("Ben", "Zebra"), ("Cleo", "Äpfel"), ("Dora", "")):
        person = add_person(book, name)
        if words:
            with book.work() as work:
                fields.set_fields(work, person, [fields.parse_assignment(f"{FIELDS[column]}{words}")])
    assert names(book, Order(column)) == ["Cleo", "Ana", "Ben", "Dora"]
    assert names(book, Order(column, descending=True)) == ["Ben", "Ana", "Cleo", "Dora"]


def test_the_city_of_the_address_sorts(book: Book) -> None:
    for name, city in (("Ana", "bern"), ("Ben", "Zürich"), ("Cleo", "Århus"), ("Dora", "")):
        person = add_person(book, name)
        with book.work() as work:
            parts = json.dumps(["", "", "1 Main Street", city, "", "", ""])
            address = ContactPoint(
                person_id=person, kind="address", value=name, folded=name.lower(), parts=parts
            )
            work.session.add(address)
    assert names(book, Order("city")) == ["Cleo", "Ana", "Ben", "Dora"]
    assert names(book, Order("city", descending=True)) == ["Ben", "Ana", "Cleo", "Dora"]


def test_a_heading_pressed_three_times_brings_the_usual_order_back() -> None:
    order = Order(by_family=True)
    first = order.pressed("last_spoke")
    assert (first.column, first.descending) == ("last_spoke", True)
    second = first.pressed("last_spoke")
    assert (second.column, second.descending) == ("last_spoke", False)
    assert second.pressed("last_spoke") == order
