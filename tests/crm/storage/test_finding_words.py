"""A finding in the user's words, also where the row is damaged."""

from datetime import date

from crm.book import Book
from crm.examination import Finding
from crm.model import Attendance, Meeting
from crm.people import notes
from crm.storage.checks.finding_names import describe_finding
from tests.crm.storage.damage.damaging import damage
from tests.crm.storage.test_journal import add_person


def test_a_finding_is_told_by_what_the_user_calls_it(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    with book.work() as work:
        notes.add_note(work, 1, "told in confidence")
        work.session.add(Meeting(held_on=date(2026, 11, 18), note="Talked"))
        work.session.flush()
        work.session.add(Attendance(meeting_id=1, person_id=1))

    def told(kind: str, table: str = "", row_id: int | None = None) -> str:
        return describe_finding(book.read.connection, Finding(kind, "", table, row_id))  # type: ignore[arg-type]

    assert told("changed", "person", 1) == "person Ana Ruiz"
    assert told("changed", "note", 1) == "note of Ana Ruiz, 21 November 2026"
    assert told("changed", "meeting", 1) == "meeting of Ana Ruiz, 18 November 2026"
    assert told("changed", "attendance", 1) == "meeting of Ana Ruiz, 18 November 2026"
    assert told("step", "step", 1) == "step Added Ana Ruiz"
    assert told("vanished", "note", 9) == "one note that is no longer there"
    assert told("file") == told("changed", "no such table", 1) == "one unknown"
    damage(book, "UPDATE person SET full_name = CAST('Ana' || x'ff' AS TEXT)")
    assert told("changed", "note", 1) == "note of Ana\N{REPLACEMENT CHARACTER}, 21 November 2026"
    damage(book, "UPDATE note SET on_day = '2026-19-21'")
    assert told("changed", "note", 1) == "one unknown"
