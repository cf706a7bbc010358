"""Making one person of two without losing a value."""

from collections.abc import Callable
from typing import Any

import pytest

from crm.book import Book
from crm.errors import NotUnderstood
from crm.model import Card, Import, Item, NotSame, OtherProperty, Person, Share
from crm.people.merged_entries import merged_entries
from crm.people.merging import merge, two_people
from crm.people.notes import edit_note
from crm.people.unmerging import take_apart
from crm.things.documents.person import detailed_document
from tests.crm.people.test_deleting import a_life

Add = Callable[..., int]


def merged(book: Book, keep: int, absorb: int) -> dict[str, Any]:
    with book.work() as work:
        merge(work, keep, absorb)
    return detailed_document(book.read, keep)


def test_every_value_of_both_is_there_afterwards(book: Book, ana: int, add: Add) -> None:
    other = add(
        "Ana M. Ruiz", "nickname=Annie", "birthday=--04-12", "email+=ANA@ruizsauce.example", "email+=annie@home.example",
        "phone+=+44 1", "tag+=food", "tag+=makers", "looking_for+=a shop", "note=Sings", "organization=Leith Choir",
        "rhythm=close", standing="parked",
    )  # fmt: skip
    one = merged(book, ana, other)
    assert (one["full_name"], one["nickname"], one["birthday"]) == ("Ana Ruiz", "Annie", "--04-12")
    assert [e["value"] for e in one["emails"]] == ["ana@ruizsauce.example", "annie@home.example"]
    assert [p["value"] for p in one["phones"]] == ["+44 1"]
    assert one["categories"] == ["food", "makers"]
    assert one["topics"]["looking_for"] == ["a shop"]
    assert [r["organization"] for r in one["roles"]] == ["Ruiz Hot Sauce", "Leith Choir"]
    assert (one["standing"], one["rhythm"]) == ("kept", "close")
    assert "Sings" in one["note"]
    assert "Name: Ana M. Ruiz" in one["note"]
    assert book.read.value("SELECT count(*) FROM person") == 1
    assert book.check() == []


def test_of_two_values_for_one_field_the_second_is_kept_as_a_note(
    book: Book, ana: int, add: Add, change: Callable[..., Any]
) -> None:
    change(ana, "birthday=1980-01-01", "blurb=Makes sauce")
    one = merged(book, ana, add("Ana Ruiz", "birthday=1981-01-01", "blurb=Sings"))
    assert (one["birthday"], one["blurb"]) == ("1980-01-01", "Makes sauce")
    assert one["note"] == "Birthday: 1981-01-01\nBlurb: Sings"


@pytest.mark.parametrize("way", ["into the first", "into the second"])
def test_meetings_promises_and_introductions_move_along(
    book: Book, ana: int, ben: int, whole: Callable[[], dict[str, list[tuple[Any, ...]]]], way: str
) -> None:
    a_life(book, ana, ben)
    before = whole()
    keep, absorb = (ana, ben) if way == "into the first" else (ben, ana)
    one = merged(book, keep, absorb)
    assert sorted(m["note"] for m in one["meetings"]) == ["alone", "together"]
    assert sorted(p["what"] for p in one["promises"]) == ["hers", "introduce them", "to both", "to her"]
    assert one["last_contact_on"] == "2026-11-21"
    assert book.check() == []
    book.undo()
    assert whole() == before


def test_what_came_with_a_file_and_what_was_shared_moves_along(book: Book, ana: int, ben: int) -> None:
    with book.work() as work:
        source, item, second = (
            Import(file="a.vcf", sha256="0", format="vcard", at="now"),
            Item(title="Prices"),
            Item(title="B"),
        )
        work.session.add_all([source, item, second])
        work.session.flush()
        for one in (ana, ben):
            work.session.add(Share(item_id=item.id, person_id=one, sent_on=work.today))
            work.session.add(OtherProperty(person_id=one, line="X-A:1"))
        work.session.add(Share(item_id=second.id, person_id=ben, sent_on=work.today))
        work.session.add(OtherProperty(person_id=ben, line="X-B:2"))
        work.session.add(Card(import_id=source.id, person_id=ben, raw="BEGIN:VCARD"))
        work.session.get_one(Person, ana).introduced_by_id = ben
    one = merged(book, ana, ben)
    assert one["other"] == ["X-A:1", "X-B:2"]
    assert one["introduced_by"] is None
    assert book.read.values("SELECT item_id FROM share WHERE person_id = :id ORDER BY item_id", id=ana) == [
        1,
        2,
    ]
    assert book.read.value("SELECT person_id FROM card") == ana


def test_two_people_is_said_once_and_outlives_a_merge(book: Book, ana: int, ben: int, add: Add) -> None:
    cy = add("Cy")
    for pair in ((ben, ana), (ana, ben), (cy, ana)):
        with book.work() as work:
            two_people(work, *pair)
    assert book.read.value("SELECT count(*) FROM not_same") == 2
    assert book.steps(2)[1].label == "Noted that Ben Okafor and Ana Ruiz are two people"
    merged(book, ben, cy)
    assert [tuple(row) for row in book.read.rows("SELECT a_id, b_id FROM not_same")] == [(ana, ben)]
    with pytest.raises(NotUnderstood), book.work() as work:
        two_people(work, ana, ana)


def test_a_pair_said_apart_can_still_be_merged_on_purpose(book: Book, ana: int, ben: int) -> None:
    with book.work() as work:
        work.session.add(NotSame(a_id=ana, b_id=ben))
    merged(book, ben, ana)
    assert book.read.value("SELECT count(*) FROM not_same") == 0
    with pytest.raises(NotUnderstood), book.work() as work:
        merge(work, ben, ben)


def test_what_was_written_into_the_note_of_a_merge_stays_when_it_is_taken_apart(
    book: Book, ana: int, add: Add, change: Callable[..., Any]
) -> None:
    change(ana, "nickname=Annie")
    merged(book, ana, add("Ana M. Ruiz", "nickname=Nita"))
    (note,) = book.read.rows("SELECT id, words FROM note")
    assert note["words"] == "Name: Ana M. Ruiz\nNickname: Nita"
    with book.work() as work:
        edit_note(work, note["id"], "Nickname: Nita, from school")
    with book.work() as work:
        take_apart(work, merged_entries(book.read, ana)[0].id)
    assert detailed_document(book.read, ana)["note"] == "Nickname: Nita, from school"
