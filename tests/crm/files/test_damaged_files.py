"""Damaged files through the whole import: a short share of what `make endure` tries."""

import unicodedata
from pathlib import Path

import pytest

from crm.book import Book
from crm.importing.applying import import_directly
from tests.crm.files.fuzzing import begins, bring_in_damaged


def test_damaged_cards_cost_themselves_alone_and_all_are_accounted_for(book: Book, tmp_path: Path) -> None:
    counts = bring_in_damaged(book, tmp_path, seed=20261125, damaged=120)
    assert sum(counts.values()) > 200
    assert book.check() == []


def test_a_uid_that_says_nothing_is_none(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "cut.vcf"
    path.write_bytes(
        b"".join(b"BEGIN:VCARD\nUID:urn:uuid:\nFN:%s\nEND:VCARD\n" % name for name in (b"Ana", b"Bo"))
    )
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert file.counts == {"new": 2}


def test_the_counter_counts() -> None:
    assert begins(b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\rbegin:vcard \nAGENT:BEGIN:VCARD") == (2, 3)


@pytest.mark.parametrize(
    "line",
    [
        b"TEL\x00;TYPE=HOME:1",
        b"X-ODD\x00NAME:1",
        b"X\x00.X-ODD;A=\x07b\x1b:1",
        b"TEL;VALUE=uri:tel:+1%00555%1B",
        b"TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,a=00b):1",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:a=00=1Bb",
        b"NOTE;ENCODING=b:AAAA",
        b"KEY;ENCODING=b:\x00\x01\xff",
        b"ADR;LABEL=\"a\x00b\":;;\x00;;;;",
        b"ORG:\x00;\x00",
        b"CATEGORIES:\x00,\x1b",
        b"X-A:\xed\xa0\x80 \xff\xfe",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [b"FN:Jos\xe9\x00", b"FN:Ana\x00", b"FN;CHARSET=UTF-16:A\x00n\x00a\x00"])
def test_letters_that_no_database_takes_end_no_import(
    book: Book, tmp_path: Path, line: bytes, name: bytes
) -> None:
    path = tmp_path / "odd.vcf"
    path.write_bytes(b"BEGIN:VCARD\n" + name + b"\n" + line + b"\nEND:VCARD\n")
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert file.counts == {"new": 1}
    for table, column in (("person", "full_name"), ("other_property", "line"), ("contact_point", "value"),
                          ("contact_point", "label"), ("card", "raw"), ("note", "words")):  # fmt: skip
        for text in book.read.values(f"SELECT {column} FROM {table}"):
            assert not any(
                unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text
            )
