"""People leave the book as they came, in a file for their owner's eyes, whole or not at all."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from crm.book import Book
from crm.contacts.contact import Contact
from crm.errors import FileNotWritten, NotUnderstood
from crm.exporting.export import export
from crm.formats.vcard.reader import read
from crm.importing.applying import apply
from crm.importing.preview import preview
from tests.cards import mixed_cards


@pytest.fixture
def full_book(book: Book, tmp_path: Path) -> Book:
    path = tmp_path / "in.vcf"
    path.write_bytes(mixed_cards(50, seed=4))
    found = preview(book.read, [path])
    with book.work() as work:
        apply(work, found)
    return book


def contacts(data: bytes) -> dict[str, Contact]:
    return {card.contact.full_name: replace(card.contact, raw="") for card in read(data) if card.contact}


@pytest.mark.parametrize("format_name", ["vcard3", "vcard4", "vcard2.1"])
def test_what_came_in_goes_out(full_book: Book, format_name: str) -> None:
    stream = io.BytesIO()
    done = export(full_book.read, stream, format_name=format_name)
    assert (done.file, done.format, done.people) == ("-", format_name, 50)
    came, went = contacts(mixed_cards(50, seed=4)), contacts(stream.getvalue())
    for name, contact in came.items():
        system = [word for word in contact.categories if word != "myContacts"]
        assert went[name] == replace(contact, categories=system, uid=contact.uid or went[name].uid)


def test_a_book_read_from_its_own_export_is_unchanged(full_book: Book, tmp_path: Path) -> None:
    target = tmp_path / "out.vcf"
    export(full_book.read, target)
    found = preview(full_book.read, [target])
    assert found.count("same") == found.cards == 50


def test_the_file_is_the_owners_alone_and_only_those_asked_for_are_in_it(
    full_book: Book, tmp_path: Path
) -> None:
    target = tmp_path / "out.vcf"
    target.write_text("old")
    done = export(full_book.read, target, [2, 1])
    assert done.people == 2
    assert target.stat().st_mode & 0o777 == 0o600
    assert len(contacts(target.read_bytes())) == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_file_that_cannot_be_written_leaves_the_old_one(full_book: Book, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        export(full_book.read, tmp_path / "missing" / "out.vcf")
    target = tmp_path / "out.vcf"
    target.write_text("old")
    with pytest.raises(NotUnderstood):
        export(full_book.read, target, format_name="papyrus")
    assert target.read_text() == "old"
    with pytest.raises(NotUnderstood):
        export(full_book.read, tmp_path / "out.xyz")
