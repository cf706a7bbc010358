"""Opening the sample book: filled when it is new, told anew when its story did not end today."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crm.book import Book
from crm.clock import Clock
from crm.errors import BookNotUsable
from crm.sample.story import Days, load_chapter
from crm.settings import OWNER_EMAILS, OWNER_NAME, WELCOMED, Key, change, value

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

FILLED_ON = Key("sample.told_on", "")


def open_sample(folder: Path, clock: Clock, wait: float = 0.0) -> Book:
    """The sample book of today in `folder`, told anew where it did not end today. Raises BookNotUsable."""
    book = Book.open(folder, clock, wait)
    told_on = value(book.read, FILLED_ON)
    if not told_on and book.steps(1):
        book.close()
        raise BookNotUsable("There is a book of yours where the sample book would go; nothing was changed.")
    if told_on != clock.today().isoformat():
        fill(book)
    return book


def fill(book: Book) -> None:
    """Replace everything in this book by the story, as one step."""
    with book.work() as work:
        _clear(work)
        _fill_tables(work, book.clock.today())
        work.label = "Told the sample story"


def _clear(work: "UnitOfWork") -> None:
    from sqlalchemy import delete  # only writing loads it: the sample book opens a window too

    from crm.model import Base  # for the same reason

    for table in reversed(Base.metadata.sorted_tables):
        work.session.execute(delete(table))


def _fill_tables(work: "UnitOfWork", today: date) -> None:
    from crm.sample import asks, meetings, people, promises, shelf  # these write, and so bring SQLAlchemy

    days, session = Days(today), work.session
    cast = load_chapter("people")
    known = people.add_people(session, cast["people"], days)
    held = meetings.add_meetings(session, load_chapter("meetings")["meetings"], known, days)
    items = shelf.add_shelf(session, load_chapter("shelf")["items"], known, days)
    word = load_chapter("promises")
    promised = promises.PromiseWriter(session, known, days, held)
    promised.add_advice(word["advice"])
    promised.add_promises(word["promises"], items)
    promised.add_ideas(word["ideas"])
    asks.add_asks(session, load_chapter("asks")["asks"], known, days, held)
    change(work, OWNER_NAME, cast["owner"]["full_name"])
    change(work, OWNER_EMAILS, cast["owner"]["emails"])
    change(work, WELCOMED, True)
    change(work, FILLED_ON, today.isoformat())
