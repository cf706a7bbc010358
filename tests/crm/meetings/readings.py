"""A logged coffee whose words are corrected, and what the corrected words would change."""

from datetime import date

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.meetings import logging
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.reading_again.of_meeting import Rereading
from crm.meetings.taking_corrections import take
from crm.people import adding, editing
from crm.text.assignments import parse_assignment
from crm.things import one as things
from crm.things.key import parse_key

TODAY = date(2026, 11, 21)
SAID = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. She’ll check the Leith market dates. "
    "Ana is looking for a packaging designer. Priya can help with food photography. "
    "Ana advised to ask for a break clause."
)
SEND = "Send Ana Ruiz the pricing article"


def log_coffee(book: Book) -> Book:
    """The coffee is meeting 1; its promises are 1 (introduction), 2 (share) and 3 (hers)."""
    people = ("Ana Ruiz", "Priya Nair", "Ben Okafor", "Tom Sandberg", "Sam Field", "Sam Hill")
    with book.work() as work:
        ids = adding.add_many(work, [adding.NewPerson(name) for name in people])
        for one in ids:
            editing.set_standing(work, one, "kept")
    log(book, SAID)
    return book


def log(book: Book, text: str) -> None:
    with book.work() as work:
        logging.log(work, understand(text, book.clock.today(), Names.from_reader(book.read)))


def edit(book: Book, key: str, *fields: str) -> None:
    with book.work() as work:
        things.edit(work, parse_key(key), [parse_assignment(one, "") for one in fields])


def reread(book: Book, text: str) -> Comparison:
    return Rereading(book.read, 1, book.clock.today()).compare(text)


def told(found: Comparison) -> list[str]:
    return [f"{one.about}: {one.words}" for one in found.differences]


def accept(book: Book, found: Comparison, text: str | None = None) -> None:
    with book.work() as work:
        take(work, 1, [one.change for one in found.differences], text)
