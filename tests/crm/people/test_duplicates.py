"""Pairs that may be one person."""

from collections.abc import Callable

import pytest

from crm.book import Book
from crm.people.duplicates import SAME_PERSON_SCORE, duplicates
from crm.people.merging import two_people

Add = Callable[..., int]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (["Ana Ruiz", "email+=a@x.example"], ["Ruiz, Ana", "email+=A@x.example"], "same"),
        (["Ana Ruiz", "phone+=+44 20 7946 0958"], ["Ana Ruiz", "phone+=020 7946 0958"], "same"),
        (["Robert Smith", "email+=a@x.example"], ["Bob Smith", "email+=a@x.example"], "same"),
        (["Ana Ruiz", "organization=Ruiz Sauce"], ["Ána Ruíz", "organization=ruiz sauce"], "same"),
        (["Ana Ruiz"], ["Ana Ruiz"], "possible"),
        (["Ana Ruiz", "email+=a@x.example"], ["Ben Okafor", "email+=a@x.example"], "possible"),
        (["Robert Smith", "organization=Acme"], ["Bob Smith", "organization=Acme"], "possible"),
        (["Ben Okafor"], ["Ben Okafro"], "possible"),
        (["Ben Sandberg"], ["Ben Sandburg"], "possible"),
        (["Ana Ruiz", "birthday=1980-01-01"], ["Ana Ruiz", "birthday=1990-01-01"], "none"),
        (["Ana Ruiz Jr."], ["Ana Ruiz Sr."], "none"),
        (["Ana Ruiz", "organization=Acme"], ["Ben Okafor", "organization=Acme"], "none"),
        (["A. Ruiz"], ["Ana Ruiz"], "none"),
    ],
)
def test_what_speaks_for_one_person_and_what_for_two(
    book: Book, add: Add, one: list[str], other: list[str], verdict: str
) -> None:
    ids = (add(*one), add(*other))
    found = duplicates(book.read)
    if verdict == "none":
        assert found == []
    else:
        assert [pair.ids for pair in found] == [ids]
        assert (found[0].score >= SAME_PERSON_SCORE) == (verdict == "same")
        assert found[0].evidence


def test_a_switchboard_makes_nobody_one_person(book: Book, add: Add) -> None:
    with book.work() as work:
        from crm.people import adding, fields  # as the fixture does, in one step

        for number in range(70):
            person_id = adding.add(work, f"Given{number} Family{number}").id
            fields.set_fields(work, person_id, [("phone", "+=", "+44 20 7946 0000")])
    assert duplicates(book.read) == []


def test_two_people_are_not_offered_again_and_the_surest_comes_first(book: Book, add: Add) -> None:
    first, second, third = (
        add("Ana Ruiz", "email+=a@x.example"),
        add("Ana Ruiz", "email+=a@x.example"),
        add("Ana Ruiz"),
    )
    assert [pair.ids for pair in duplicates(book.read)] == [(first, second), (first, third), (second, third)]
    with book.work() as work:
        two_people(work, second, first)
    assert [pair.ids for pair in duplicates(book.read)] == [(first, third), (second, third)]
