"""What came in goes out and comes back alike; no value forges a line. A short share of the long counts."""

from dataclasses import replace
from random import Random

import pytest
import vobject

from crm.contacts.contact import Contact
from crm.formats.vcard.reader import read
from crm.formats.vcard.writer import VERSIONS, write
from tests.crm.files.odd_contacts import foreign_card, odd_contact

SEED = 20261121


def only(data: bytes) -> Contact:
    (card,) = read(data)
    assert card.contact is not None, data
    return replace(card.contact, raw="")


def round_trip(contact: Contact, version: str) -> None:
    assert only(write(contact, version).encode()) == contact, write(contact, version)


def independent(data: bytes) -> list[list[tuple[str, str]]]:
    """Cards as (name, raw value) lines by the plain rules of RFC 6350 and, for 2.1, RFC 2045; nothing of ours is used."""
    cards: list[list[tuple[str, str]]] = []
    unfinished = ""
    for line in data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n"):
        line, unfinished = unfinished + line, ""
        head = line[: _colon(line)]
        if head.endswith("ENCODING=QUOTED-PRINTABLE") and line.endswith("="):
            unfinished = line[:-1]
        elif line == "BEGIN:VCARD":
            cards.append([])
        elif line and line != "END:VCARD":
            cards[-1].append((head, line[len(head) + 1 :]))
    return cards


def _colon(line: str) -> int:
    """The first one outside of quotes."""
    return next(at for at, sign in enumerate(line + ":") if sign == ":" and line.count('"', 0, at) % 2 == 0)


def lines_expected(contact: Contact, version: str) -> int:
    """Of one card, BEGIN and END left out: how many properties its values make."""
    typed = {"", "home", "work", "work fax", "cell"}
    points = [*contact.emails, *contact.phones, *contact.addresses, *contact.urls, *contact.messengers]
    roles = sum(bool(one.organization) + bool(one.title) for one in contact.roles)
    singles = (
        contact.uid,
        contact.nickname,
        contact.birthday,
        contact.anniversary,
        contact.categories,
        contact.note,
        contact.photo,
    )
    labels = sum(point.label not in typed for point in points)
    labels += sum(line.startswith("X-ABDATE;X-LABEL=") for line in contact.other)
    return 3 + sum(map(bool, singles)) + len(points) + labels + roles + len(contact.other)


def no_forged_line(contact: Contact, version: str) -> None:
    data = write(contact, version).encode()
    (card,) = independent(data)
    assert len(card) == lines_expected(contact, version), data.decode()
    physical = [line.strip().upper() for line in data.split(b"\r\n")]
    assert (physical[0], physical[-2]) == (b"BEGIN:VCARD", b"END:VCARD")
    assert sum(line.startswith((b"BEGIN:", b"END:")) for line in physical) == 2
    assert b"\n" not in data.replace(b"\r\n", b"")
    if version == "3.0" and not contact.other:
        theirs = vobject.readOne(data.decode())
        assert theirs.fn.value.replace("\\:", ":") == contact.full_name.replace("\\:", ":")


@pytest.mark.parametrize("version", VERSIONS)
def test_odd_people_are_written_and_read_alike(version: str) -> None:
    random = Random(SEED)
    for _ in range(150):
        round_trip(odd_contact(random), version)


@pytest.mark.parametrize("version", VERSIONS)
def test_cards_of_other_programs_come_back_after_two_journeys(version: str) -> None:
    random = Random(SEED)
    for number in range(150):
        came = only(foreign_card(random, number))
        round_trip(came, version)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_independent_reader_sees_the_same_number_of_lines(version: str) -> None:
    random = Random(SEED)
    for _ in range(150):
        no_forged_line(odd_contact(random), version)
