"""What an exported file may lose is found, and nothing else is called lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.contacts.contact import Contact, ContactRole, Point
from crm.errors import FileNotWritten
from crm.exporting.export import export
from crm.exporting.lost_values import lost_values
from crm.exporting.read_back.by_vobject import missing
from crm.formats.vcard.reader import read
from crm.formats.vcard.writer import VERSIONS, write
from crm.people import adding, fields
from tests.crm.files.odd_contacts import odd_contact
from tests.crm.files.read_back_scenes import ALL, FORMATS, SEED


@pytest.mark.parametrize("format_name", ["vcard3", "csv", "json", "markdown"])
def test_a_book_without_people_can_be_exported(book: Book, tmp_path: Path, format_name: str) -> None:
    assert export(book.read, tmp_path / "out", format_name=format_name).people == 0
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("version", VERSIONS)
def test_our_reader_and_vobject_find_all_of_odd_people(version: str) -> None:
    random = Random(SEED)
    for _ in range(150):
        contact = odd_contact(random)
        contact.other = [line for line in contact.other if not line.startswith("grp.1.")]
        card = write(contact, version)
        (found,) = read(card.encode())
        assert found.contact is not None
        assert lost_values(contact, found.contact) == []
        assert missing(contact, card, version) == []


_odd = [
    *map(chr, (*range(1, 32), *range(0x7F, 0xA0))),
    *("\u2028", "\u2029", "\ufeff", "\u202e", "\r\n", "\\", ":", ";", ",", " ::: ", "="),
]


_any = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.sampled_from([*_odd, "x", "é"]), max_size=6).map("".join),
)


_filled = _any.map(lambda text: f"x{text}")


_points = st.lists(
    st.builds(Point, _filled, st.sampled_from(["", "home", "work fax", "Büro"]), st.booleans()), max_size=2
)


_addresses = st.lists(
    st.builds(Point, _filled, parts=st.one_of(st.none(), st.lists(_any, min_size=7, max_size=7))), max_size=2
)


_wild = st.builds(
    Contact,
    full_name=_filled, given=_any, family=_any, prefix=_any, nickname=_any, uid=_any, emails=_points, phones=_points, urls=_points,
    addresses=_addresses, messengers=_points, roles=st.lists(st.builds(ContactRole, _any, _any), max_size=2), categories=st.lists(_filled, max_size=2),
    birthday=st.sampled_from([None, "1980-02-29", "--02-29", "1604-05-06"]), note=_any,
    other=st.lists(_any.map(lambda text: f"X-TEA:{text}"), max_size=2),
)  # fmt: skip


@given(_wild, st.sampled_from(VERSIONS))
@settings(deadline=None, max_examples=100)
def test_nothing_that_a_book_can_hold_is_called_lost(contact: Contact, version: str) -> None:
    """Also control characters, blanks at the ends, equal values: a fault seen where there is none would end an export."""
    card = write(contact, version)
    (found,) = read(card.encode())
    assert found.contact is not None
    assert lost_values(contact, found.contact) == []
    assert missing(contact, card, version) == []


def odd_book(book: Book, signs: str) -> None:
    """Somebody with these signs in every field that takes any text, as an archive of another program may bring them in."""
    texts = (
        "given",
        "additional",
        "family",
        "prefix",
        "suffix",
        "nickname",
        "pronouns",
        "how_we_met",
        "blurb",
    )
    with book.work() as work:
        one = adding.add(work, "Ana Ruiz").id
        run = work.connection.execute
        run(
            f"UPDATE person SET full_name = ?1, {', '.join(f'{name} = ?1' for name in texts)}", (f"x{signs}",)
        )
        for kind in ("email", "phone", "url", "messenger", "address"):
            sql = "INSERT INTO contact_point(person_id, kind, value, folded, label, preferred, parts) VALUES (?, ?, ?, '', ?, 0, ?)"
            parts = json.dumps([signs] * 7) if kind == "address" else None
            run(sql, (one, kind, f"7{signs}", signs, parts))
        run("INSERT INTO organisation(uid, name) VALUES ('o', ?)", (signs,))
        run("INSERT INTO role(person_id, organisation_id, title) VALUES (?, 1, ?)", (one, signs))
        run("INSERT INTO tag(name) VALUES (?)", (f"x{signs}",))
        run("INSERT INTO person_tag(person_id, tag_id) VALUES (?, 1)", (one,))
        run("INSERT INTO topic(words, folded) VALUES (?1, ?1)", (f"x{signs}",))
        run("INSERT INTO person_topic(person_id, topic_id, kind) VALUES (?, 1, 'looking_for')", (one,))
        run("INSERT INTO note(uid, person_id, words) VALUES ('n', ?, ?)", (one, f"x{signs}"))
        run("INSERT INTO other_property(person_id, line, place) VALUES (?, ?, 0)", (one, f"X-TEA:{signs}"))


@pytest.mark.parametrize(
    "signs",
    ["\x1a\x8e, ", "\x85", "\x0b\x1c\x7f", "a\u2028b\u2029", "a\rb\r", "\r\nEND:VCARD\n", "\\", ":\\ ::: ::: :", ":\x05\\", "\x83tel:+1;ext=5", "=\n =", "\ufeff\u202e"],
)  # fmt: skip
def test_any_sign_in_any_field_goes_out_and_is_not_called_lost(
    book: Book, tmp_path: Path, signs: str
) -> None:
    odd_book(book, signs)
    for name in (*ALL, "folder"):
        chosen = "markdown" if name == "folder" else FORMATS.get(name)
        assert export(book.read, tmp_path / name, format_name=chosen).people == 1


def test_a_birthday_in_the_year_that_cards_write_for_none_goes_out_too(book: Book, tmp_path: Path) -> None:
    with book.work() as work:
        fields.set_fields(work, adding.add(work, "Ana Ruiz").id, [("birthday", "=", "1604-05-06")])
    for name in ALL:
        assert export(book.read, tmp_path / name, format_name=FORMATS.get(name)).remarks == ()
    assert '"1604-05-06"' in (tmp_path / "out.json").read_text("utf-8")


def test_an_archive_that_cannot_say_all_names_the_person(book: Book, tmp_path: Path) -> None:
    with book.work() as work:
        adding.add(work, "Ana Ruiz")
        work.connection.execute("UPDATE person SET nickname = 'a' || char(0)")
    with pytest.raises(FileNotWritten, match=r"Ana Ruiz: .*nickname held signs that are no text"):
        export(book.read, tmp_path / "all.json")


def taken_away(contact: Contact) -> Iterator[tuple[str, Contact]]:
    """The contact without one thing of it, and what that is."""
    for name in (
        "full_name",
        "given",
        "family",
        "uid",
        "nickname",
        "note",
        "birthday",
        "categories",
        "other",
    ):
        if getattr(contact, name):
            yield name, _with(contact, name, type(getattr(contact, name))())
    for name in ("emails", "phones", "addresses", "urls", "roles"):
        values = getattr(contact, name)
        for place in range(len(values)):
            yield name, _with(contact, name, values[:place] + values[place + 1 :])


def _with(contact: Contact, name: str, value: object) -> Contact:
    values = {one: getattr(contact, one) for one in Contact.__dataclass_fields__}
    return Contact(**{**values, name: value})


def test_whatever_a_card_loses_is_seen() -> None:
    contact = Contact(
        full_name="Ana Ruiz", given="Ana", family="Ruiz", uid="u-1", nickname="Nan, Nana", note="one\ntwo", birthday="1980-02-29",
        emails=[Point("a@x.example"), Point("b@x.example")], phones=[Point("+44 20 1"), Point("+44 20 2")], urls=[Point("https://x.example")],
        addresses=[Point("12 Harbour Road, Cork", "", False, ["", "", "12 Harbour Road", "Cork", "", "", ""])],
        roles=[ContactRole("Fig Tree", "Baker"), ContactRole("Hafen AG", "Chair")], categories=["food"], other=["X-TEA:Assam"],
    )  # fmt: skip
    seen = [name for name, less in taken_away(contact) if lost_values(contact, less)]
    assert len(seen) == len(list(taken_away(contact))) == 17
