"""Offices and switchboards are nobody, and what the user said about a pair is remembered by every later import."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.importing.applying import Choice, apply
from crm.importing.preview import preview
from crm.matching.mailboxes import is_office, mailbox_key
from crm.people.duplicates import duplicates
from crm.people.full_records import person
from crm.people.merged_entries import merged_entries
from crm.people.merging import merge, two_people
from crm.people.unmerging import take_apart
from tests.crm.files.test_importing import bring_in, cards, counts, names, vcf


@pytest.mark.parametrize(
    "address",
    ["info@a.example", "Office@a.example", "no-reply@a.example", "sales+de@a.example", "info-uk@a.example", "kontakt@a.example"],
)  # fmt: skip
def test_an_office_is_known_by_its_address(address: str) -> None:
    assert is_office(address)


@pytest.mark.parametrize(
    "address", ["ana@a.example", "info", "salesman@a.example", "support.jones@a.example", "sal.es@a.example"]
)
def test_a_person_is_not_taken_for_an_office(address: str) -> None:
    assert not is_office(address)


def test_one_mailbox_in_many_spellings() -> None:
    assert (
        len(
            {
                mailbox_key(one)
                for one in ("Kim.Park@gmail.com", "kimpark+x@googlemail.com", "kimpark@gmail.com")
            }
        )
        == 1
    )
    assert mailbox_key("kim.park@a.example") != mailbox_key("kimpark@a.example")


def test_a_card_with_only_an_office_comes_in_as_an_organisation_that_is_not_nudged(
    book: Book, tmp_path: Path
) -> None:
    bring_in(book, vcf(tmp_path, "EMAIL:info@figtree.example", "FN:Ana Ruiz\nEMAIL:info@figtree.example"))
    assert names(book) == ["info@figtree.example", "Ana Ruiz"]
    first, second = (person(book.read, one) for one in (1, 2))
    assert first.role is not None
    assert (first.role.organisation, first.standing, second.standing) == ("figtree.example", "parked", "kept")
    assert duplicates(book.read) == []


def test_people_at_a_switchboard_are_people_of_their_own_and_a_repeat_is_known(
    book: Book, tmp_path: Path
) -> None:
    many = [
        f"FN:{name}\nTEL:+44 20 7946 0000"
        for name in ("Ana Ruiz", "Ben Okafor", "Cleo Marsh", "Dora Lind", "Emil Dahl", "Fay Ong")
    ]
    found = preview(book.read, [vcf(tmp_path, *many, "FN:Fay Ong\nTEL:+44 20 7946 0000\nNOTE:sings")])
    assert counts(found) == {"new": 4, "possible": 2, "updated": 1}
    assert [card.name for card in cards(found) if card.status == "possible"] == ["Ben Okafor", "Cleo Marsh"]


def said_two(book: Book, folder: Path) -> Path:
    """Ana of the book and Ana of a file were said to be two."""
    bring_in(book, vcf(folder, "FN:Ana Ruiz\nEMAIL:ana@a.example", name="first.vcf"))
    path = vcf(folder, "FN:Ana Ruiz\nEMAIL:ana@b.example", name="second.vcf")
    found = preview(book.read, [path])
    assert counts(found) == {"possible": 1}
    with book.work() as work:
        apply(work, found, choices={(0, 1): Choice(one_person=False)})
    return path


def test_two_people_said_at_an_import_is_remembered_by_later_ones(book: Book, tmp_path: Path) -> None:
    path = said_two(book, tmp_path)
    assert duplicates(book.read) == []
    assert counts(preview(book.read, [path])) == {"same": 1}
    changed = vcf(tmp_path, "FN:Ana Ruiz\nEMAIL:ana@b.example\nTEL:+44 1", name="third.vcf")
    (card,) = cards(preview(book.read, [changed]))
    assert (card.status, card.person) == ("updated", 2)
    book.undo()
    book.redo()
    assert duplicates(book.read) == []
    assert counts(preview(book.read, [path])) == {"same": 1}


def test_a_card_that_fits_two_told_apart_by_name_alone_is_offered_as_the_one_that_came_from_a_file(
    book: Book, tmp_path: Path
) -> None:
    """The one it was told apart from already is not offered again."""
    said_two(book, tmp_path)
    (card,) = cards(preview(book.read, [vcf(tmp_path, "FN:Ana Ruiz\nTEL:+44 9", name="fourth.vcf")]))
    assert (card.status, card.person) == ("possible", 2)


def test_two_people_outlives_a_merge_and_its_taking_apart(book: Book, tmp_path: Path) -> None:
    said_two(book, tmp_path)
    bring_in(book, vcf(tmp_path, "FN:Nita Ruiz\nEMAIL:nita@c.example", name="nita.vcf"))
    with book.work() as work:
        merge(work, 3, 2)
    assert duplicates(book.read) == []
    with book.work() as work:
        take_apart(work, merged_entries(book.read, 3)[0].id)
    assert duplicates(book.read) == []
    with book.work() as work:
        two_people(work, 2, 3)
    pairs = {tuple(row) for row in book.read.rows("SELECT a_id, b_id FROM not_same")}
    assert pairs == {(1, 2), (2, 3)}
