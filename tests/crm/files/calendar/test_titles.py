"""Events without guests whose title names somebody of the book: proposed where that is sure, and never guessed."""

from pathlib import Path

import pytest

from crm.book import Book
from crm.contacts.contact import Contact
from crm.importing.calendar.people_in_titles import people_in_title
from crm.importing.calendar.title_index import TitleIndex
from crm.matching.identity import identity_of
from crm.matching.people_index import PeopleIndex, keys_of
from crm.people import owner
from tests.calendars import event
from tests.crm.files.calendar.scenes import (
    ana_and_ben,
    bring_in,
    events,
    found,
    meetings,
    remarks,
    written,
)

PEOPLE = (
    "Bob Smith", "Ana Ruiz", "May Chen", "Grant Miller", "Tom Weber", "Tom Sandberg", "Ann Smith", "Jean-Luc Moreau",
    "Lotte van der Berg", "Siobhán O'Brien", "Robert Jones", "Chase Adler", "Morgan Lee", "Ana María Vega", "Dr. Priya Sharma",
    "Mark Neumann", "Mira Nowak", "Mira Nowak",
)  # fmt: skip
FIRMS = ("Chase", "Morgan Lee", "Grant Thornton")


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    known = PeopleIndex()
    for one, name in enumerate(PEOPLE, 1):
        known.add(one, keys_of(identity_of(Contact(full_name=name))))
    return TitleIndex(known, FIRMS, "Jo Lindqvist")


def people(title: str, index: TitleIndex, is_timed: bool = True) -> str:
    return ", ".join(PEOPLE[one - 1] for one in people_in_title(title, index, ["jo", "lindqvist"], is_timed))


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Lunch with Bob Smith", "Bob Smith"),
        ("lunch with bob smith", "Bob Smith"),
        ("Mittagessen mit Bob Smith", "Bob Smith"),
        ("Déjeuner avec Bob Smith", "Bob Smith"),
        ("Almuerzo con Ana Ruiz (Blue Bottle)", "Ana Ruiz"),
        ("Bob Smith / me: 1:1", "Bob Smith"),
        ("1:1 Bob Smith", "Bob Smith"),
        ("Call Ana Ruiz re grant", "Ana Ruiz"),
        ("Jo <> Bob Smith", "Bob Smith"),
        ("Bob Smith", "Bob Smith"),
        ("Bob Smith, Ana Ruiz", "Bob Smith, Ana Ruiz"),
        ("Lunch with Bob", "Bob Smith"),
        ("Kaffee mit Bob und Grant", "Bob Smith, Grant Miller"),
        ("Lunch with Bob Smith and Siobhán", "Bob Smith, Siobhán O'Brien"),
        ("Lunch w/ Bob, 12:30", "Bob Smith"),
        ("Bob / Jo", "Bob Smith"),
        ("Jo & Bob", "Bob Smith"),
        ("Coffee with May", "May Chen"),
        ("Lunch with Grant in May", "Grant Miller"),
        ("Dinner with Tom S", "Tom Sandberg"),
        ("Dinner with Tom Weber", "Tom Weber"),
        ("Treffen mit Frau Ann Smith", "Ann Smith"),
        ("Visio avec Jean-Luc Moreau", "Jean-Luc Moreau"),
        ("Café avec Jean-Luc", "Jean-Luc Moreau"),
        ("Coffee with Siobhan O’Brien", "Siobhán O'Brien"),
        ("Koffie met Lotte van der Berg", "Lotte van der Berg"),
        ("Call with Bob Jones", "Robert Jones"),
        ("Coffee with Ana Vega", "Ana María Vega"),
        ("Call with Dr. Priya Sharma", "Dr. Priya Sharma"),
        ("Interview Bob Smith", "Bob Smith"),
        ("14:00 Call Bob Smith", "Bob Smith"),
        ("Bob Smith (Acme) <> Jo", "Bob Smith"),
    ],
)
def test_a_title_names_who_is_met(title: str, who: str, index: TitleIndex) -> None:
    assert people(title, index) == who


@pytest.mark.parametrize(
    "title",
    [
        "Grant proposal", "Lunch in May", "Call about the grant", "coffee with may", "Planning with May deadline",
        "Call with Grant Thornton", "Grant Thornton audit", "Lunch with Smith & Partners", "Call with Chase",
        "Call with Morgan Lee", "Bob Smith GmbH: visit", "Meeting with Bob Smith & Co", "Lunch at Bob Smith Hall",
        "Coffee with Tom", "Coffee with Mira Nowak", "Coffee with Ana", "Lunch with Robert Smith-Jones",
        "Lunch with Mary Ann Smith", "Dinner with Bob Smith Jones", "Coffee with Bob Miller", "Coffee with Bobby",
        "Bob Smith's birthday", "Bob Smith birthday", "Geburtstag Bob Smith", "Email Bob Smith", "Send Bob Smith the deck",
        "Prepare call with Bob Smith", "Bob Smith on vacation", "Call about Bob Smith", "Notes from Bob Smith",
        "No call with Bob Smith today", "Invoice Bob Smith", "Bob's talk", "With a mark on it", "Jo", "Jo Lindqvist", "",
        "Bob Smith (birthday)", "Coffee with An", "Café avec Jean", "Café avec Jean Moreau", "Bob Smith schreiben", "Mark the date", "Concert: Bob Smith Band", "Kein Treffen mit Bob",
    ],
)  # fmt: skip
def test_a_title_that_names_nobody_for_sure_names_nobody(title: str, index: TitleIndex) -> None:
    assert people(title, index) == ""


def test_a_name_alone_is_a_meeting_at_an_hour_and_none_for_a_whole_day(index: TitleIndex) -> None:
    assert people("Bob Smith", index, is_timed=False) == ""
    assert people("Lunch with Bob Smith", index, is_timed=False) == "Bob Smith"


def test_who_is_named_and_not_invited_is_proposed_and_it_is_said_why(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    with book.work() as work:
        owner.set_fields(work, [("full_name", "=", "Jo Lindqvist")])
    me = ("jo@lindqvist.example",)
    path = written(
        tmp_path,
        event("a", ":20261110T090000", "Lunch with Ben Okafor", people=me)
        + event("b", ":20261205T090000", "Ana Ruiz / Jo", people=())
        + event("c", ":20261111T090000", "Lunch with Ben Okafor", people=("mei@tanaka.example",))
        + event(
            "d",
            ":20261112T090000",
            "Ben Okafor",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@okafor.example",
            people=(),
        ),
    )
    seen = found(book, path)
    assert [card.status for card in events(seen)] == ["new", "new", "skipped", "skipped"]
    assert remarks(seen)[:3] == [
        ("Lunch with Ben Okafor", "nobody is invited, but its title names Ben Okafor"),
        ("Ana Ruiz / Jo", "nobody is invited, but its title names Ana Ruiz"),
        ("Lunch with Ben Okafor", "not in your book: mei@tanaka.example"),
    ]
    bring_in(book, path)
    assert [(meeting[0], meeting[3], meeting[4]) for meeting in meetings(book)] == [
        ("proposed", "Lunch with Ben Okafor", "Ben Okafor"),
        ("planned", "Ana Ruiz / Jo", "Ana Ruiz"),
    ]
    again = found(book, path)
    assert [card.status for card in events(again)] == ["same", "same", "skipped", "skipped"]
    assert not any("title" in reason for _, reason in remarks(again))


def test_people_of_a_file_before_are_named_as_well(book: Book, tmp_path: Path) -> None:
    ana_and_ben(book)
    cards = tmp_path / "people.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Mei Tanaka\nEND:VCARD\n")
    first = written(tmp_path, event("x", ":20261109T090000", "Walk with Ana Ruiz", people=()), "first.ics")
    second = written(
        tmp_path, event("y", ":20261110T090000", "Walk with Mei Tanaka", people=()), "second.ics"
    )
    seen = found(book, first, cards, second)
    assert ("Walk with Mei Tanaka", "nobody is invited, but its title names Mei Tanaka") in remarks(seen)
    assert [one.names for card in events(seen) for one in card.meetings] == [("Ana Ruiz",), ("Mei Tanaka",)]
    bring_in(book, first, cards, second)
    assert [meeting[4] for meeting in meetings(book)] == ["Ana Ruiz", "Mei Tanaka"]


def test_a_firm_of_the_book_is_nobody(book: Book, tmp_path: Path) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Chase Adler\nORG:Chase, Inc.\nEND:VCARD\n")
    bring_in(book, cards)
    said = event("x", ":20261110T090000", "Call with {}", people=())
    firm, person = (written(tmp_path, said.format(who), f"{who}.ics") for who in ("Chase", "Chase Adler"))
    assert [card.status for card in events(found(book, firm, person))] == ["skipped", "new"]
