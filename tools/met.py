"""The scene of a meeting's pictures: a coffee whose words are corrected and read again."""

from pathlib import Path

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.clock import Clock
from crm.meetings import logging as meetings
from crm.sample.book import open_sample
from crm.text.assignments import Assignment
from crm.things import one as things
from crm.things.key import Key
from ui.meeting.page import MeetingPage
from ui.shell.main_window import MainWindow

COFFEE = (
    "Coffee with Ana Ruiz and Priya Nair yesterday at 10:30 at Blue Bottle. Redoing labels for Christmas. "
    "Intro Ana to Ben Okafor by Friday, send her the pricing article. Ana will check the Leith market dates. "
    "Priya can help with food photography. Ana advised to ask for a break clause before the rent"
)
CORRECTED = COFFEE.replace("article.", "article by Tuesday. Thank Priya for the jars.")
COFFEE_NOTE = (
    "Redoing labels for Christmas. **Second shop on hold**: the landlord wants ten years and Ana is wary.\n\n"
    "- first market is [5 December](leithmarket.example)\n"
    "- Priya shot the spring jars; a half day costs less than I thought"
)


def met_for_coffee(folder: Path, clock: Clock) -> Book:
    """The sample with a coffee whose note was written by hand afterwards."""
    book = open_sample(folder, clock)
    draft = understand(COFFEE, clock.today(), Names.from_reader(book.read))
    with book.work() as work:
        coffee = Key("meeting", meetings.log(work, draft).meeting_id or 0)
    with book.work() as work:
        things.edit(work, coffee, [Assignment("note", "=", COFFEE_NOTE)])
    book.backup()
    return book


def read_again(window: MainWindow) -> None:
    """The coffee, with its words corrected in two places and read again, and its advice opened."""
    assert window.context is not None
    window.open_page("meeting", window.context.read.value("SELECT max(id) FROM meeting"))
    page = window.findChild(MeetingPage)
    assert page is not None
    page.said.field.setPlainText(CORRECTED)
    page.read_again()
    if window.width() > 1000:
        page.outcomes.lines[-1].toggle()
