"""LinkedIn's Connections.csv: with and without its words on top, pages as keys, degrees and stars in names."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import FileNotRead
from crm.formats.csv.linkedin import profile_uid
from crm.formats.readers import format_of
from crm.importing.applying import apply, import_directly
from crm.importing.choice import Choice
from crm.importing.preview import preview
from tests.tables import LINKEDIN, PREAMBLE, cards, people, person, remarks, table, written

ANA = ["Ana", "Ruiz", "https://www.linkedin.com/in/ana-ruiz", "", "Fig Tree", "Founder", "05 Mar 2024"]
PAGE = ANA[2]


@pytest.mark.parametrize(
    "text",
    [
        PREAMBLE + table(LINKEDIN, ANA), table(LINKEDIN, ANA), "\ufeff" + PREAMBLE + table(LINKEDIN, ANA),
        table(["Vorname", "Nachname", "URL", "E-Mail-Adresse", "Unternehmen", "Position", "Verbunden am"], ANA),
        (PREAMBLE + table(LINKEDIN, ANA)).replace("\r\n", "\n"), table(LINKEDIN, ANA, delimiter=";"),
    ],
    ids=["as it comes", "no preamble", "byte order mark", "German", "LF", "semicolons"],
)  # fmt: skip
def test_a_connection_is_read_whole(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    assert format_of(path) == "linkedin"
    (card,) = cards(path)
    ana = card.contact
    assert ana is not None
    assert (ana.full_name, ana.given, ana.family) == ("Ana Ruiz", "Ana", "Ruiz")
    assert [(role.organization, role.title) for role in ana.roles] == [("Fig Tree", "Founder")]
    assert [(url.value, url.label) for url in ana.urls] == [(PAGE, "linkedin")]
    assert ana.how_we_met == "Connected on LinkedIn on 5 March 2024"
    assert (card.is_parked, ana.other, remarks(path)) == (True, [], [])
    assert card.first_line == text[: text.rindex("Ana")].count("\n") + 1


def test_older_files_have_no_page(tmp_path: Path) -> None:
    header = [name for name in LINKEDIN if name != "URL"]
    path = written(tmp_path, table(header, ["Ana", "Ruiz", "a@fig.example", "", "", "5. März 2019"]))
    ana = person(path)
    assert (ana.uid, ana.emails[0].value) == ("", "a@fig.example")
    assert ana.how_we_met == "Connected on LinkedIn on 5 March 2019"


def test_closed_accounts_are_skipped_with_a_remark(tmp_path: Path) -> None:
    path = written(tmp_path, PREAMBLE + table(LINKEDIN, ANA, ["", "", "", "", "", "", "03 Feb 2019"], ANA[:]))
    assert [card.kind for card in cards(path)] == ["person", "unreadable", "person"]
    (remark,) = remarks(path)
    assert (remark.line, remark.card) == (6, 2)
    assert remark.reason == "closed account: a date, and nobody it belongs to"
    assert remark.lines == ",,,,,,03 Feb 2019"


@pytest.mark.parametrize(
    ("given", "family", "name", "suffix"),
    [
        ("Ana", "Ruiz, PhD", "Ana Ruiz", "PhD"),
        ("Ana", "Ruiz, Ph.D., MBA", "Ana Ruiz", "Ph.D., MBA"),
        ("Tom", "Sandberg MBA", "Tom Sandberg", "MBA"),
        ("Ana", "Ruiz, PMI-ACP", "Ana Ruiz", "PMI-ACP"),
        ("🌟 Ana", "Ruiz 🚀", "Ana Ruiz", ""),
        ("Ana", "Ruiz, Jr.", "Ana Ruiz Jr.", "Jr."),
        ("Yo-Yo", "Ma", "Yo-Yo Ma", ""),
        ("Ana", "Ruiz, the baker", "Ana Ruiz, the baker", ""),
        ("佐藤", "洋子", "佐藤 洋子", ""),
    ],
)
def test_degrees_and_ornaments_do_not_stay_in_names(
    tmp_path: Path, given: str, family: str, name: str, suffix: str
) -> None:
    found = person(written(tmp_path, table(LINKEDIN, [given, family, *ANA[2:]])))
    assert (found.full_name, found.suffix) == (name, suffix)
    assert family in found.raw


def test_one_page_is_one_key_however_it_is_written() -> None:
    assert profile_uid("http://uk.linkedin.com/in/Ana-Ruiz/?trk=x") == profile_uid(PAGE) == PAGE
    assert profile_uid("https://www.linkedin.com/in/zo%C3%AB") == "https://www.linkedin.com/in/zoë"
    others = ("https://ana.example/in/ana", "", "linkedin.com/", "https://www.linkedin.com/company/fig-tree")
    assert [profile_uid(page) for page in others] == [""] * 4


def test_a_renamed_row_is_the_same_person_and_comes_in_parked(book: Book, tmp_path: Path) -> None:
    first = written(tmp_path, table(LINKEDIN, ANA), "first.csv")
    renamed = ["Ana", "Lind", PAGE, "ana@lind.example", "Blue Bottle", "Owner", "05 Mar 2024"]
    second = written(tmp_path, table(LINKEDIN, renamed), "second.csv")
    for path, status in ((first, "new"), (second, "updated"), (second, "same"), (first, "same")):
        found = preview(book.read, [path])
        assert found.count(status) == 1, path
        with book.work() as work:
            apply(work, found)
    rows = book.read.rows("SELECT full_name, standing, how_we_met FROM person")
    assert [tuple(row) for row in rows] == [("Ana Ruiz", "parked", "Connected on LinkedIn on 5 March 2024")]
    assert len(book.steps()) == 2


@pytest.mark.parametrize(("said", "standing"), [(None, "parked"), ("kept", "kept"), ("parked", "parked")])
def test_the_user_says_otherwise_of_the_standing(
    book: Book, tmp_path: Path, said: str | None, standing: str
) -> None:
    path = written(tmp_path, table(LINKEDIN, ANA))
    with book.work() as work:
        import_directly(work, book.read, [path], said)
    assert book.read.value("SELECT standing FROM person") == standing


def test_an_address_book_comes_in_kept_beside_a_list(book: Book, tmp_path: Path) -> None:
    listed = written(tmp_path, table(LINKEDIN, ANA), "a.csv")
    plain = written(tmp_path, table(["Name", "Email"], ["Ben Okafor", "ben@okafor.example"]), "b.csv")
    with book.work() as work:
        import_directly(work, book.read, [listed, plain])
    assert book.read.values("SELECT standing FROM person ORDER BY id") == ["parked", "kept"]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER", "messages"),
        ("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl", "invitations"),
    ],
)  # fmt: skip
def test_other_lists_of_linkedin_hold_no_people(tmp_path: Path, header: str, what: str) -> None:
    path = written(tmp_path, header + "\n" + ",".join("x" * (header.count(",") + 1)))
    with pytest.raises(FileNotRead, match=f"holds LinkedIn's {what}, not people"):
        format_of(path)


def test_two_people_of_one_name_are_not_made_one(book: Book, tmp_path: Path) -> None:
    other = ["Ana", "Ruiz", "https://www.linkedin.com/in/ana-ruiz-2", "", "Elsewhere", "", "05 Mar 2024"]
    path = written(tmp_path, table(LINKEDIN, ANA, other))
    with book.work() as work:
        import_directly(work, book.read, [path])
    assert book.read.value("SELECT count(*) FROM person") == 2
    assert len(people(path)) == 2


def test_the_page_is_who_one_is_whichever_file_names_it(book: Book, tmp_path: Path) -> None:
    google = table(
        ["First Name", "Last Name", "Website 1 - Value"], ["Ana", "Ruiz", "linkedin.com/in/Ana-Ruiz/?trk=x"]
    )
    vcard = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nURL:{PAGE}/\nEND:VCARD\n"
    files = [
        written(tmp_path, table(LINKEDIN, ANA), "Connections.csv"),
        written(tmp_path, google, "google.csv"),
        written(tmp_path, vcard, "ana.vcf"),
    ]
    for order in (files, files[::-1]):
        found = preview(book.read, order)
        assert found.count("new") == 1
        assert found.count("possible") == 0


def test_a_name_changed_on_the_page_is_shown_once_and_never_just_taken(book: Book, tmp_path: Path) -> None:
    married = written(tmp_path, table(LINKEDIN, ["Ana", "Holm", *ANA[2:]]), "later.csv")
    first = written(tmp_path, table(LINKEDIN, ANA), "first.csv")
    with book.work() as work:
        import_directly(work, book.read, [first])
    found = preview(book.read, [married])
    (card,) = found.files[0].found
    assert (card.status, [one.field for one in card.changes if one.differs]) == (
        "updated",
        ["name", "family"],
    )
    with book.work() as work:
        apply(work, found)
    assert book.read.value("SELECT full_name FROM person") == "Ana Ruiz"
    assert preview(book.read, [married]).count("same") == 1
    with book.work() as work:
        apply(work, found, choices={(0, 1): Choice(from_file=frozenset(("name", "family")))})
    assert [*book.read.one("SELECT full_name, family FROM person")] == ["Ana Holm", "Holm"]
