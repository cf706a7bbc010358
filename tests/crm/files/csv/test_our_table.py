"""Our own table read back, safe or lossless: the same people in an empty book, nothing new in the book it came from."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book
from crm.contacts.contact import Contact, Remark
from crm.contacts.from_book import all_person_ids, contacts
from crm.exporting.export import export
from crm.formats.csv import own_table_mark
from crm.formats.csv.mapping_questions import first_table, table_to_ask_about
from crm.formats.csv.multiple_values import join_values, split_values
from crm.formats.readers import format_of
from crm.formats.vcard.writer import write
from crm.importing.applying import import_directly
from crm.importing.json_report import report
from crm.importing.preview import preview
from crm.people import full_records
from tests.crm.files.books import brought
from tests.crm.files.odd_contacts import its_own, odd_contact
from tests.tables import people, remarks

SEED = 20261123


def table_of(book: Book, folder: Path, lossless: bool = False) -> Path:
    path = folder / f"ours-{lossless}.csv"
    export(book.read, path, None, "csv", lossless)
    return path


def all_contacts(book: Book) -> dict[str, Contact]:
    """By UID; photos do not go into a table, and other lines stand in the order of its columns."""
    found = contacts(book.read, all_person_ids(book.read)).values()
    return {one.uid: replace(one, photo=None, other=sorted(one.other)) for one in found}


@pytest.mark.parametrize("lossless", [False, True])
def test_everyone_comes_back_as_they_were(
    story_book: Book, new_book: Callable[[], Book], tmp_path: Path, lossless: bool
) -> None:
    path = table_of(story_book, tmp_path, lossless)
    assert format_of(path) == "goodturn-csv"
    other = new_book()
    (file,) = brought(other, path).files
    expected = all_contacts(story_book)
    assert (file.count("new"), file.cards) == (len(expected), len(expected))
    assert all_contacts(other) == expected
    assert {one.reason for one in file.remarks} == {
        "when you were last in touch and who introduced somebody are in the table, but come in with an archive only"
    }
    for one, was in zip(_people(other), _people(story_book), strict=True):
        assert (one.standing, one.rhythm_days, one.pronouns, one.blurb, one.blurb_on) == (
            was.standing, was.rhythm_days, was.pronouns, was.blurb, was.blurb_on,
        )  # fmt: skip
        for kind in ("looking_for", "can_help_with", "cares_about"):
            assert one.topics_of(kind) == was.topics_of(kind)
    assert any(one.rhythm_days for one in _people(other))
    assert any(one.topics_of("looking_for") for one in _people(other))


@pytest.mark.parametrize("lossless", [False, True])
def test_in_its_own_book_nothing_is_new(story_book: Book, tmp_path: Path, lossless: bool) -> None:
    (file,) = preview(story_book.read, [table_of(story_book, tmp_path, lossless)]).files
    assert file.counts == {"same": len(all_person_ids(story_book.read))}


@pytest.mark.parametrize("lossless", [False, True])
def test_odd_people_come_back_letter_by_letter(
    book: Book, new_book: Callable[[], Book], tmp_path: Path, lossless: bool
) -> None:
    random = Random(SEED)
    cards = tmp_path / "odd.vcf"
    cards.write_text(
        "".join(write(its_own(odd_contact(random), number), "4.0") for number in range(80)),
        "utf-8",
        newline="",
    )
    brought(book, cards)
    assert len(expected := all_contacts(book)) == 80
    path = table_of(book, tmp_path, lossless)
    other = new_book()
    brought(other, path)
    assert all_contacts(other) == expected
    (again,) = brought(other, path).files
    assert set(again.counts) == {"same"}


def test_in_a_file_that_a_spreadsheet_saved_again(book: Book, tmp_path: Path) -> None:
    """With semicolons, an empty column more, columns moved and one gone."""
    header = f"Full Name;UID;E-mail 1 - Value;E-mail 1 - Label;Standing;Rhythm;{own_table_mark.SAFE_MARK};"
    path = tmp_path / "saved.csv"
    path.write_text(f"{header}\n'=Ana;u-1;ana@fig.example;* work;asleep;often;;\n;;;;;;;\n", "utf-8")
    (ana,) = people(path)
    assert (ana.full_name, ana.uid, ana.emails[0].label, ana.emails[0].preferred) == (
        "=Ana",
        "u-1",
        "work",
        True,
    )
    said = remarks(path)
    assert [(one.line, one.card) for one in said] == [(2, 1), (2, 1), (3, 2)]
    assert said[0].reason == "asleep is no standing; the person is kept"
    assert said[1].reason.startswith("“often” is not a rhythm.")
    assert isinstance(said[2], Remark)
    (file,) = brought(book, path).files
    assert file.counts == {"new": 1, "skipped": 1}


def test_a_column_of_somebody_else_stays_with_the_person(tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(f"Full Name,Shoe Size,{own_table_mark.LOSSLESS_MARK}\nAna,39,\n", "utf-8")
    (ana,) = people(path)
    assert ana.other == ["X-SHOE-SIZE:39"]


def test_nobody_is_asked_about_its_columns(story_book: Book, tmp_path: Path) -> None:
    path = table_of(story_book, tmp_path)
    assert table_to_ask_about([path], {}) is None
    assert first_table([path], {}) is None


def test_new_people_come_in_as_the_user_says(
    story_book: Book, new_book: Callable[[], Book], tmp_path: Path
) -> None:
    other = new_book()
    with other.work() as work:
        told = report(import_directly(work, other.read, [table_of(story_book, tmp_path)], "parked"))
    assert told["files"][0]["new"] > 40  # type: ignore[index]
    assert {(one.standing, one.rhythm_days) for one in _people(other)} == {("parked", None)}


def test_it_is_read_back_in_one_step_that_is_taken_back(
    story_book: Book, new_book: Callable[[], Book], tmp_path: Path
) -> None:
    other = new_book()
    brought(other, table_of(story_book, tmp_path))
    other.undo()
    assert not all_person_ids(other.read)
    assert not other.read.value("SELECT count(*) FROM topic")


def _people(book: Book) -> list[full_records.PersonDetails]:
    return sorted(full_records.people(book.read, all_person_ids(book.read)), key=lambda one: one.uid)


@given(st.lists(st.text(st.sampled_from(":\\ ax"), min_size=1), min_size=1))
def test_values_that_hold_the_sign_between_two_stay_what_they_are(values: list[str]) -> None:
    assert split_values(join_values(values)) == values
