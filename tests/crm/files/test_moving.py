"""Somebody works elsewhere by now: the newer role goes first, and an old file pushes nothing back."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crm.book import Book
from crm.contacts.contact import Contact, ContactRole
from crm.importing.applying import apply
from crm.importing.choice import Choice
from crm.importing.job_changes import CardSource, JobChanges
from crm.importing.preview import preview
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import difference
from crm.people import adding, fields
from crm.people.full_records import person
from tests.conftest import NOW
from tests.crm.files.test_importing import bring_in, cards, counts, vcf

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PAGE = "https://www.linkedin.com/in/tomsandberg"
UID = "UID:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
Told = list[tuple[str, str, str | None]]


def linkedin(folder: Path, name: str, role: str, newest: str = "05 Mar 2024", order: int = 1) -> Path:
    """Tom and one connection more; `newest` is when that one was made."""
    rows = [f"Tom,Sandberg,{PAGE},tom@sandberg.example,{role},01 Feb 2023\n",
            f"Zoe,Z{newest[3:6]}ahn,https://www.linkedin.com/in/{newest.replace(' ', '')},,,,{newest}\n"]  # fmt: skip
    path = folder / name
    path.write_text(HEAD + "".join(rows[::order]), encoding="utf-8")
    return path


def card(folder: Path, name: str, role: str, *more: str, days_ago: int = 0) -> Path:
    """Written as many days before the present of the book, or after it."""
    organisation, title = role.split(",")
    uid = [] if any(line.startswith("UID:") for line in more) else [UID]
    lines = [*uid, "FN:Tom Sandberg", f"ORG:{organisation}", f"TITLE:{title}", *more]
    path = vcf(folder, "\n".join(lines), name=name)
    written = (NOW - timedelta(days=days_ago)).timestamp()
    os.utime(path, (written, written))
    return path


def typed(book: Book, at: datetime | None = None) -> None:
    with book.work() as work:
        fields.set_fields(work, 1, [("organization", "=", "Typed")])
    if at is not None:
        with book.work() as work:
            work.connection.execute("UPDATE step SET at = ?", (at.strftime("%Y-%m-%dT%H:%M:%SZ"),))


def roles(book: Book, one: int = 1) -> Told:
    found = person(book.read, one).roles
    return [(role.title, role.organisation, role.until_on and role.until_on.isoformat()) for role in found]


def remarks(book: Book, path: Path) -> list[str]:
    found = preview(book.read, [path])
    with book.work() as work:
        apply(work, found)
    return [remark.reason for file in found.files for remark in file.remarks if "newer role" in remark.reason]


MOVED = [("CTO", "Acme", None), ("Baker", "Fig Tree", "2026-11-21")]
BESIDE = [("Baker", "Fig Tree", None), ("CTO", "Acme", None)]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("newest", ["05 Mar 2024", "17 Oct 2026"])
def test_linkedin_again_with_a_new_firm_puts_it_first_and_ends_the_old_one(
    book: Book, tmp_path: Path, newest: str, order: int
) -> None:
    first = linkedin(tmp_path, "a.csv", "Fig Tree,Baker")
    bring_in(book, first)
    second = linkedin(tmp_path, "b.csv", "Acme,CTO", newest, order)
    found = preview(book.read, [second])
    tom = next(one for one in cards(found) if one.name == "Tom Sandberg")
    (change,) = [one for one in tom.changes if one.field == "role"]
    assert (tom.status, change.have, change.found) == ("updated", "Baker, Fig Tree", "CTO, Acme")
    assert remarks(book, second) == []
    assert roles(book) == MOVED
    for path in (first, second, linkedin(tmp_path, "c.csv", "Fig Tree,Baker", "28 Feb 2024")):
        assert counts(preview(book.read, [path])).keys() <= {"same", "new"}, (
            "nothing pushes the new role back"
        )
    book.undo()
    assert roles(book) == [("Baker", "Fig Tree", None)]


def test_an_older_list_of_connections_pushes_nothing_back(book: Book, tmp_path: Path) -> None:
    bring_in(book, linkedin(tmp_path, "b.csv", "Fig Tree,Baker", "17 Oct 2026"))
    (reason,) = remarks(book, linkedin(tmp_path, "a.csv", "Acme,CTO", "05 Mar 2024"))
    assert "cannot be told" in reason
    assert roles(book) == BESIDE


DATED = {
    "a later REV": (["REV:20250101"], ["REV:20260601T101500Z"], 0, [MOVED[0], ("Baker", "Fig Tree", "2026-06-01")]),
    "a later REV in an old file": (["REV:2025-01-01"], ["REV:2026-06-01"], 99, [MOVED[0], ("Baker", "Fig Tree", "2026-06-01")]),
    "an earlier REV": (["REV:2026-06-01"], ["REV:2025-01-01"], 0, BESIDE),
    "written since": ([], [], -1, MOVED),
    "written before the last import": ([], [], 3, BESIDE),
    "another address book": (["X-A:1"], ["UID:other-1", "EMAIL:tom@sandberg.example"], -1, BESIDE),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "days_ago", "expected"), DATED.values(), ids=DATED.keys())
def test_a_card_that_comes_again_is_believed_as_far_as_it_is_dated(
    book: Book, tmp_path: Path, before: list[str], after: list[str], days_ago: int, expected: Told
) -> None:
    bring_in(
        book, card(tmp_path, "a.vcf", "Fig Tree,Baker", "EMAIL:tom@sandberg.example", *before, days_ago=9)
    )
    said = remarks(book, card(tmp_path, "b.vcf", "Acme,CTO", *after, days_ago=days_ago))
    assert roles(book) == expected
    assert bool(said) is (expected == BESIDE)


def test_a_new_title_at_the_same_firm_is_a_move_and_a_first_title_is_none(book: Book, tmp_path: Path) -> None:
    bring_in(book, card(tmp_path, "a.vcf", "Fig Tree,", days_ago=9))
    assert remarks(book, card(tmp_path, "b.vcf", "Fig Tree,Baker", days_ago=-1)) == []
    assert roles(book) == [("Baker", "Fig Tree", None)]
    assert remarks(book, card(tmp_path, "c.vcf", "Fig Tree GmbH,Owner", days_ago=-2)) == []
    assert roles(book) == [("Owner", "Fig Tree GmbH", None), ("Baker", "Fig Tree", "2026-11-21")]


def test_the_same_firm_in_other_words_is_no_other_firm(book: Book, tmp_path: Path) -> None:
    bring_in(book, card(tmp_path, "a.vcf", "Fig Tree,Baker", days_ago=9))
    assert counts(preview(book.read, [card(tmp_path, "b.vcf", "FIG TREE\\; Inc.,baker", days_ago=-1)])) == {
        "same": 1
    }


def test_what_the_user_typed_stays_first(book: Book, tmp_path: Path) -> None:
    bring_in(book, linkedin(tmp_path, "a.csv", "Fig Tree,Baker"))
    typed(book)
    assert len(remarks(book, linkedin(tmp_path, "b.csv", "Acme,CTO", "17 Oct 2026"))) == 1
    assert roles(book) == [("Baker", "Typed", None), ("CTO", "Acme", None)]


def test_what_the_user_typed_is_over_where_the_source_changed_its_mind_later(
    book: Book, tmp_path: Path
) -> None:
    with book.work() as work:
        fields.set_fields(work, adding.add(work, "Tom Sandberg").id, [("email", "=", "tom@sandberg.example")])
    typed(book, NOW - timedelta(days=40))
    bring_in(book, linkedin(tmp_path, "a.csv", "Typed,Baker"))
    assert roles(book) == [("Baker", "Typed", None)]
    assert remarks(book, linkedin(tmp_path, "b.csv", "Acme,CTO", "17 Oct 2026")) == []
    assert roles(book) == [("CTO", "Acme", None), ("Baker", "Typed", "2026-11-21")]


def test_an_address_book_does_not_end_what_linkedin_says_nor_the_other_way_round(
    book: Book, tmp_path: Path
) -> None:
    bring_in(book, card(tmp_path, "a.vcf", "Fig Tree,Baker", "EMAIL:tom@sandberg.example", "REV:20200101"))
    assert len(remarks(book, linkedin(tmp_path, "l.csv", "Acme,CTO"))) == 1
    assert roles(book) == BESIDE
    later = linkedin(tmp_path, "m.csv", "Beta,COO", "05 Mar 2025")
    assert remarks(book, later) == []
    assert roles(book) == [("Baker", "Fig Tree", None), ("COO", "Beta", None), ("CTO", "Acme", "2026-11-21")]


def test_a_file_that_says_itself_when_a_role_was_over_is_believed(book: Book, tmp_path: Path) -> None:
    have = Contact("Tom Sandberg", roles=[ContactRole("Fig Tree", "Baker")])
    over = ContactRole("Fig Tree", "Baker", None, "2026-03-31")
    found = Contact("Tom Sandberg", roles=[ContactRole("Acme", "CTO"), over])
    result = difference(ComparedPerson(have), found)
    assert JobChanges(book.read).resolve(1, have, found, CardSource("goodturn-csv"), result)
    assert [(one.before.organization, one.after.organization, one.ended_on) for one in result.moves] == [
        ("Fig Tree", "Acme", "2026-03-31")
    ]


@pytest.mark.parametrize(("since", "moves"), [("2025-01-01", 1), ("2020-01-01", 0)])
def test_of_two_roles_that_say_since_when_the_later_one_is_the_newer(
    book: Book, since: str, moves: int
) -> None:
    have = Contact("Tom Sandberg", roles=[ContactRole("Fig Tree", "Baker", "2023-01-01")])
    found = Contact("Tom Sandberg", roles=[ContactRole("Acme", "CTO", since)])
    result = difference(ComparedPerson(have), found)
    JobChanges(book.read).resolve(1, have, found, CardSource("goodturn-csv"), result)
    assert len(result.moves) == moves


def test_what_the_source_said_before_is_no_news(book: Book, tmp_path: Path) -> None:
    """Its role was ended by hand since, and another one typed: the same line again ends nothing."""
    bring_in(book, card(tmp_path, "a.vcf", "Fig Tree,Baker"))
    with book.work() as work:
        work.connection.execute("UPDATE role SET until_on = '2026-10-01'")
        organisation = work.connection.execute(
            "INSERT INTO organisation(uid, name) VALUES ('o', 'Acme')"
        ).lastrowid
        work.connection.execute(
            "INSERT INTO role(person_id, organisation_id, title) VALUES (1, ?, 'CTO')", (organisation,)
        )
        work.connection.execute("UPDATE import SET at = '2026-11-20T00:00:00Z'")
    with book.work() as work:
        work.connection.execute("UPDATE step SET at = '2026-11-19T00:00:00Z'")
    told = {("CTO", "Acme", None), ("Baker", "Fig Tree", "2026-10-01")}
    assert set(roles(book)) == told
    bring_in(book, card(tmp_path, "b.vcf", "Fig Tree,Baker", "NICKNAME:Tommy", days_ago=-1))
    assert set(roles(book)) == told


def test_a_role_that_is_not_wanted_ends_none(book: Book, tmp_path: Path) -> None:
    bring_in(book, linkedin(tmp_path, "a.csv", "Fig Tree,Baker"))
    found = preview(book.read, [linkedin(tmp_path, "b.csv", "Acme,CTO")])
    tom = next(one for one in cards(found) if one.name == "Tom Sandberg")
    with book.work() as work:
        unwanted = frozenset({("role", "CTO, Acme")})
        apply(work, found, choices={(0, tom.number): Choice(unwanted=unwanted)})
    assert roles(book) == [("Baker", "Fig Tree", None)]


def test_who_comes_back_works_there_again(book: Book, tmp_path: Path) -> None:
    for month, role in ((1, "Fig Tree,Baker"), (2, "Acme,CTO"), (3, "Fig Tree,Baker")):
        assert remarks(book, card(tmp_path, f"{month}.vcf", role, f"REV:20260{month}01")) == []
    assert roles(book) == [
        ("Baker", "Fig Tree", None), ("Baker", "Fig Tree", "2026-02-01"), ("CTO", "Acme", "2026-03-01"),
    ]  # fmt: skip
