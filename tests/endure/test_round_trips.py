"""Thousands of odd people out and in again: not one changed value, not one forged line, the identical book."""

from collections.abc import Callable
from pathlib import Path
from random import Random, randrange

import pytest

from crm.book import Book
from crm.contacts.from_book import all_person_ids, contacts
from crm.exporting.export import export
from crm.formats.csv.writer import escape_formula, unescape_formula
from crm.formats.vcard.writer import VERSIONS, write
from tests.crm.files.books import brought, contents
from tests.crm.files.conftest import new_book  # noqa: F401 a fixture
from tests.crm.files.odd_contacts import foreign_card, its_own, odd_contact, text
from tests.crm.files.test_round_trips import no_forged_line, only, round_trip

CARDS = 5000
VALUES = 10_000


@pytest.fixture
def random() -> Random:
    seed = randrange(1 << 32)
    print(f"\nseed {seed}")
    return Random(seed)


@pytest.mark.endure
@pytest.mark.parametrize("version", VERSIONS)
def test_five_thousand_odd_people_as_cards(random: Random, version: str) -> None:
    done = 0
    for number in range(CARDS):
        round_trip(odd_contact(random) if number % 2 else only(foreign_card(random, number)), version)
        done += 1
    assert done == CARDS


@pytest.mark.endure
def test_ten_thousand_values_forge_no_line(random: Random) -> None:
    for number in range(VALUES):
        no_forged_line(odd_contact(random), VERSIONS[number % 3])


@pytest.mark.endure
def test_five_thousand_odd_people_as_an_archive(
    random: Random,
    book: Book,
    new_book: Callable[[], Book],  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    # Each an own person: what is to be counted here is the archive, not who is taken for whom.
    cards = [
        write(its_own(only(foreign_card(random, n)) if n % 2 else odd_contact(random), n), "3.0").encode()
        for n in range(CARDS)
    ]
    (tmp_path / "in.vcf").write_bytes(b"".join(cards))
    brought(book, tmp_path / "in.vcf")
    export(book.read, tmp_path / "all.json")
    other = new_book()
    found = brought(other, tmp_path / "all.json")
    assert found.files[0].remarks == []
    assert found.count("new") == found.cards == book.read.value("SELECT count(*) FROM person") == CARDS
    assert contents(other) == contents(book)
    ids = all_person_ids(book.read)
    assert contacts(other.read, ids, photos=True) == contacts(book.read, ids, photos=True)


@pytest.mark.endure
def test_ten_thousand_cells_are_safe_and_come_back(random: Random) -> None:
    for _ in range(VALUES):
        value = random.choice("=+-@\t\r＝＋－＠ '\u200b\n") * random.randint(0, 3) + text(random)
        assert unescape_formula(escape_formula(value)) == value
