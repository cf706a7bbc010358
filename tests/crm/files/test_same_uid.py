"""An equal UID is trusted as far as it can be: cards get copied, and two address books both count from 1."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.exporting.export import export
from crm.importing.applying import apply
from crm.importing.preview import preview
from crm.matching.same_uid import is_random
from crm.people import adding
from crm.people.full_records import person
from tests.crm.files.test_importing import bring_in, cards, counts, names, vcf

LONG = "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
DANA = "FN:Dana Zorn\nEMAIL:dana@zorn.example\nTEL:+49 30 111 222"


@pytest.mark.parametrize(
    "uid", [LONG, "pas-id-4F3B7E3400000000", "uid-HDJ4kd8s9x", "E4C5A7B0F3D24A11:ABPerson", "https://crm.example/12"]
)  # fmt: skip
def test_a_long_random_uid_is_known_as_one(uid: str) -> None:
    assert is_random(uid.lower().removeprefix("urn:uuid:"))


@pytest.mark.parametrize(
    "uid",
    ["12", "u-1", "1000000000000000123", "contact-12345678", "20240101t101010z-17@host", "ana-ruiz@fig.example",
     "00000000-0000-0000-0000-000000000001", "person0001"],
)  # fmt: skip
def test_a_counted_or_spoken_one_is_not(uid: str) -> None:
    assert not is_random(uid)


SAME = {
    "a short one and the same name": ("12", "FN:Zorn\\, Dana\nTEL:+1 212 555 0100", "updated"),
    "a short one and the same number": ("12", "FN:Mum\nTEL:+49 30 111222\nNOTE:x", "updated"),
    "a short one, a birthday put right": ("12", "FN:Dana Zorn\nBDAY:1980-02-01\nNICKNAME:D", "updated"),
    "a long one, married": (LONG, "FN:Dana Keller\nEMAIL:dana@keller.example", "updated"),
    "a long one, no name but an address": (LONG, "EMAIL:otto@wenzel.example", "updated"),
    "a long one, another alphabet": (LONG, "FN:佐藤美咲\nEMAIL:misaki@sato.example", "updated"),
    "a long one, all new but the number": (LONG, "FN:Otto Wenzel\nTEL:+4930111222\nNOTE:x", "updated"),
    "a short one, married, no more said": ("12", "FN:Dana Keller\nNICKNAME:D", "updated"),
}
TWO = {
    "a short one": ("12", "FN:Otto Wenzel\nEMAIL:otto@wenzel.example"),
    "a short one and nothing but a name": ("12", "FN:Otto Wenzel"),
    "a short one and the same given name": ("12", "FN:Dana Keller\nEMAIL:dana@keller.example"),
    "a short one, father and son": ("12", "FN:Dana Zorn Jr.\nEMAIL:jr@zorn.example"),
    "a long one": (LONG, "FN:Otto Wenzel\nEMAIL:otto@wenzel.example\nTEL:+1 212 555 0100"),
    "a long one and nothing but a name": (LONG, "FN:Otto Wenzel"),
    "a long one, and a firm in common": (LONG, "FN:Otto Wenzel\nORG:Zorn GmbH"),
    "a short one, no name but an address": ("12", "EMAIL:otto@wenzel.example"),
}


@pytest.mark.parametrize(("uid", "card", "status"), SAME.values(), ids=SAME.keys())
def test_who_is_one_person_by_an_equal_uid(
    book: Book, tmp_path: Path, uid: str, card: str, status: str
) -> None:
    bring_in(book, vcf(tmp_path, f"UID:{uid}\n{DANA}\nORG:Zorn GmbH\nBDAY:1980-01-02"))
    found = preview(book.read, [vcf(tmp_path, f"UID:{uid}\n{card}", name="second.vcf")])
    assert counts(found) == {status: 1}
    assert [one.reason for one in found.files[0].remarks] == []


@pytest.mark.parametrize(("uid", "card"), TWO.values(), ids=TWO.keys())
@pytest.mark.parametrize("in_one_file", [False, True])
def test_who_is_two_people_all_the_same_and_found_again(
    book: Book, tmp_path: Path, uid: str, card: str, in_one_file: bool
) -> None:
    first, second = f"UID:{uid}\n{DANA}\nORG:Zorn GmbH", f"UID:{uid}\n{card}"
    files = [vcf(tmp_path, first, second)] if in_one_file else [
        vcf(tmp_path, first, name="a.vcf"), vcf(tmp_path, second, name="b.vcf")
    ]  # fmt: skip
    for file in files:
        found = preview(book.read, [file])
        with book.work() as work:
            apply(work, found)
    assert len(names(book)) == 2
    (remark,) = found.files[0].remarks
    assert remark.reason.startswith("the UID ")
    assert "also that of Dana Zorn" in remark.reason
    assert person(book.read, 1).points_of("email")[0].value == "dana@zorn.example"
    assert len(person(book.read, 1).points) == 2, "nothing of the other one went to her"

    for file in files:  # the same files once more, and then with something new on both cards
        assert preview(book.read, [file]).count("same") == (2 if in_one_file else 1)
    more = vcf(tmp_path, f"{first}\nNICKNAME:D", f"{second}\nNICKNAME:O", name="more.vcf")
    found = preview(book.read, [more])
    assert [(one.status, one.person) for one in cards(found)] == [("updated", 1), ("updated", 2)]
    assert found.files[0].remarks == []


def test_everyone_of_a_file_with_one_uid_for_all_is_somebody(book: Book, tmp_path: Path) -> None:
    people = [f"UID:{LONG}\nFN:{given} {family}" for given in ("Ana", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus")
              for family in ("Ruiz", "Okafor", "Marsh", "Lind", "Dahl", "Ong", "Hart")]  # fmt: skip
    path = vcf(tmp_path, *people)
    bring_in(book, path)
    assert len(names(book)) == 49
    assert preview(book.read, [path]).count("same") == 49
    again = vcf(tmp_path, *(f"{one}\nNOTE:x" for one in people), name="again.vcf")
    assert counts(preview(book.read, [again])) == {"updated": 49}


def test_a_group_means_whoever_has_the_uid_in_its_own_file(book: Book, tmp_path: Path) -> None:
    bring_in(book, vcf(tmp_path, f"UID:12\n{DANA}"))
    group = "FN:Chess\nKIND:group\nMEMBER:urn:uuid:12"
    path = vcf(tmp_path, "UID:12\nFN:Otto Wenzel\nEMAIL:otto@wenzel.example", group, name="b.vcf")
    bring_in(book, path)
    assert [person(book.read, one).tags for one in (1, 2)] == [(), ("Chess",)]


def test_an_archive_knows_its_people_by_uid_but_takes_no_copied_card_for_one_of_them(
    book: Book, new_book: Callable[[], Book], tmp_path: Path
) -> None:
    bring_in(book, vcf(tmp_path, f"UID:12\n{DANA}", f"UID:{LONG}\nFN:Ben Okafor"))
    archive = tmp_path / "all.json"
    export(book.read, archive)
    other = new_book()
    bring_in(other, vcf(tmp_path, "UID:77\nFN:Otto Wenzel\nEMAIL:otto@wenzel.example", name="b.vcf"))
    with other.work() as work:  # Otto's card has Dana's UID, and Ben is called otherwise by now
        work.connection.execute("UPDATE card SET raw = replace(raw, 'UID:77', 'UID:12')")
        adding.add(work, "Max Lind").uid = LONG
    found = preview(other.read, [archive])
    assert [(one.status, one.name, one.person) for one in cards(found)] == [
        ("new", "Dana Zorn", None), ("same", "Ben Okafor", 2)
    ]  # fmt: skip
    with other.work() as work:
        apply(work, found)
    assert names(other) == ["Otto Wenzel", "Max Lind", "Dana Zorn"]
