"""A zip of a takeout: everything in it counted as one file, labels and pictures by name, and no trap sprung."""

import struct
import zipfile
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import FileNotRead
from crm.formats.read_options import Options
from crm.formats.readers import format_of
from crm.formats.zip import address_books
from crm.importing.applying import import_directly
from crm.importing.preview import preview
from tests.cards import PIXEL
from tests.tables import LINKEDIN, everything, google_rows, linkedin_rows, table


def card(name: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


def packed(folder: Path, members: dict[str, str | bytes], name: str = "takeout.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member, contents in members.items():
            target.writestr(member, contents)
    return path


ANA, BEN = card("Ana Ruiz"), card("Ben Okafor", "EMAIL:ben@okafor.example")
MEI = card("Mei Abe", "CATEGORIES:myContacts,Tea")


def test_one_person_in_several_label_files_is_one_with_the_labels_as_tags(book: Book, tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {
            "Takeout/Contacts/All Contacts/All Contacts.vcf": ANA + BEN + MEI,
            "Takeout/Contacts/Food/Food.vcf": ANA + MEI,
            "Takeout/Contacts/Cork/Cork.vcf": ANA,
            "Takeout/Contacts/My Contacts/My Contacts.vcf": BEN,
            "Takeout/archive_browser.html": "<p>",
        },
    )
    assert format_of(path) == "zip"
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert (file.format, file.cards, file.count("new"), file.count("same")) == ("zip", 7, 3, 4)
    assert file.remarks == []
    tags = book.read.rows(
        "SELECT p.full_name, t.name FROM person_tag x JOIN person p ON p.id = x.person_id JOIN tag t ON t.id = x.tag_id "
        "ORDER BY 1, 2"
    )
    assert [tuple(row) for row in tags] == [("Ana Ruiz", "Cork"), ("Ana Ruiz", "Food"), ("Mei Abe", "Tea")]
    assert preview(book.read, [path]).count("same") == 7


def test_pictures_beside_the_cards_go_to_those_of_that_name(book: Book, tmp_path: Path) -> None:
    two = card("Tom Lund", "EMAIL:tom@lund.example")
    folder = "Takeout/Contacts/All Contacts/"
    path = packed(
        tmp_path,
        {
            f"{folder}All Contacts.vcf": BEN + two,
            f"{folder}Ben Okafor.jpg": PIXEL,
            f"{folder}Tom Lund.jpg": PIXEL,
            f"{folder}Tom Lund(1).jpg": PIXEL,
        },
    )
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert book.read.values("SELECT full_name FROM person WHERE photo IS NOT NULL") == ["Ben Okafor"]
    assert [one.reason for one in file.remarks] == [
        "2 pictures belong to nobody by name and stayed in the zip"
    ]
    assert preview(book.read, [path]).count("same") == 2


def test_of_linkedins_tables_only_the_connections_are_people(book: Book, tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {
            "Connections.csv": linkedin_rows(range(5)),
            "messages.csv": "CONVERSATION ID,FROM,CONTENT\n1,a,b\n",
            "Skills.csv": "Name\nBaking\n",
        },
    )
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert (file.cards, file.count("new")) == (5, 5)
    assert [one.reason for one in file.remarks] == [
        "messages.csv, Skills.csv hold no people and were left out; of LinkedIn’s tables Connections.csv is the list of people"
    ]
    assert set(book.read.values("SELECT standing FROM person")) == {"parked"}


def test_two_address_books_in_one_zip_both_come_in(book: Book, tmp_path: Path) -> None:
    """Whatever lies beside LinkedIn's list is read for what it is, and what is left out is named."""
    team = "Name;Mail dienstl.\nMei Abe;mei@abe.example\n"
    path = packed(
        tmp_path,
        {
            "data/Connections.csv": linkedin_rows(range(3)), "data/google.csv": google_rows(range(100, 104)),
            "data/team": team, "data/Skills.csv": "Name\nBaking\n", "data/Jobs/Saved.csv": "Company Name,Job Title\nFig,Baker\n",
            "data/Positions.csv": "Company Name,Title,Started On,Finished On\nFig,Baker,,\n",
            "other/friends.csv": "Name\nTom Lund\n",
        },
    )  # fmt: skip
    with book.work() as work:
        (file,) = import_directly(work, book.read, [path]).files
    assert (file.cards, file.count("new")) == (9, 9)
    assert book.read.value("SELECT count(*) FROM person WHERE full_name IN ('Baking', 'Fig')") == 0
    assert [one.reason for one in file.remarks] == [
        "data/Skills.csv, data/Jobs/Saved.csv, data/Positions.csv hold no people and were left out; "
        "of LinkedIn’s tables data/Connections.csv is the list of people"
    ]


def test_members_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {
            "export.bak": ANA, "team.dat": BEN, "people.ldif": "dn: cn=Mei Abe\ncn: Mei Abe\n", "team.xlsx": b"PK\x03\x04x",
            "readme.html": "<html>", "photo.jpg": MEI,
        },
    )  # fmt: skip
    found = everything(path)
    assert [one.full_name for one in found if one.kind == "person"] == ["Ana Ruiz", "Ben Okafor"]
    assert [mark.reason for one in found for mark in one.remarks if "picture" not in mark.reason] == [
        "people.ldif is LDIF, which is not read here. Export vCard (.vcf) or CSV from that program, and import that.",
        "team.xlsx is a workbook and was left out: save its sheet as CSV, and import that",
    ]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("a.vcf", ANA)
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("a.vcf", BEN)
    assert [one.full_name for one in everything(path)] == ["Ana Ruiz", "Ben Okafor"]


def test_remarks_name_the_member_and_cards_are_numbered_through(tmp_path: Path) -> None:
    nobody = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:x\r\nEND:VCARD\r\n"
    path = packed(
        tmp_path,
        {
            "a/one.vcf": ANA + nobody,
            "b/two.csv": "Name,Email\n,\nBen,b@x.example\n",
            "notes.txt": "just words",
        },
    )
    found = everything(path)
    assert [one.number for one in found if one.number] == [1, 2, 3, 4]
    assert [(mark.line, mark.card, mark.reason) for one in found for mark in one.remarks] == [
        (5, 2, "a/one.vcf: card has no name, organisation, e-mail or phone"),
        (2, 3, "b/two.csv: row has no name, organisation, e-mail or phone"),
        (
            0,
            0,
            "notes.txt is no address book this program can read: it holds no vCard, and its lines are no table.",
        ),
    ]


@pytest.mark.parametrize(
    "name", ["../../evil.vcf", "/etc/evil.vcf", "C:\\evil.vcf", "CON.vcf", f"{'x' * 300}.vcf"]
)
def test_no_member_is_ever_written_by_its_own_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "inner").mkdir()
    path = packed(tmp_path / "inner", {name: ANA})
    assert [one.kind for one in everything(path)] == ["person"]
    assert [one.name for one in tmp_path.rglob("*")] == ["inner", "takeout.zip"]


def test_a_bomb_is_left_out_with_its_reason_and_its_neighbour_read(tmp_path: Path) -> None:
    path = packed(tmp_path, {"bomb.vcf": b"0" * (20 << 20), "good.vcf": ANA})
    found = everything(path)
    assert [one.kind for one in found] == ["outside", "person"]
    assert (
        found[0].remarks[0].reason == "bomb.vcf is packed more tightly than any address book and was left out"
    )


def test_a_member_larger_than_it_says_is_left_out(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.vcf": ANA * 50, "b.vcf": BEN})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    reasons = [mark.reason for one in everything(path) for mark in one.remarks]
    assert len(reasons) >= 1
    assert all(reason.startswith("a.vcf") for reason in reasons)
    assert everything(path)[-1].contact.full_name == "Ben Okafor"  # type: ignore[union-attr]


def test_what_is_locked_damaged_or_a_zip_in_a_zip_is_said(tmp_path: Path) -> None:
    inner = packed(tmp_path, {"x.vcf": ANA}, "inner.zip").read_bytes()
    path = packed(tmp_path, {"locked.vcf": ANA, "zip.vcf": inner, "good.vcf": BEN})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    reasons = [mark.reason for one in everything(path) for mark in one.remarks]
    assert reasons == [
        "locked.vcf is locked with a password and was left out",
        "zip.vcf is a zip inside the zip and was left out.",
    ]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"a.pdf": b"x"}, "holds no contacts and no calendar"), ({"xl/workbook.xml": "<x/>"}, "save its sheet as CSV"),
        ({"more.zip": b"PK"}, "unpack it"),
    ],
)  # fmt: skip
def test_a_zip_without_people_says_so(tmp_path: Path, members: dict[str, str | bytes], sentence: str) -> None:
    with pytest.raises(FileNotRead, match=sentence):
        everything(packed(tmp_path, members))


def test_a_cut_zip_and_one_with_too_many_members_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path, {"a.vcf": ANA, "b.csv": table(LINKEDIN)})
    monkeypatch.setattr(address_books, "MAX_MEMBERS", 1)
    with pytest.raises(FileNotRead, match="more than any address book"):
        everything(path)
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(FileNotRead, match="damaged zip"):
        everything(path)


def changed(path: Path, at: bytes, offset: int, to: bytes) -> Path:
    data = bytearray(path.read_bytes())
    place = data.index(at) + offset
    data[place : place + len(to)] = to
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("at", "offset", "to", "sentence"),
    [
        (b"PK\x01\x02", 6, b"\xff", "takeout.zip is a damaged zip"),  # a version nobody knows
        (b"PK\x01\x02", 46, b"\xff\xfe", "takeout.zip is a damaged zip"),  # a name that is no text
        (b"PK\x03\x04", 30, b"\xff\xfe", "é.vcf is damaged and was left out"),
        (b"PK\x01\x02", 10, b"\x0e", "é.vcf is packed in a way that few programs know"),  # LZMA: any memory it likes
    ],
)  # fmt: skip
def test_a_forged_head_costs_what_it_is_the_head_of(
    book: Book, tmp_path: Path, at: bytes, offset: int, to: bytes, sentence: str
) -> None:
    path = changed(packed(tmp_path, {"é.vcf": ANA}), at, offset, to)
    (file,) = preview(book.read, [path]).files
    assert (file.cards, file.unreadable) == (0, True)
    assert file.remarks[0].reason.startswith(sentence)


def test_members_stand_only_where_nobody_else_looks(book: Book, tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.vcf": ANA, "b.vcf": BEN})
    before = sorted(book.folder.iterdir())
    seen: list[list[str]] = []

    def look(*_: object) -> None:
        seen.append([one.name[:5] for one in book.folder.iterdir() if one not in before])

    preview(book.read, [path], options=Options(folder=book.folder), on_card=look)
    assert seen == [[".zip-"], [".zip-"]]
    assert sorted(book.folder.iterdir()) == before
