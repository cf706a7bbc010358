"""The card behind a QR code: small, readable by others, and without anything that is the user's own."""

import importlib.util

import pytest
import vobject

from crm.book import Book
from crm.errors import NothingFound, NotUnderstood
from crm.exporting.contact_code import card_for_code, contact_code, write_card
from crm.model import ContactPoint, Note, Organisation, Role
from tests.crm import scenes

needs_segno = pytest.mark.skipif(
    importlib.util.find_spec("segno") is None, reason="segno draws the code, and is not installed here"
)


@pytest.fixture
def ana(book: Book) -> Book:
    with book.work() as work:
        person = scenes.person(work, "Ana Ruiz-Ñandú", blurb="My own line", birthday="1980-04-12")
        work.session.add_all(
            ContactPoint(person_id=1, kind=kind, value=value, folded=value, label=label, preferred=preferred)
            for kind, value, label, preferred in (
                ("phone", "0131 496 0000", "work", 0),
                ("phone", "+44 7700 900123", "mobile", 1),
                ("phone", "0131 496 0001", "fax", 0),
                ("email", "ana@ruizsauce.example", "work", 0),
                ("url", "https://ruizsauce.example", "", 0),
            )
        )
        work.session.add(Note(person_id=person.id, words="Kids started at Leith Primary."))
        work.session.add(Organisation(name="Ruiz; Hot, Sauce"))
        work.session.flush()
        work.session.add(Role(person_id=1, organisation_id=1, title="Founder"))
    return book


def test_another_reader_finds_name_work_and_addresses(ana: Book) -> None:
    card = vobject.readOne(write_card(card_for_code(ana.read, 1)))
    assert card.fn.value == "Ana Ruiz-Ñandú"
    assert [line.value for line in card.contents["tel"]] == ["+44 7700 900123", "0131 496 0000"]
    assert card.email.value == "ana@ruizsauce.example"
    assert card.org.value == ["Ruiz; Hot, Sauce"]
    assert card.title.value == "Founder"
    assert card.url.value == "https://ruizsauce.example"
    assert set(card.contents) == {"version", "n", "fn", "org", "title", "tel", "email", "url"}


def test_notes_and_what_the_user_wrote_about_them_are_never_in_it(ana: Book) -> None:
    payload = write_card(card_for_code(ana.read, 1))
    assert not any(words in payload for words in ("Leith", "own line", "1980", "fax", "UID"))
    assert all(not line.startswith(" ") for line in payload.split("\r\n")), "no folded lines"


def test_a_long_card_gives_way_from_its_end(ana: Book) -> None:
    with ana.work() as work:
        for point in work.session.query(ContactPoint).filter_by(kind="url"):
            point.value = f"https://ruizsauce.example/{'a' * 300}"
    card = card_for_code(ana.read, 1)
    assert (card.urls, len(card.phones), len(card.roles)) == ([], 1, 1)


def test_what_no_code_holds_is_refused_in_a_sentence(ana: Book) -> None:
    with ana.work() as work:
        scenes.person(work, "A" * 3000)
    with pytest.raises(NotUnderstood):
        contact_code(ana.read, 2)
    with pytest.raises(NothingFound):
        contact_code(ana.read, 99)


@needs_segno
def test_the_squares_are_those_of_the_card(ana: Book) -> None:
    code = contact_code(ana.read, 1)
    size = len(code.rows)
    assert size % 4 == 1, "17 + 4 times the version"
    assert size <= 77, "a camera reads it from a screen"
    assert {len(row) for row in code.rows} == {size}
    ring, inside = code.rows[0][:7], [row[2:5] for row in code.rows[2:5]]
    assert all(ring)
    assert all(all(row) for row in inside)
    assert code.held == ("name", "phone", "e-mail", "work", "web page")
