"""From a file to the book: what is new, who is known, who may be, and one step that takes it all back."""

from base64 import b64encode
from pathlib import Path

import pytest

from crm.book import Book
from crm.importing.applying import apply
from crm.importing.card_comparison import both_sides
from crm.importing.choice import Choice
from crm.importing.found_cards import Preview
from crm.importing.preview import preview
from crm.people import full_records
from crm.people.duplicates import duplicates
from crm.people.fields import set_fields
from tests.cards import PIXEL, mixed_cards
from tests.crm.files.import_scenes import bring_in, cards, names, vcf

STATUSES = ("new", "updated", "same", "possible", "group", "skipped")


def counts(found: Preview) -> dict[str, int]:
    return {status: found.count(status) for status in STATUSES if found.count(status)}


def test_mixed_cards_come_in_as_one_step_and_go_as_one(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(mixed_cards(60, seed=5))
    result = bring_in(book, path)
    assert (result.new, result.updated) == (60, 0)
    (step,) = book.steps()
    assert (step.label, step.origin) == ("Imported 60 people from contacts.vcf", "import")
    assert book.read.value("SELECT count(*) FROM card") == 60
    book.undo()
    for table in (
        "person",
        "contact_point",
        "role",
        "organisation",
        "tag",
        "note",
        "card",
        "import",
        "other_property",
    ):
        assert book.read.value(f"SELECT count(*) FROM {table}") == 0
    book.redo()
    assert len(names(book)) == 60


def test_the_same_file_again_changes_nothing_and_makes_no_step(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(mixed_cards(40, seed=6))
    bring_in(book, path)
    again = preview(book.read, [path])
    assert counts(again) == {"same": 40}
    with book.work() as work:
        apply(work, again)
    assert len(book.steps()) == 1


def test_a_card_is_brought_in_whole(book: Book, tmp_path: Path) -> None:
    photo = b64encode(PIXEL).decode()
    card = (
        "UID:u-1\nN:Ruiz;Ana;María;Dr.;\nFN:Dr. Ana María Ruiz\nNICKNAME:Nita\nORG:Fig Tree\nTITLE:Baker\nBDAY:--02-29\n"
        "EMAIL;TYPE=WORK,PREF:Ana@Fig.example\nTEL;TYPE=CELL:+44 20 7946 0958\nADR;TYPE=HOME:;;1 Quay;Cork;;T12;Ireland\n"
        f"CATEGORIES:Food,myContacts,starred\nNOTE:Likes tea\nX-TEA:Assam\nPHOTO;ENCODING=b:{photo}"
    )
    bring_in(book, vcf(tmp_path, card))
    person = book.read.one("SELECT * FROM person")
    assert person is not None
    assert (person["uid"], person["name_key"], person["additional"]) == ("u-1", "dr. ana maria ruiz", "María")
    assert (person["birthday"], person["birthday_md"], person["standing"]) == ("--02-29", 229, "kept")
    points = book.read.rows("SELECT kind, value, folded, label, preferred FROM contact_point ORDER BY id")
    assert [tuple(point) for point in points[:2]] == [
        ("email", "Ana@Fig.example", "ana@fig.example", "work", 1),
        ("phone", "+44 20 7946 0958", "442079460958", "cell", 0),
    ]
    assert book.read.value("SELECT parts FROM contact_point WHERE kind = 'address'").startswith(
        '["", "", "1 Quay"'
    )
    assert book.read.values("SELECT name FROM tag") == ["Food"]
    assert book.read.value("SELECT words FROM note") == "Likes tea"
    assert book.read.value("SELECT line FROM other_property") == "X-TEA:Assam"
    assert book.read.value("SELECT title FROM role") == "Baker"
    assert book.read.value("SELECT bytes FROM blob WHERE sha256 = :photo", photo=person["photo"]) == PIXEL
    assert photo[:20] not in book.read.value("SELECT raw FROM card")


def test_a_file_that_tells_of_a_death_and_of_dates_adds_them_once_and_ends_the_rhythm(
    book: Book, tmp_path: Path
) -> None:
    bring_in(book, vcf(tmp_path, "FN:Tom Sandberg\nEMAIL:t@x.example\nX-ABDATE:2019-12-03"))
    with book.work() as work:
        set_fields(work, 1, [("rhythm", "=", "close")])
    told = "FN:Tom Sandberg\nEMAIL:t@x.example\nitem1.X-ABDATE:2019-12-03\nDEATHDATE:20240503\n"
    told += "item2.X-ABDATE;type=pref:--0201\nitem2.X-ABLabel:Moved"
    assert counts(preview(book.read, [vcf(tmp_path, told)])) == {"updated": 1}
    bring_in(book, vcf(tmp_path, told))
    tom = full_records.person(book.read, 1)
    assert (tom.died, tom.rhythm_days) == ("2024-05-03", None)
    assert [(one.label, one.on) for one in tom.dates] == [("date", "2019-12-03"), ("Moved", "--02-01")]
    other = told.replace("20240503", "2024").replace("--0201", "--02-01")
    assert counts(preview(book.read, [vcf(tmp_path, told)])) == {"same": 1}
    assert counts(preview(book.read, [vcf(tmp_path, other)])) == {"same": 1}
    book.undo()
    assert (full_records.person(book.read, 1).died, full_records.person(book.read, 1).rhythm_days) == ("", 60)


def test_a_whole_name_alone_is_taken_apart_for_the_book(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, "FN:Ana Ruiz\nTEL:1", "FN:Fig Tree\nORG:Fig Tree\nTEL:2"))
    rows = book.read.rows("SELECT given, family FROM person ORDER BY id")
    assert [tuple(row) for row in rows] == [("Ana", "Ruiz"), ("", "")]


@pytest.mark.parametrize(
    ("have", "found", "status"),
    [
        ("UID:u1\nFN:Ana Ruiz", "UID:urn:uuid:U1\nFN:A. Ruiz-Lind\nTEL:2", "updated"),
        ("FN:Ana Ruiz\nEMAIL:a@x.example", "FN:Ana Ruiz\nEMAIL:A@X.example\nTEL:2", "updated"),
        ("FN:Benjamin Okafor\nEMAIL:b@x.example", "FN:Ben Okafor\nEMAIL:b@x.example\nTEL:2", "updated"),
        ("FN:Benjamin Okafor\nEMAIL:b@x.example", "FN:B. Okafor\nEMAIL:b@x.example\nTEL:2", "updated"),
        ("FN:Ana Ruiz\nTEL:+44 20 7946 0958", "FN:Ruiz\\, Ana\nTEL:020 7946 0958\nEMAIL:c@x.example", "updated"),
        ("FN:Ana Ruiz\nTEL:+44 20 7946 0958", "FN:Ana Ruiz\nTEL:+49 20 7946 0958", "possible"),
        ("FN:Ana Ruiz\nEMAIL:a@x.example", "EMAIL:a@x.example\nTEL:2", "updated"),
        ("FN:Ana Ruiz\nEMAIL:a@x.example", "FN:Ana Ruiz\nEMAIL:a@x.example", "same"),
        ("FN:Ana Ruiz\nTEL:5551234", "FN:Ben Ruiz\nTEL:5551234", "possible"),
        ("FN:Paul Smith\nEMAIL:smiths@x.example", "FN:Paula Smith\nEMAIL:smiths@x.example", "possible"),
        ("FN:Anna Müller\nTEL:5551234", "FN:Anna Schmidt\nTEL:5551234", "possible"),
        ("FN:John Smith\nTEL:5551234", "FN:John Smith Jr.\nTEL:5551234", "possible"),
        ("FN:John Smith\nTEL:5551234\nBDAY:1980-01-01", "FN:John Smith\nTEL:5551234\nBDAY:1950-01-01", "possible"),
        ("FN:Ana Ruiz\nTEL:5551234", "FN:Fig Tree\nORG:Fig Tree\nTEL:5551234", "possible"),
        ("FN:Ana Ruiz\nEMAIL:a@x.example", "FN:Ana Ruiz\nEMAIL:other@x.example", "possible"),
        ("FN:Ana Ruiz\nBDAY:1980-01-01", "FN:Ana Ruiz\nBDAY:1990-01-01", "new"),
        ("FN:John Smith", "FN:John Smith III", "new"),
        ("FN:Ana Ruiz", "FN:Ben Okafor", "new"),
    ],
)  # fmt: skip
def test_who_is_who(book: Book, tmp_path: Path, have: str, found: str, status: str) -> None:
    bring_in(book, vcf(tmp_path, have))
    result = preview(book.read, [vcf(tmp_path, found)])
    assert counts(result) == {status: 1}
    together = preview(book.read, [vcf(tmp_path, have, found)])
    assert counts(together) == ({"same": 2} if status == "same" else {"same": 1, status: 1})


def test_cards_are_judged_against_those_before_them(book: Book, tmp_path: Path) -> None:
    """Google writes a file a label: the same person comes several times."""
    food = vcf(tmp_path, "FN:Ana Ruiz\nEMAIL:a@x.example\nCATEGORIES:Food", name="Food.vcf")
    all_contacts = vcf(
        tmp_path, "FN:Ana Ruiz\nEMAIL:a@x.example\nTEL:5551234\nCATEGORIES:Friends", name="All.vcf"
    )
    phone = vcf(tmp_path, "FN:Ana Ruiz\nTEL:5551234", name="Phone.vcf")
    found = preview(book.read, [food, all_contacts, phone, food])
    assert [counts(Preview([file])) for file in found.files] == [
        {"new": 1},
        {"updated": 1},
        {"same": 1},
        {"same": 1},
    ]
    with book.work() as work:
        result = apply(work, found)
    assert (result.new, result.updated) == (1, 1)
    assert names(book) == ["Ana Ruiz"]
    assert sorted(book.read.values("SELECT name FROM tag")) == ["Food", "Friends"]
    assert sorted(book.read.values("SELECT value FROM contact_point")) == ["5551234", "a@x.example"]


def test_an_update_adds_and_never_overwrites(book: Book, tmp_path: Path) -> None:
    bring_in(
        book, vcf(tmp_path, "UID:1\nFN:Benjamin Okafor\nN:Okafor;Benjamin;;;\nORG:Kite\nNOTE:Tall\nTEL:1")
    )
    path = vcf(
        tmp_path,
        "UID:1\nFN:Ben Okafor\nN:Okafor;Ben;;;\nORG:Kite\nTITLE:Pilot\nNOTE:Flies\nTEL:2\nBDAY:1980-05-06",
    )
    found = preview(book.read, [path])
    (card,) = cards(found)
    shown = {(change.field, change.have, change.found, change.adds) for change in card.changes}
    assert ("given", "Benjamin", "Ben", False) in shown
    assert {
        ("phone", "", "2", True),
        ("birthday", "", "1980-05-06", True),
        ("note", "", "Flies", True),
    } <= shown
    bring_in(book, path)
    assert names(book) == ["Benjamin Okafor"]
    assert book.read.value("SELECT birthday FROM person") == "1980-05-06"
    assert [tuple(row) for row in book.read.rows("SELECT title FROM role")] == [("Pilot",)]
    assert book.read.values("SELECT words FROM note ORDER BY id") == ["Tall", "Flies"]
    assert book.steps()[0].label == "Updated 1 person from contacts.vcf"
    assert counts(preview(book.read, [path])) == {"same": 1}


def test_a_choice_takes_the_value_of_the_file(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, "UID:1\nFN:Benjamin Okafor\nN:Okafor;Benjamin;;;"))
    path = vcf(tmp_path, "UID:1\nFN:Ben Okafor\nN:Okafor;Ben;;;\nTEL:2")
    bring_in(book, path, choices={(0, 1): Choice(from_file=frozenset({"name", "given"}))})
    row = book.read.one("SELECT full_name, name_key, given FROM person")
    assert row is not None
    assert tuple(row) == ("Ben Okafor", "ben okafor", "Ben")


def test_a_possible_duplicate_is_a_person_of_its_own_until_the_user_says(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, "FN:Ana Ruiz\nTEL:5551234"))
    path = vcf(tmp_path, "FN:Ana Ruiz\nEMAIL:a@x.example")
    found = preview(book.read, [path])
    (card,) = cards(found)
    assert card.evidence == ("same name",)
    assert ("email", "", "a@x.example", True) in {
        (change.field, change.have, change.found, change.adds)
        for change in both_sides(book.read, found, card)
    }
    bring_in(book, path)
    assert names(book) == ["Ana Ruiz", "Ana Ruiz"]
    (pair,) = duplicates(book.read)
    assert (pair.names, pair.evidence) == (("Ana Ruiz", "Ana Ruiz"), ("same name",))
    assert pair.score < 0.8
    assert counts(preview(book.read, [path])) == {"same": 1}


@pytest.mark.parametrize("is_in_the_book", [True, False])
def test_whoever_decides_sees_what_both_have(book: Book, tmp_path: Path, is_in_the_book: bool) -> None:
    """Of a card of the same file as of somebody in the book."""
    first = "FN:Max Muster\nEMAIL:max1@a.example\nTEL:5551234"
    second = "FN:Max Muster\nEMAIL:max2@b.example\nEMAIL:max3@b.example\nURL:b.example"
    if is_in_the_book:
        bring_in(book, vcf(tmp_path, first))
    found = preview(
        book.read, [vcf(tmp_path, *([second] if is_in_the_book else [first, second]), name="more.vcf")]
    )
    sides = both_sides(book.read, found, cards(found)[-1])
    assert [(one.field, one.have, one.found, one.adds) for one in sides] == [
        ("name", "Max Muster", "Max Muster", False),
        ("email", "max1@a.example", "max2@b.example", True),
        ("email", "", "max3@b.example", True),
        ("url", "", "b.example", True),
    ]


def test_one_person_says_the_user(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, "FN:Ana Ruiz\nTEL:5551234"))
    path = vcf(tmp_path, "FN:Ana Ruiz\nEMAIL:a@x.example")
    bring_in(book, path, choices={(0, 1): Choice(one_person=True)})
    assert names(book) == ["Ana Ruiz"]
    assert book.read.values("SELECT value FROM contact_point ORDER BY id") == ["5551234", "a@x.example"]
    assert counts(preview(book.read, [path])) == {"same": 1}


def test_two_people_says_the_user_for_good(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, "FN:Ana Ruiz\nTEL:5551234"))
    bring_in(book, vcf(tmp_path, "FN:Ben Ruiz\nTEL:5551234"), choices={(0, 1): Choice(one_person=False)})
    assert names(book) == ["Ana Ruiz", "Ben Ruiz"]
    assert duplicates(book.read) == []


def test_groups_become_tags(book: Book, tmp_path: Path) -> None:
    group = "X-ADDRESSBOOKSERVER-KIND:group\nFN:Climbers\nUID:g\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1"
    path = vcf(tmp_path, group, "UID:1\nFN:Ana Ruiz", "UID:2\nFN:Ben Okafor")
    found = preview(book.read, [path])
    assert counts(found) == {"new": 2, "group": 1}
    with book.work() as work:
        apply(work, found)
    rows = book.read.rows(
        "SELECT p.full_name, t.name FROM person_tag pt JOIN person p ON p.id = pt.person_id JOIN tag t ON t.id = pt.tag_id"
    )
    assert [tuple(row) for row in rows] == [("Ana Ruiz", "Climbers")]
    bring_in(book, path)
    assert len(book.steps()) == 1


def test_people_of_a_list_can_come_in_parked(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, "FN:Ana Ruiz"), standing="parked")
    assert book.read.values("SELECT standing FROM person") == ["parked"]
