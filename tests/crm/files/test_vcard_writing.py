"""What was read is what is written, and no value can become a line of its own."""

import quopri
from dataclasses import replace

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.contacts.contact import Contact, ContactRole, Photo, Point
from crm.formats.vcard.reader import read
from crm.formats.vcard.writer import VERSIONS, write
from tests.cards import PIXEL, mixed_cards


def again(contact: Contact, version: str = "3.0") -> Contact:
    (card,) = read(write(contact, version).encode())
    assert card.contact is not None
    assert card.remarks == []
    return replace(card.contact, raw=contact.raw)


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_read_is_written_and_read_alike(version: str) -> None:
    for card in read(mixed_cards(80, seed=3)):
        assert card.contact is not None
        assert again(card.contact, version) == card.contact


_plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)
_line = _plain.map(lambda text: " ".join(text.split())).filter(bool)
_forging = st.sampled_from(
    [
        "x\r\nEND:VCARD\r\nBEGIN:VCARD",
        "a;b,c\\n\\\\",
        "\\",
        'q"uo:te',
        "=\r\n x",
        "é" * 80,
        "a\nTEL:666",
        "tail\\",
    ]
)
_note = st.one_of(_forging, _plain).map(lambda text: text.replace("\r\n", "\n").strip()).filter(bool)
_words = st.one_of(_line, _forging.map(lambda text: " ".join(text.split())))
_label = st.one_of(st.just(""), st.just("home"), st.just("work fax"), _words)
_unknown = st.tuples(st.sampled_from(["X-TEA", "item1.X-KITE;P=1", "GENDER"]), _words).map(
    lambda two: f"{two[0]}:{two[1]}"
)


def _points(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[Point]]:
    point = st.builds(Point, values, _label, st.booleans())
    return st.lists(point, max_size=3, unique_by=lambda one: one.value.lower())


def _unique(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(values, max_size=3, unique=True)


_contacts = st.builds(
    Contact,
    full_name=_words, given=_words, family=_words, suffix=_words, nickname=_line.filter(lambda text: "," not in text),
    uid=_words, emails=_points(st.integers(0, 9).map(lambda n: f"a{n}@x.example")),
    phones=_points(st.integers(0, 9).map(lambda n: f"+44 20 {n}")),
    urls=_points(st.integers(0, 9).map(lambda n: f"https://x.example/?a=1,2;{n}")),
    messengers=_points(st.integers(0, 9).map(lambda n: f"xmpp:{n}@x.example")),
    roles=st.lists(st.builds(ContactRole, _words, _words), max_size=3, unique_by=lambda role: role.organization),
    birthday=st.sampled_from([None, "1980-02-29", "--02-29"]), anniversary=st.sampled_from([None, "2001-05-06"]),
    categories=_unique(_words), note=_note, photo=st.sampled_from([None, Photo(PIXEL, "image/png")]),
    other=_unique(_unknown),
)  # fmt: skip


@given(_contacts, st.sampled_from(VERSIONS))
@settings(deadline=None, max_examples=150)
def test_any_contact_survives_writing_and_reading(contact: Contact, version: str) -> None:
    assert again(contact, version) == contact


@given(_contacts, st.sampled_from(VERSIONS))
@settings(deadline=None, max_examples=60)
def test_lines_are_at_most_75_octets_and_split_no_letter(contact: Contact, version: str) -> None:
    for line in write(contact, version).encode().split(b"\r\n"):
        assert len(line) <= (76 if version == "2.1" else 75)
        line.decode()
        assert b"\r" not in line
        assert b"\n" not in line


def test_another_program_reads_the_same() -> None:
    contact = Contact(
        full_name="Ruiz, Ana; née O'Hara", given="Ana", family="Ruiz", note="one\ntwo, three; four\\five",
        roles=[ContactRole("Fig Tree, Ltd", "Baker")], emails=[Point("ana@x.example", "work", True)],
        addresses=[Point("", "home", False, ["", "", "12 Harbour Road", "Cork", "", "T12", "Ireland"])],
    )  # fmt: skip
    theirs = vobject.readOne(write(contact))
    assert theirs.fn.value == contact.full_name
    assert (theirs.n.value.family, theirs.n.value.given) == ("Ruiz", "Ana")
    assert theirs.note.value == contact.note
    assert theirs.org.value == ["Fig Tree, Ltd"]
    assert theirs.title.value == "Baker"
    assert theirs.email.value == "ana@x.example"
    assert theirs.email.params == {"TYPE": ["WORK", "PREF"]}
    assert (theirs.adr.value.street, theirs.adr.value.city) == ("12 Harbour Road", "Cork")


def test_departments_go_back_as_they_came() -> None:
    (card,) = read(b"BEGIN:VCARD\nFN:x\nX-A:1\nORG:Hafen AG;Einkauf;Nord\nTITLE:Chef\nEND:VCARD\n")
    assert card.contact is not None
    text = write(card.contact)
    assert text.count("ORG:") == 1
    assert "ORG:Hafen AG;Einkauf;Nord" in text
    assert again(card.contact) == card.contact


def test_unknown_lines_cannot_end_the_card() -> None:
    text = write(Contact(full_name="x", other=["END:VCARD", "X-A:1\r\nEND:VCARD", "no colon", "X-B:2"]))
    assert [line for line in text.split("\r\n") if "VCARD" in line] == [
        "BEGIN:VCARD",
        "X-A:1\\nEND:VCARD",
        "END:VCARD",
    ]
    assert "X-B:2" in text


def test_a_soft_break_never_makes_a_line_that_ends_the_card() -> None:
    for filling in range(80):
        name = Contact(full_name="Ö", family="Ö" + "x" * filling + " END:VCARD BEGIN:VCARD")
        assert again(name, "2.1").family == name.family


@pytest.mark.parametrize("letters", range(50, 90))
def test_a_head_as_long_as_a_line_of_an_old_card_adds_nothing_to_its_text(letters: int) -> None:
    contact = Contact(full_name="x", other=[f"X-{'N' * letters}:é END:VCARD"])
    assert again(contact, "2.1").other == contact.other


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("before", ["", " ", ">", "// ", "é "])
def test_no_folded_line_looks_like_a_card_to_forgiving_readers(version: str, before: str) -> None:
    for filling in range(80):
        name = Contact(
            full_name="Ö",
            family="Ö" + "x" * filling + before + "BEGIN:VCARD",
            note="y" + "y" * filling + before + "END:VCARD\n" + "z" * filling + "\n" + before + "BEGIN:VCARD",
        )
        assert again(name, version) == name


def as_an_old_phone_reads(text: str) -> dict[str, str]:
    """Values of a 2.1 card by its own rules alone: ASCII lines, quoted-printable with soft breaks, nothing of ours."""
    assert text.isascii()
    found = {}
    for line in text.replace("=\r\n", "").split("\r\n"):
        head, _, value = line.partition(":")
        if head.endswith(";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"):
            value = quopri.decodestring(value.encode()).decode()
        found[head.partition(";")[0]] = value
    return found


@pytest.mark.parametrize("letters", ["Cork", "Çork"])
def test_lines_of_a_text_in_an_old_card_are_lines_to_others(letters: str) -> None:
    two = f"12 Harbour Road\n{letters}"
    contact = Contact(
        full_name="Ana", note=two, categories=["food"], roles=[ContactRole("Fig Tree", "Baker")],
        addresses=[Point("", "home", False, ["", "", two, "", "", "", ""])],
        other=[f"LABEL;HOME:12 Harbour Road\\n{letters}", f"X-TEA:{letters} \\\\now\\nlater", "X-KEY;ENCODING=b:AAAA"],
    )  # fmt: skip
    read_so = as_an_old_phone_reads(write(contact, "2.1"))
    assert read_so["NOTE"] == f"12 Harbour Road\r\n{letters}"
    assert read_so["ADR"] == f";;12 Harbour Road\r\n{letters};;;;"
    assert read_so["LABEL"] == f"12 Harbour Road\r\n{letters}"
    assert read_so["X-TEA"] == f"{letters} \\\\now\r\nlater"
    assert read_so["X-KEY"] == "AAAA"
    assert again(contact, "2.1").note == two
    assert again(contact, "2.1").other == contact.other


def test_a_long_line_of_an_old_card_is_not_cut_within_a_word() -> None:
    words = "plumbago " * 30
    contact = Contact(full_name="Ana", note=words.strip(), other=[f"X-TEA:{'x' * 200}"])
    text = write(contact, "2.1")
    assert "\r\n " not in text
    read_so = as_an_old_phone_reads(text)
    assert (read_so["NOTE"], read_so["X-TEA"]) == (words.strip(), "x" * 200)


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\\;,=:"), min_size=1
    )
)
@settings(deadline=None, max_examples=200)
def test_any_note_of_an_old_card_is_the_same_to_others(words: str) -> None:
    theirs = as_an_old_phone_reads(write(Contact(full_name="Ana", note=words), "2.1"))
    said = theirs["NOTE"].replace("\r\n", "\n").replace("\\;", ";").replace("\\\\", "\\")
    assert said == words


@pytest.mark.parametrize("version", VERSIONS)
def test_an_address_whose_parts_are_blank_is_written_as_it_is_shown(version: str) -> None:
    contact = Contact(
        full_name="Ana", addresses=[Point("by the harbour", "", False, ["", " ", "", "", "", "", ""])]
    )
    assert again(contact, version).addresses[0].value == "by the harbour"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_number_that_names_a_service_keeps_its_backslashes(version: str) -> None:
    contact = Contact(full_name="Ana", phones=[Point("sip:domain\\nora@x.example")])
    assert again(contact, version).messengers == [Point("sip:domain\\nora@x.example")]
