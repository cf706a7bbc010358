"""The report, progress and cancellation of an import."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import FileNotRead
from crm.formats.readers import format_of
from crm.importing.applying import apply
from crm.importing.found_cards import FilePreview
from crm.importing.json_report import report
from crm.importing.preview import preview
from crm.importing.progress import Cancelled
from crm.people import adding
from tests.cards import mixed_cards
from tests.crm.files.books import brought
from tests.crm.files.import_scenes import bring_in, names, vcf


def test_the_report_adds_up_and_says_what_was_skipped(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "broken.vcf"
    path.write_bytes(mixed_cards(60, seed=8, broken=True))
    found = preview(book.read, [path])
    document = report(found, dry_run=True)["files"][0]
    statuses = ("new", "updated", "same", "possible_duplicates", "groups", "skipped")
    assert document["cards"] == 60 == path.read_bytes().count(b"BEGIN:VCARD")
    assert sum(document[status] for status in statuses) == 60
    assert document["skipped"] == 2
    assert len(document["people"]) == 58
    assert document["people"][0]["full_name"]
    lines = path.read_bytes().split(b"\n")
    nobody = [remark for remark in document["remarks"] if "no name" in remark["reason"]]
    assert [lines[remark["line"] - 1].strip() for remark in nobody] == [b"BEGIN:VCARD"] * 2
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_files_are_known_by_their_contents(tmp_path: Path) -> None:
    disguised = tmp_path / "photo.jpg"
    disguised.write_bytes("﻿\r\nBEGIN:VCARD\r\nFN:x\r\nEND:VCARD".encode("utf-16"))
    assert format_of(disguised) == "vcard"


@pytest.mark.parametrize(
    "contents", [b"", b"\x00\x01\x02 nothing of the kind", b"Dear Ana, thanks.\nSee you, Ben\n"]
)
def test_a_file_nothing_can_be_read_from_is_said_in_a_sentence(
    book: Book, tmp_path: Path, contents: bytes
) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(contents)
    with pytest.raises(FileNotRead):
        format_of(path)
    found = preview(
        book.read, [path, vcf(tmp_path, "FN:Ana", name="good.vcf"), tmp_path / "missing.vcf", tmp_path]
    )
    assert [file.unreadable for file in found.files] == [True, False, True, True]
    assert all(file.remarks for file in found.files if file.unreadable)


def test_reading_tells_how_far_it_is_and_stops_when_asked(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(mixed_cards(300, seed=2))
    told: list[tuple[int, float]] = []
    preview(book.read, [path], lambda number, share: told.append((number, share)))
    assert told[-1] == (300, 1.0)
    assert [number for number, _ in told] == sorted(number for number, _ in told)
    with pytest.raises(Cancelled):
        preview(book.read, [path], cancelled=lambda: True)


def test_a_reading_that_was_stopped_lets_go_of_what_it_found(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(mixed_cards(300, seed=11))
    heard: list[FilePreview] = []
    with pytest.raises(Cancelled):
        preview(
            book.read,
            [path],
            cancelled=lambda: len(heard) > 100,
            on_card=lambda place, file, card: heard.append(file),
        )
    assert heard[0].cards > 100
    assert heard[0].found == []


def test_an_import_stopped_while_it_writes_leaves_the_book_as_it_was(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(mixed_cards(40, seed=12))
    found = preview(book.read, [path])

    def stop(done: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled), book.work() as work:
        apply(work, found, on_progress=stop)
    assert names(book) == []
    assert book.steps() == []
    assert bring_in(book, path).new == 40


def test_lines_without_a_field_keep_their_order_when_several_cards_bring_them(
    book: Book, tmp_path: Path
) -> None:
    ana = "FN:Ana Ruiz\nEMAIL:ana@ruiz.example\n"
    bring_in(book, vcf(tmp_path, f"{ana}X-TEA:Assam"))
    others = [f"FN:Person {number}\nEMAIL:{number}@x.example" for number in range(1100)]
    bring_in(book, vcf(tmp_path, f"{ana}X-TEA:Ceylon", *others, f"{ana}X-TEA:Darjeeling"))
    lines = book.read.rows("SELECT place, line FROM other_property ORDER BY place, id")
    assert [tuple(line) for line in lines] == [
        (0, "X-TEA:Assam"),
        (1, "X-TEA:Ceylon"),
        (2, "X-TEA:Darjeeling"),
    ]


@pytest.mark.parametrize("there", ["Ana Ruiz", "Ana\u202e Ruiz", "A\u00adna Ruiz"])
def test_a_name_that_looks_like_another_and_is_not_gets_a_remark(
    book: Book, tmp_path: Path, there: str
) -> None:
    with book.work() as work:
        adding.add(work, there)
    path = tmp_path / "cards.vcf"
    names = ("Ana Ruiz", "An\u200ba Ruiz", "Ben Okafor", "Anna Ruiz", "Ana  Ruiz")
    path.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in names))
    preview = brought(book, path)
    told = [remark.name for remark in preview.files[0].remarks if "cannot be seen" in remark.reason]
    assert told == (
        ["An\u200ba Ruiz"] if there == "Ana Ruiz" else ["Ana Ruiz", "An\u200ba Ruiz", "Ana  Ruiz"]
    )
