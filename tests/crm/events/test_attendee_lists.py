"""Lists as people paste them, and as Eventbrite and Meetup write them."""

import pytest

from crm.book import Book
from crm.events.attendee_list import Attendee, read_attendees
from crm.events.known_attendees import known_attendees
from tests.crm.events.conftest import log, person_id

LISTS = [
    ("Ana Ruiz\nBen Okafor\nJo Lindqvist", ["Ana Ruiz", "Ben Okafor", "Jo Lindqvist"]),
    (
        "Ana Ruiz, Hot Sauce Ltd\nBen Okafor, Lettings\nMadonna, Sire Records",
        ["Ana Ruiz / Hot Sauce Ltd", "Ben Okafor / Lettings", "Madonna / Sire Records"],
    ),
    ("Ruiz, Ana\nOkafor, Ben\nvan den Berg, Anna", ["Ana Ruiz", "Ben Okafor", "Anna van den Berg"]),
    ("Ruiz, Ana, Hot Sauce\nOkafor, Ben, Lettings", ["Ana Ruiz / Hot Sauce", "Ben Okafor / Lettings"]),
    ("1. Ana Ruiz\n2. Ben Okafor\n10) Jo Lindqvist", ["Ana Ruiz", "Ben Okafor", "Jo Lindqvist"]),
    ("- Ana Ruiz\n* Ben Okafor\n• Jo", ["Ana Ruiz", "Ben Okafor", "Jo"]),
    ("Ana Ruiz (Hot Sauce)\nBen Okafor (he/him)\nJo (Host)", ["Ana Ruiz / Hot Sauce", "Ben Okafor", "Jo"]),
    (
        "Ana Ruiz - Hot Sauce\nBen Okafor – Lettings Ltd\nMary-Jane O'Neil | Crafts",
        ["Ana Ruiz / Hot Sauce", "Ben Okafor / Lettings Ltd", "Mary-Jane O'Neil / Crafts"],
    ),
    ("Ana Ruiz <ana@hot.example>\nben@let.example\nJo Lindqvist jo@x.example", ["Ana Ruiz", "Jo Lindqvist"]),
    (
        "First Name,Last Name,Email,Company\nAna,Ruiz,ana@x.example,Hot Sauce\nBen,Okafor,,",
        ["Ana Ruiz / Hot Sauce", "Ben Okafor"],
    ),
    (
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status,Company,Job Title\n123,2026-11-01,Ana,Ruiz,a@x.example,1,General,Attending,Hot Sauce,Founder\n124,2026-11-01,Ben,Okafor,b@x.example,1,General,Attending,,",
        ["Ana Ruiz / Hot Sauce", "Ben Okafor"],
    ),
    (
        "Name\tTitle\tEvent Host\tRSVP\tRSVPed on\nAna Ruiz\tMember\tNo\tYes\tNov 1\nBen Okafor\tMember\tNo\tYes\tNov 2",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    (
        "Name,User ID,Title,Event Host,RSVP,Guests\nAna Ruiz,user 12,Member,No,Yes,0\nBen Okafor,user 13,Member,No,Yes,1",
        ["Ana Ruiz", "Ben Okafor"],
    ),
    (
        "Attendees (3)\nAna Ruiz\nHost\nBen Okafor\n+1 guest\nJo Lindqvist\nMember",
        ["Ana Ruiz", "Ben Okafor", "Jo Lindqvist"],
    ),
    (
        "Ana Ruiz, Ben Okafor, Jo Lindqvist and Dev Chandra",
        ["Ana Ruiz", "Ben Okafor", "Jo Lindqvist", "Dev Chandra"],
    ),
    ("Ana Ruiz; Ben Okafor; Jo Lindqvist", ["Ana Ruiz", "Ben Okafor", "Jo Lindqvist"]),
    (
        "Name;Firma\nAna Ruiz;Hot Sauce\nJürgen Groß;Bäckerei",
        ["Ana Ruiz / Hot Sauce", "Jürgen Groß / Bäckerei"],
    ),
    ("Vorname;Nachname;E-Mail\nAna;Ruiz;a@x.example\nJürgen;Groß;", ["Ana Ruiz", "Jürgen Groß"]),
    ("Ana Ruiz @ Hot Sauce\nBen Okafor @Lettings", ["Ana Ruiz / Hot Sauce", "Ben Okafor / Lettings"]),
    ("Ana Ruiz at Hot Sauce\nBen Okafor from Lettings", ["Ana Ruiz / Hot Sauce", "Ben Okafor / Lettings"]),
    (
        "Ana Ruiz\tHot Sauce\tFounder\nBen Okafor\tLettings\tAgent",
        ["Ana Ruiz / Hot Sauce", "Ben Okafor / Lettings"],
    ),
    (
        "Dr. Ana Ruiz\nProf. Ben Okafor, University of Leith",
        ["Dr. Ana Ruiz", "Prof. Ben Okafor / University of Leith"],
    ),
    (
        "☐ Ana Ruiz\n☑ Ben Okafor\n[x] Jo Lindqvist\n[ ] Dev",
        ["Ana Ruiz", "Ben Okafor", "Jo Lindqvist", "Dev"],
    ),
    ("ANA RUIZ\nBEN OKAFOR", ["ANA RUIZ", "BEN OKAFOR"]),
    ("Ana Ruiz\n\n\nBen Okafor\n  \nAna Ruiz", ["Ana Ruiz", "Ben Okafor"]),
    ('\ufeffName,Company\n"Ruiz, Ana",Hot Sauce\n"Okafor, Ben",', ["Ana Ruiz / Hot Sauce", "Ben Okafor"]),
    ("Table 4\nAna Ruiz\nBen Okafor\nTotal: 2", ["Ana Ruiz", "Ben Okafor"]),
    ("https://linkedin.com/in/ana Ana Ruiz\nBen Okafor https://x.example", ["Ana Ruiz", "Ben Okafor"]),
    ("Guest list\nAna Ruiz +1\nBen Okafor +2 guests", ["Ana Ruiz", "Ben Okafor"]),
    ("Email,Name\nana@x.example,Ana Ruiz\nben@x.example,Ben Okafor", ["Ana Ruiz", "Ben Okafor"]),
    (
        "李小龙\nНаталья Иванова, Пекарня\nJosé María de la Cruz",
        ["李小龙", "Наталья Иванова / Пекарня", "José María de la Cruz"],
    ),
    (
        "Full name,Role,Organisation\nAna Ruiz,Founder,Hot Sauce\nBen Okafor,Agent,Lettings",
        ["Ana Ruiz / Hot Sauce", "Ben Okafor / Lettings"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[text[:40] for text, _ in LISTS])
def test_a_list_is_read(text: str, expected: list[str]) -> None:
    assert [one.name + (f" / {one.firm}" if one.firm else "") for one in read_attendees(text)] == expected


def test_a_page_of_anything_is_read_in_time() -> None:
    assert read_attendees("\n".join(["(" * 200 + "a, " * 500] * 2000)) is not None


def test_known_people_are_marked_by_name_or_address_and_nobody_is_added(book: Book) -> None:
    log(book, "Coffee with Ana Ruiz")
    with book.work() as work:
        work.connection.execute(
            "INSERT INTO contact_point(person_id, kind, value, folded, label, preferred) VALUES (1, 'email', 'ana@x.example', 'ana@x.example', '', 0)"
        )
    listed = [
        Attendee("Ruiz Ana", email="ana@x.example"),
        Attendee("Ana Ruiz"),
        Attendee("Anna Ruis"),
        Attendee("Jo Berg"),
    ]
    found = known_attendees(book.read, listed)
    ana = person_id(book, "Ana Ruiz")
    assert [one.person.id if one.person else None for one in found] == [ana, ana, None, None]
    assert book.read.value("SELECT count(*) FROM person") == 1
