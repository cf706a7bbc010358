"""What is named, dropped or pasted: folders stand for the files in them, and pasted text is told by what it holds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import FileNotRead
from crm.formats.readers import format_of
from crm.importing import dropped_files
from crm.importing.choice import Choice
from crm.importing.dropped_files import files_in
from crm.importing.pasted_text import name_of_pasted
from crm.importing.preview import preview
from crm.importing.preview_lists import compute_lists
from crm.importing.unread_report import FOLDER, keep, reports_in
from tests.crm.files.test_importing import vcf
from tests.tables import linkedin_rows
from tests.ui.importing.files import card
from ui.importing import file_sentences


def test_a_folder_stands_for_the_address_books_in_it_also_deeper(tmp_path: Path) -> None:
    for name in ("b.vcf", "A.VCF", "photo.jpg", "labels/friends/one.vcard", "calendar.ics", ".cache/old.vcf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    odd = tmp_path / "photo.jpg"
    found = files_in([tmp_path, odd])
    assert [path.name for path in found.paths] == ["A.VCF", "b.vcf", "calendar.ics", "one.vcard", "photo.jpg"]


def test_a_folder_with_nothing_to_read_or_far_too_much_says_so(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(FileNotRead, match="holds no address book or calendar"):
        files_in([tmp_path])
    monkeypatch.setattr(dropped_files, "MAX_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.vcf").touch()
    with pytest.raises(FileNotRead, match="too many files"):
        files_in([tmp_path])


def test_a_folder_is_known_by_what_is_in_its_files(tmp_path: Path) -> None:
    contents = {
        "ana.txt": card("Ana Ruiz"), "list": "Name;E-Mail\nBen;ben@okafor.example\n", "notes.txt": "Dear all,\nhello, Ben",
        "people.ldif": "version: 1\ndn: cn=Mei\ncn: Mei\n", "tom.json": '["vcard",[["fn",{},"text","Tom"]]]', "prog.py": "x = 1",
        "z.ics": "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "old/b.vcf": card("Bo"), "me/index.md": "# People", "me/.goodturn-export.json": "{}",
        "linked/Connections.csv": linkedin_rows([1]), "linked/Skills.csv": "Name\nBaking\n", "prog.jar": "PK\x03\x04",
    }  # fmt: skip
    for name, text in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = files_in([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found.paths] == [
        "ana.txt", "list", "people.ldif", "tom.json", "linked/Connections.csv", "old/b.vcf", "z.ics",
    ]  # fmt: skip
    assert found.remarks[tmp_path / "linked/Connections.csv"][0].startswith(
        "linked/Skills.csv holds no people"
    )


@pytest.mark.parametrize(
    ("start", "called"),
    [
        ("dn: cn=Ana\ncn: Ana\n", "LDIF"), ("# a comment\nversion: 1\n\ndn:: Y249QW5h\ncn: Ana\n", "LDIF"),
        ('["vcard", [["fn", {}, "text", "Ana"]]]', "jCard"), ('[["vcard",[["fn",{},"text","Ana"]]]]', "jCard"),
        ("<?xml version='1.0'?>\n<vcards xmlns='urn:ietf:params:xml:ns:vcard-4.0'>", "xCard"),
        ("// <!-- <mdb:mork:z v=\"1.4\"/> -->", "Mork"), ("<html><table><tr><td>Ana</td></tr></table>", "a web page"),
        ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    ],
)  # fmt: skip
def test_what_is_not_read_here_is_refused_by_name_with_what_to_export(
    tmp_path: Path, start: str, called: str
) -> None:
    (tmp_path / "people").write_bytes(start.encode("latin-1"))
    with pytest.raises(FileNotRead, match=f"people is .*{called}.* not read here.*and import that"):
        format_of(tmp_path / "people")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("begin:vcard\nFN:Ana\nend:vcard", "pasted cards"),
        ("From a mail:\nBEGIN:VCALENDAR\nEND:VCALENDAR", "pasted calendar"),
        ("Name\tE-mail\nAna\ta@ruiz.example\nBo\tb@hart.example", "pasted table"),
        ('First name,Last name\n"Ruiz, Dr.",Ana\nBo,Hart', "pasted table"),
        ("Name;Telefon\nAna;1", "pasted table"),
        ("Dear Ana,\nthe first draft is ready.\nBest, Bo", ""),
        ("name, company", ""),
        ("Milk,2\nBread,1", ""),
        ("", ""),
    ],
)
def test_pasted_text_is_known_by_what_it_holds(text: str, name: str) -> None:
    assert name_of_pasted(text) == name


AT = datetime(2026, 11, 21, 8, 12, 5, tzinfo=UTC)


def test_a_report_keeps_what_did_not_come_in_with_its_lines(book: Book, tmp_path: Path) -> None:
    found = preview(book.read, [vcf(tmp_path, "FN:Ana Ruiz", "FN:Bo Hart", "NOTE:who was this?")])
    left = {(0, 2): Choice(left_out=True)}
    path = keep(book.folder, AT, found, left, "Imported 1 person from contacts.vcf; 1 left out")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Imported 1 person from contacts.vcf; 1 left out\n")
    assert (
        "contacts.vcf: 3 read\n  2 new\n  1 not read\n  1 of them left out by choice:\n    line 5: Bo Hart\n"
        in text
    )
    assert "Line 9: card has no name, organisation, e-mail or phone" in text
    assert "    NOTE:who was this?" in text
    assert path.parent == book.folder / FOLDER
    assert path.stat().st_mode & 0o077 == 0


def test_reports_are_listed_newest_first_and_never_overwrite_each_other(book: Book, tmp_path: Path) -> None:
    assert reports_in(book.folder) == []
    found = preview(book.read, [vcf(tmp_path, "FN:Ana Ruiz", name="a: b?.vcf")])
    keep(book.folder, AT.replace(year=2025), found, {}, "older")
    keep(book.folder, AT, found, {}, "one")
    keep(book.folder, AT, found, {}, "two")
    (book.folder / FOLDER / "somebody else's.txt").touch()
    reports = reports_in(book.folder)
    assert [report.at.year for report in reports] == [2026, 2026, 2025]
    assert reports[-1].name == "a_ b_.vcf"
    assert {report.path.read_text(encoding="utf-8").split("\n")[0] for report in reports} == {
        "older",
        "one",
        "two",
    }


def test_guessed_letters_are_one_sentence_and_no_list_of_remarks(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "old.vcf"
    cards = [f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n" for name in ("René Müller", "Zoë Lund", "Bo Hart")]
    file.write_bytes("".join(cards).encode("cp1252"))
    lists = compute_lists(preview(book.read, [file]))
    assert lists.remarks == []
    said = "Some letters in 2 entries were guessed to be Western (Windows-1252). Look at the accents."
    assert file_sentences.describe_charset_guess(lists, None) == said
