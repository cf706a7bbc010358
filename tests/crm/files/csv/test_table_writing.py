"""A table of people keeps every value, and no cell of it is a formula unless the user asks for the bare values."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.contacts.from_book import all_person_ids, contacts
from crm.exporting.export import export
from crm.formats.csv.multiple_values import SEPARATOR
from crm.formats.csv.own_table_mark import is_own_safe_table
from crm.formats.csv.writer import escape_formula, unescape_formula
from crm.people import adding, full_records
from tests.crm.files.books import brought

TRIGGERS = "=+-@\t\r＝＋－＠"


def table(
    book: Book, lossless: bool = False, people: list[int] | None = None
) -> tuple[list[str], list[dict[str, str]]]:
    stream = io.BytesIO()
    export(book.read, stream, people, "csv", lossless)
    data = stream.getvalue()
    assert data.startswith(b"\xef\xbb\xbf")
    header, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert {len(line) for line in lines} <= {len(header)}
    if is_own_safe_table(header):
        assert not lossless
        lines = [[unescape_formula(cell) for cell in line] for line in lines]
    return header, [dict(zip(header, line, strict=True)) for line in lines]


@pytest.mark.parametrize("lossless", [False, True])
def test_every_value_of_everyone_is_in_the_table(story_book: Book, lossless: bool) -> None:
    header, lines = table(story_book, lossless)
    assert len(header) == len(set(header))
    ids = all_person_ids(story_book.read)
    cards, people = contacts(story_book.read, ids), full_records.people(story_book.read, ids)
    assert len(lines) == len(ids) > 70
    for person, line in zip(people, lines, strict=True):
        card = cards[person.id]
        assert (line["First Name"], line["Last Name"], line["Full Name"]) == (
            card.given,
            card.family,
            card.full_name,
        )
        assert (line["UID"], line["Notes"], line["Birthday"]) == (card.uid, card.note, card.birthday or "")
        assert line["Labels"] == SEPARATOR.join(card.categories)
        for title, points in (
            ("E-mail", card.emails),
            ("Phone", card.phones),
            ("Website", card.urls),
            ("Messenger", card.messengers),
        ):
            for number, point in enumerate(points, 1):
                assert line[f"{title} {number} - Value"] == point.value
                assert line[f"{title} {number} - Label"] == (
                    f"* {point.label}".strip() if point.preferred else point.label
                )
        for number, one in enumerate(card.addresses, 1):
            parts = ("PO Box", "Extended Address", "Street", "City", "Region", "Postal Code", "Country")
            assert [line[f"Address {number} - {part}"] for part in parts] == (one.parts or [""] * 7)
        for number, role in enumerate(card.roles, 1):
            assert (line[f"Role {number} - Organization"], line[f"Role {number} - Title"]) == (
                role.organization,
                role.title,
            )
        assert (line["Standing"], line["How We Met"]) == (person.standing, person.how_we_met)
        assert line["Looking For"] == SEPARATOR.join(person.topics_of("looking_for"))
        assert line["Other Properties"] == "\n".join(card.other)
    assert any(line["Rhythm"] == "close" for line in lines)
    assert any(line["Introduced By"] for line in lines)


@given(
    st.text(max_size=20),
    st.sampled_from(["", " ", "\u00a0", "\u200b", "\n", "\ufeff \t", "'"]),
    st.sampled_from(TRIGGERS),
)
@example("cmd|'/c calc'!A1", "", "=")
@settings(deadline=None, max_examples=300)
def test_no_cell_of_a_safe_table_begins_like_a_formula_and_all_come_back(
    rest: str, before: str, trigger: str
) -> None:
    for value in (before + trigger + rest, rest, before + rest):
        cell = escape_formula(value)
        assert unescape_formula(cell) == value
        is_number = (
            value.startswith(("+", "--"))
            and value.isascii()
            and not any(one.isalpha() for one in value.replace("ext.", ""))
        )
        assert cell.lstrip()[:1] not in TRIGGERS or not cell.strip() or is_number


@pytest.mark.parametrize("value", ["+44 20 7946 0018", "+1 (418) 656-9254 ext. 102", "--04-12", "2026-11-02"])
def test_phone_numbers_and_days_stay_as_they_are(value: str) -> None:
    assert escape_formula(value) == value


@pytest.mark.parametrize("value", ["+1+cmd|' /C calc'!A0", "-1", "--04-12+1", "+44=1"])
def test_what_only_looks_like_a_number_does_not(value: str) -> None:
    assert escape_formula(value) == f"'{value}"


def test_a_hostile_name_is_disarmed_unless_bare_values_are_asked_for(book: Book, tmp_path: Path) -> None:
    with book.work() as work:
        adding.add(work, "=HYPERLINK(1)")
    (tmp_path / "x.vcf").write_bytes(
        b'BEGIN:VCARD\nFN:Ana\nTEL:+44 20 7946 0018\nNOTE:@here\\nand "there"\nEND:VCARD\n'
    )
    brought(book, tmp_path / "x.vcf")
    for lossless, name in ((False, "'=HYPERLINK(1)"), (True, "=HYPERLINK(1)")):
        export(book.read, tmp_path / "out.csv", lossless=lossless)
        found = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"), newline="")))
        assert {line["Full Name"] for line in found} == {name, "Ana"}
        (ana,) = [line for line in found if line["Full Name"] == "Ana"]
        assert ana["Phone 1 - Value"] == "+44 20 7946 0018"
        assert ana["Notes"] == ("" if lossless else "'") + '@here\nand "there"'
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_only_those_asked_for_in_the_order_asked(story_book: Book) -> None:
    _, lines = table(story_book, people=[5, 2])
    names = [story_book.read.value("SELECT full_name FROM person WHERE id = :one", one=one) for one in (5, 2)]
    assert [line["Full Name"] for line in lines] == names
