"""Address books, tables and calendars in one call and in one zip: each read as what it is, each knowing the others' people."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.formats.read_options import Options
from crm.importing import card_matching
from crm.importing.applying import apply, import_directly
from crm.importing.json_report import report
from crm.importing.preview import preview
from crm.people import adding, fields, merging, owner
from tests.conftest import TODAY
from tests.crm.files.calendar import scenes
from tests.tables import LINKEDIN, table

OPTIONS = Options(today=TODAY)
ANA = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana.ruiz@gmail.com\nUID:ana-1\nEND:VCARD\n"
CLEO = "BEGIN:VCARD\nVERSION:3.0\nFN:Cleo Marsh\nEMAIL:cleo@marsh.example\nEND:VCARD\n"


def event(uid: str, *guests: str) -> str:
    lines = "".join(f"ATTENDEE;CN={guest.partition('@')[0]}:mailto:{guest}\n" for guest in guests)
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTART:20261103T090000Z\nSUMMARY:Talk {uid}\n{lines}END:VEVENT\n"


def calendar(folder: Path, *events: str, name: str = "calendar.ics") -> Path:
    return scenes.written(folder, "".join(events), name)


def at_meetings(book: Book) -> list[str]:
    return [people for *_, people in scenes.meetings(book)]


def test_a_zip_of_everything_is_counted_as_one_file(book: Book, tmp_path: Path) -> None:
    with book.work() as work:
        adding.add(work, "Bo Lindqvist")
        owner.set_fields(work, [("email", "+=", "jo@lindqvist.example")])
    export(book.read, tmp_path / "ours.csv", None, "csv")
    export(book.read, tmp_path / "book.json")
    guests = ("anaruiz+work@googlemail.com", "jo@lindqvist.example", "cleo@marsh.example")
    calendar(tmp_path, event("one", *guests), event("two", "info@marsh.example"))
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.write(tmp_path / "calendar.ics", "Calendar/a.ics")
        target.write(tmp_path / "ours.csv", "Contacts/ours.csv")
        target.write(tmp_path / "book.json", "book.json")
        target.writestr("inner.zip", b"PK\x03\x04")
        target.writestr("Contacts/some.vcf", ANA + CLEO)
    (file,) = preview(book.read, [path], options=OPTIONS).files
    assert file.counts == {"same": 1, "new": 3, "skipped": 1}
    assert [card.number for card in file.found] == [1, 2, 3, 4, 5]
    reasons = " / ".join(one.reason for one in file.remarks)
    assert "book.json is an archive of a whole book and was left out" in reasons
    assert "inner.zip is an archive inside the zip and was left out" in reasons
    with book.work() as work:
        import_directly(work, book.read, [path], options=OPTIONS)
    assert at_meetings(book) == ["Ana Ruiz, Cleo Marsh"]


def test_a_guest_is_known_by_the_mailbox_also_of_somebody_merged(book: Book, tmp_path: Path) -> None:
    with book.work() as work:
        ana, other = adding.add(work, "Ana Ruiz").id, adding.add(work, "Ana R").id
        fields.set_fields(work, ana, [("email", "=", "ana@fig.example")])
        fields.set_fields(work, other, [("email", "=", "ana.ruiz@gmail.com")])
    with book.work() as work:
        merging.merge(work, ana, other)
    scenes.bring_in(
        book, calendar(tmp_path, event("one", "anaruiz@gmail.com"), event("two", "ana+x@fig.example"))
    )
    assert at_meetings(book) == ["Ana Ruiz", "Ana Ruiz"]


def test_offices_are_nobody_to_make(book: Book, tmp_path: Path) -> None:
    path = calendar(tmp_path, event("one", "vertrieb@fig.example", "no-reply@fig.example", "ana@fig.example"))
    scenes.bring_in(book, path, create_people=True)
    assert book.read.values("SELECT full_name FROM person") == ["ana"]


def test_one_guest_under_two_spellings_is_made_once(book: Book, tmp_path: Path) -> None:
    path = calendar(tmp_path, event("one", "ana.ruiz@gmail.com", "anaruiz+x@gmail.com"))
    scenes.bring_in(book, path, create_people=True)
    assert book.read.value("SELECT count(*) FROM person") == 1


@pytest.mark.parametrize("known", [20_000, 0])
def test_people_of_one_file_are_at_the_events_of_the_next(
    book: Book, tmp_path: Path, known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whom an event made is the same as a card that follows; with nobody held in memory either."""
    monkeypatch.setattr(card_matching, "MAX_IN_MEMORY", known)
    cards, later = tmp_path / "cards.vcf", tmp_path / "later.vcf"
    cards.write_text(ANA + CLEO)
    later.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:bo\nEMAIL:bo@lindqvist.example\nEND:VCARD\n")
    talk = calendar(tmp_path, event("one", "ana.ruiz@gmail.com", "bo@lindqvist.example"))
    with book.work() as work:
        found = import_directly(
            work, book.read, [cards, talk, later], options=Options(today=TODAY, create_people=True)
        )
    assert [file["new"] for file in report(found)["files"]] == [2, 1, 0]  # type: ignore[index, union-attr]
    assert at_meetings(book) == ["Ana Ruiz, bo"]
    assert book.read.value("SELECT count(*) FROM person") == 3


def test_a_calendar_before_the_address_book_knows_its_people_the_next_time(
    book: Book, tmp_path: Path
) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text(ANA)
    talk = calendar(tmp_path, event("one", "ana.ruiz@gmail.com"))
    again = calendar(tmp_path, event("two", "ana.ruiz@gmail.com"), name="again.ics")
    found = preview(book.read, [talk, cards, again], options=OPTIONS)
    assert [file.counts for file in found.files] == [{"skipped": 1}, {"new": 1}, {"new": 1}]
    with book.work() as work:
        apply(work, found)
    scenes.bring_in(book, talk)
    assert at_meetings(book) == ["Ana Ruiz", "Ana Ruiz"]


def test_linkedin_comes_in_parked_beside_cards_that_are_kept(book: Book, tmp_path: Path) -> None:
    connections, cards = tmp_path / "Connections.csv", tmp_path / "cards.vcf"
    connections.write_text(
        table(LINKEDIN, ["Bo", "Holm", "https://www.linkedin.com/in/bo", "", "", "", "05 Mar 2024"])
    )
    cards.write_text(ANA)
    with book.work() as work:
        import_directly(work, book.read, [connections, cards], options=OPTIONS)
    told = book.read.rows("SELECT full_name, standing FROM person ORDER BY id")
    assert [tuple(one) for one in told] == [("Bo Holm", "parked"), ("Ana Ruiz", "kept")]


@pytest.mark.parametrize("uid", ["ana-1", "another"])
def test_who_comes_with_an_archive_is_known_to_the_address_book_behind_it(
    book: Book, new_book: Callable[[], Book], tmp_path: Path, uid: str
) -> None:
    """By UID, name, e-mail and phone, as if they had come in before."""
    archive = tmp_path / "book.json"
    (tmp_path / "ana.vcf").write_text(ANA)
    with book.work() as work:
        import_directly(work, book.read, [tmp_path / "ana.vcf"])
    export(book.read, archive)
    cards = tmp_path / "later.vcf"
    cards.write_text(ANA.replace("ana-1", uid).replace("END:", "EMAIL:ana@work.example\nEND:"))
    for at_once in (True, False):
        other = new_book()
        with other.work() as work:
            if at_once:
                found = import_directly(work, other.read, [archive, cards])
            else:
                found = preview(other.read, [archive, cards])
                apply(work, found)
        assert [file.counts for file in found.files] == [{"new": 1}, {"updated": 1}]
        assert other.read.values("SELECT value FROM contact_point ORDER BY id") == [
            "ana.ruiz@gmail.com",
            "ana@work.example",
        ]
        assert other.check() == []
        other.undo()
        assert other.read.value("SELECT count(*) FROM person") == 0
