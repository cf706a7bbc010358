"""What a row of the list shows of a note."""

from crm.book import Book
from tests.conftest import TODAY
from tests.crm import scenes
from tests.ui.meetings.conftest import spoken
from ui.meetings.page import MeetingsPage


def test_a_note_stands_in_its_row_as_it_reads(page: MeetingsPage, met: Book, settled) -> None:
    with met.work() as work:
        ben = work.session.get_one(scenes.Person, 2)
        note = "# Labels\nShe **wants** the [market](market.example)"
        scenes.meeting(work, TODAY, ben, kind="call", note=note)
    settled()
    row = next(one for one in spoken(page) if one.startswith("Call with Ben"))
    assert row == "Call with Ben Okafor, Saturday 21 November, Labels She wants the market"
