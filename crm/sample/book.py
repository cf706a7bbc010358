"""Opens the sample book; fills it if it is new or was filled on another day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crm.book import Book
from crm.clock import Clock
from crm.errors import BookNotUsable
from crm.sample.story import Days, load_chapter
from crm.settings import OWNER_EMAILS, OWNER_NAME, OWNER_WANT, WELCOMED, Key, change, value

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

FILLED_ON = Key("sample.told_on", "")


def open_sample(folder: Path, clock: Clock, wait: float = 0.0) -> Book:
    """The sample book in `folder`, refilled if it was filled on another day. Raises BookNotUsable."""
    book = Book.open(folder, clock, wait)
    filled_on = value(book.read, FILLED_ON)
    if not filled_on and book.steps(1):
        book.close()
        raise BookNotUsable("There is a book of yours where the sample book would go; nothing was changed.")
    if filled_on != clock.today().isoformat():
        fill(book)
    return book


def fill(book: Book) -> None:
    """Replaces everything in this book by the sample data, as one step."""
    with book.work() as work:
        _clear(work)
        _fill_tables(work, book.clock.today())
        work.label = "Told the sample story"


def _clear(work: "UnitOfWork") -> None:
    from sqlalchemy import delete  # imported only for filling: opening an existing sample book should be fast

    from crm.model import Base  # for the same reason

    for table in reversed(Base.metadata.sorted_tables):
        work.session.execute(delete(table))


def _fill_tables(work: "UnitOfWork", today: date) -> None:
    from crm.sample import asks, meetings, people, promises, shelf  # these import SQLAlchemy

    days, session = Days(today), work.session
    people_chapter = load_chapter("people")
    people_by_name = people.add_people(session, people_chapter["people"], days)
    meetings_by_day = meetings.add_meetings(
        session, load_chapter("meetings")["meetings"], people_by_name, days
    )
    items = shelf.add_shelf(session, load_chapter("shelf")["items"], people_by_name, days)
    promises_chapter = load_chapter("promises")
    writer = promises.PromiseWriter(session, people_by_name, days, meetings_by_day)
    writer.add_advice(promises_chapter["advice"])
    writer.add_promises(promises_chapter["promises"], items)
    writer.add_ideas(promises_chapter["ideas"])
    asks.add_asks(session, load_chapter("asks")["asks"], people_by_name, days, meetings_by_day)
    change(work, OWNER_NAME, people_chapter["owner"]["full_name"])
    change(work, OWNER_EMAILS, people_chapter["owner"]["emails"])
    change(work, OWNER_WANT, people_chapter["owner"]["want"])
    change(work, WELCOMED, True)
    change(work, FILLED_ON, today.isoformat())
