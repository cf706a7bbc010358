"""An export is read back before it is called done: what does not come back alike is not put in place, odd cards are named."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from crm.book import Book
from crm.contacts.contact import Contact, Point
from crm.errors import FileNotWritten
from crm.exporting.export import export, export_due
from crm.exporting.read_back import vcard
from crm.exporting.read_back.by_vobject import missing
from crm.formats.export_progress import READING_BACK, SECOND_READER, ExportProgress
from crm.formats.vcard.writer import VERSIONS, write
from crm.people import adding, fields
from crm.sample.book import fill
from tests.cards import mixed_cards
from tests.conftest import NOW, TODAY
from tests.crm.files.books import brought
from tests.crm.files.read_back_scenes import ALL, FORMATS, SEED


@pytest.fixture
def full_book(book: Book, tmp_path: Path) -> Book:
    (tmp_path / "in.vcf").write_bytes(mixed_cards(30, seed=4))
    brought(book, tmp_path / "in.vcf")
    return book


def aside_in(folder: Path) -> Path:
    (found,) = folder.glob(".*.part")
    return found


def at_first(change: Callable[[Path], None], folder: Path) -> Callable[[ExportProgress], None]:
    """Does something to the file that stands aside when it begins to be read back."""
    done: list[Path] = []

    def told(progress: ExportProgress) -> None:
        if progress.stage == READING_BACK and not done:
            done.append(aside_in(folder))
            change(done[0])

    return told


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("number", range(6))
def test_a_byte_that_the_disk_changed_is_found_and_the_old_file_stays(
    full_book: Book, tmp_path: Path, name: str, number: int
) -> None:
    target = tmp_path / name
    target.write_text("the file that was there")

    def flip(aside: Path) -> None:
        data = bytearray(aside.read_bytes())
        at = Random(f"{SEED}{name}{number}").randrange(len(data) // 2, len(data))
        data[at] ^= 4
        aside.write_bytes(data)

    with pytest.raises(FileNotWritten, match="could not be read back as it was written"):
        export(full_book.read, target, format_name=FORMATS.get(name), on_progress=at_first(flip, tmp_path))
    assert target.read_text() == "the file that was there"
    assert not list(tmp_path.glob(".*.part"))
    assert not full_book.read.connection.in_transaction


@pytest.mark.parametrize("name", ALL)
def test_a_file_cut_short_is_found(full_book: Book, tmp_path: Path, name: str) -> None:
    def cut(aside: Path) -> None:
        os.truncate(aside, aside.stat().st_size * 2 // 3)

    with pytest.raises(FileNotWritten):
        export(
            full_book.read,
            tmp_path / name,
            format_name=FORMATS.get(name),
            on_progress=at_first(cut, tmp_path),
        )
    assert not (tmp_path / name).exists()


def test_a_markdown_page_that_the_disk_changed_is_found(full_book: Book, tmp_path: Path) -> None:
    def told(progress: ExportProgress) -> None:
        if progress.stage == READING_BACK and progress.done == 1:
            (aside,) = tmp_path.glob(".*.part")
            page = next(aside.glob("*.md"))
            page.write_text(page.read_text("utf-8") + "x", "utf-8")

    with pytest.raises(FileNotWritten, match="could not be read back"):
        export(full_book.read, tmp_path / "folder", format_name="markdown", on_progress=told)
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize("name", ALL)
def test_what_is_edited_meanwhile_is_no_fault(full_book: Book, tmp_path: Path, name: str) -> None:
    """Written and read back are the book of one moment."""

    def edit(_aside: Path) -> None:
        with full_book.work() as work:
            fields.set_fields(work, 3, [("full_name", "=", "Somebody Else"), ("note", "=", "new")])

    done = export(
        full_book.read, tmp_path / name, format_name=FORMATS.get(name), on_progress=at_first(edit, tmp_path)
    )
    assert (done.remarks, done.people) == ((), 30)
    assert "Somebody Else" not in (tmp_path / name).read_text("utf-8")
    export(full_book.read, tmp_path / name, format_name=FORMATS.get(name))
    assert "Somebody Else" in (tmp_path / name).read_text("utf-8")


def test_a_stream_gets_nothing_that_does_not_read_back(full_book: Book, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()

    def told(progress: ExportProgress) -> None:
        if progress.stage == READING_BACK and progress.done == 1:
            (aside,) = room.glob(".export-*/*.part")
            assert aside.stat().st_mode & 0o777 == 0o600
            aside.write_bytes(aside.read_bytes().replace(b"VERSION", b"VERSIOM", 1))

    stream = io.BytesIO()
    with pytest.raises(FileNotWritten):
        export(full_book.read, stream, on_progress=told, temporary_folder=room)
    assert stream.getvalue() == b""
    assert list(room.iterdir()) == []
    assert export(full_book.read, stream, temporary_folder=tmp_path / "no such folder").people == 30
    assert stream.getvalue().count(b"BEGIN:VCARD") == 30


def test_a_calendar_is_read_back(book: Book, tmp_path: Path) -> None:
    fill(book)
    assert export_due(book.read, tmp_path / "due.ics", None, TODAY, NOW).people > 0
    assert (tmp_path / "due.ics").read_bytes().count(b"BEGIN:VEVENT") > 3


def odd_people(book: Book, number: int, other: str) -> None:
    with book.work() as work:
        ids = [adding.add(work, f"Person {one}").id for one in range(number)]
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) VALUES (?, ?, 0)", (ids[number // 2], other)
        )


@pytest.mark.parametrize("format_name", ["vcard3", "vcard4", "vcard2.1"])
def test_a_card_that_others_cannot_read_is_named_and_the_file_is_there(
    book: Book, tmp_path: Path, format_name: str
) -> None:
    odd_people(book, 5, "a.b.X-TEA:Assam")
    done = export(book.read, tmp_path / "out.vcf", format_name=format_name)
    (remark,) = done.remarks
    assert remark.startswith("Person 2: other programs may not be able to read this card")
    assert (tmp_path / "out.vcf").read_bytes().count(b"BEGIN:VCARD") == 5
    assert export(book.read, tmp_path / "out.vcf", [1, 2], format_name).remarks == ()


def test_a_card_that_lost_something_to_others_is_named_with_what_it_lost() -> None:
    contact = Contact(
        full_name="Ana, Ruiz",
        emails=[Point("ana@x.example"), Point("a,b@x.example")],
        phones=[Point("+44 20 1"), Point("1,2")],
    )
    for version in VERSIONS:
        assert missing(contact, write(contact, version), version) == []
    cut = write(contact, "3.0").replace("\\,", ",")
    assert missing(contact, cut, "3.0") == [
        "the name",
        "the e-mail address a,b@x.example",
        "the phone number 1,2",
    ]
    assert missing(contact, write(contact, "2.1").replace("TEL:1,2\r\n", ""), "2.1") == [
        "the phone number 1,2"
    ]


def test_of_very_many_cards_a_thousand_are_shown_to_vobject_the_same_for_the_same_file(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vcard, "MAX_WITHOUT_SAMPLE", 50)
    monkeypatch.setattr(vcard, "SAMPLE_SIZE", 10)
    with book.work() as work:
        for one in range(60):
            adding.add(work, f"Person {one:02}")
        work.connection.execute(
            "INSERT INTO other_property(person_id, line, place) SELECT id, 'a.b.X:1', 0 FROM person"
        )
    seen: list[ExportProgress] = []
    first = export(book.read, tmp_path / "a.vcf", on_progress=seen.append)
    assert len(first.remarks) == 10
    assert first.note.startswith("10 of its 60 cards, drawn at random")
    assert [one.done for one in seen if one.stage == SECOND_READER] == list(range(1, 11))
    assert {one.of for one in seen if one.stage == SECOND_READER} == {10}
    assert [one.done for one in seen if one.stage == READING_BACK] == list(range(1, 61))
    again = export(book.read, tmp_path / "b.vcf")
    assert (again.remarks, again.note) == (first.remarks, first.note)
    with book.work() as work:
        fields.set_fields(work, 1, [("note", "=", "another file")])
    assert export(book.read, tmp_path / "c.vcf").remarks != first.remarks
    assert export(book.read, tmp_path / "d.vcf", list(range(1, 41))).note == ""


def test_an_archive_of_a_damaged_book_says_so_and_holds_what_is_there(
    full_book: Book, tmp_path: Path
) -> None:
    assert full_book.check() == []
    assert export(full_book.read, tmp_path / "all.json").remarks == ()
    with full_book.quiet_connection() as connection:
        connection.execute("PRAGMA writable_schema=0")
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'journal_person_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER journal_person_update")  # a flip on the disk is in no journal
        connection.execute("UPDATE person SET how_we_met = 'At the fairy' WHERE id = 3")
        connection.execute(sql)
    done = export(full_book.read, tmp_path / "all.json")
    assert done.remarks == (
        "The book is damaged: 1 row of person is not what was saved; the archive holds what is there. Run check.",
    )
    assert "At the fairy" in (tmp_path / "all.json").read_text("utf-8")
    assert export(full_book.read, tmp_path / "one.json", [3]).remarks == ()


def test_what_is_not_digested_yet_is_no_damage(full_book: Book, tmp_path: Path) -> None:
    full_book.check()
    with full_book.work() as work:
        work.connection.execute("UPDATE person SET nickname = 'x' || id")
        work.connection.execute("DELETE FROM person WHERE id = 4")
        for table in range(420):
            work.connection.execute("INSERT INTO said(words, on_day) VALUES (?, '2026-11-02')", (str(table),))
    assert export(full_book.read, tmp_path / "all.json").remarks == ()
