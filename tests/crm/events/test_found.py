"""What belongs to a meeting without being its note is found by its words, and leads to the meeting."""

from crm.book import Book
from crm.model import Attendance, MeetingHope, MeetingLine
from crm.search.whole_book import find


def test_questions_hopes_and_what_was_said_lead_to_the_meeting(book: Book, fair: int) -> None:
    with book.work() as work:
        work.label = "Prepared spring fair"
        work.session.query(Attendance).order_by(Attendance.id).first().heard = "looking for an engraver"  # type: ignore[union-attr]
        work.session.add(MeetingLine(meeting_id=fair, part="question", words="Who paints the signs?"))
        work.session.add(MeetingHope(meeting_id=fair, name="Isla Brodie", why="Runs the tombola"))
    for text, excerpt, person in (
        ("engraver", "looking for an engraver", "Kofi Mensah"),
        ("paints", "Who paints the signs?", "Kofi Mensah"),
        ("tombola", "Runs the tombola", "Kofi Mensah"),
        ("isla", "Runs the tombola", "Kofi Mensah"),
    ):
        [hit] = find(book.read, text)
        assert (hit.kind, hit.id, hit.excerpt, hit.person) == ("meeting", fair, excerpt, person)
    book.undo()
    assert [find(book.read, text) for text in ("engraver", "paints", "tombola", "isla")] == [[], [], [], []]
