"""Detects the user among the guests of calendar proposals, and removes them from the proposals on confirmation."""

import sqlite3
from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

from crm import settings
from crm.meetings.event_sources import event_digest, format_source, parse_source
from crm.people import owner
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_MIN_MEETINGS = 5
_WITH_SEVERAL_PEOPLE = (
    "SELECT m.id FROM meeting m JOIN attendance a ON a.meeting_id = m.id WHERE m.state = 'proposed' "
    "GROUP BY m.id HAVING count(*) > 1"
)
_MOST_FREQUENT = (
    f"SELECT p.id, p.full_name, count(*) AS many FROM attendance a JOIN person p ON p.id = a.person_id "
    f"WHERE a.meeting_id IN ({_WITH_SEVERAL_PEOPLE}) GROUP BY p.id ORDER BY many DESC, p.id LIMIT 2"
)
_OF_CALENDARS = (
    "SELECT m.id, m.source_uid, m.held_on, m.held_at, m.purpose, m.place, m.said FROM meeting m "
    "JOIN attendance a ON a.meeting_id = m.id WHERE a.person_id = :id AND m.source_uid IS NOT NULL "
    "AND m.state IN ('proposed', 'planned')"
)
_PEOPLE = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY person_id"


class OwnerCandidate(NamedTuple):
    """A person who attends `meetings` of the `of` proposals with several people."""

    person_id: int
    name: str
    meetings: int
    of: int


def owner_candidate(read: Reader, not_me: Container[int] = ()) -> OwnerCandidate | None:
    """The only person in nearly all proposals, unless in `not_me`."""
    most_frequent = read.rows(_MOST_FREQUENT)
    if not most_frequent:
        return None
    of = read.value(f"SELECT count(*) FROM ({_WITH_SEVERAL_PEOPLE})")
    first, second = most_frequent[0]["many"], most_frequent[1]["many"]
    if (
        first < max(_MIN_MEETINGS, owner.OWNER_ATTENDANCE_RATE * of)
        or first == second
        or most_frequent[0]["id"] in not_me
    ):
        return None
    return OwnerCandidate(most_frequent[0]["id"], most_frequent[0]["full_name"], first, of)


def mark_as_owner(work: "UnitOfWork", person_id: int) -> None:
    """Takes over the addresses of the person and removes them from proposed and planned calendar meetings.

    Meetings without other people are deleted. The person stays in the book.
    """
    name = work.read.value("SELECT full_name FROM person WHERE id = :id", id=person_id) or ""
    emails = "SELECT value FROM contact_point WHERE person_id = :id AND kind = 'email' ORDER BY id"
    owner.add_addresses(work, work.read.values(emails, id=person_id))
    if not settings.value(work.read, settings.OWNER_NAME):
        settings.change(work, settings.OWNER_NAME, name)
    for row in work.read.rows(_OF_CALENDARS, id=person_id):
        others = [one for one in work.read.values(_PEOPLE, id=row["id"]) if one != person_id]
        _remove_attendee(work, row["id"], person_id, others, _source_without(row, person_id, others))
    work.label = f"Noted that {name} is me"


def _source_without(row: sqlite3.Row, person_id: int, others: list[int]) -> str:
    """The source of the meeting as if read without the person; unchanged if the user has edited the meeting."""
    values = (row["held_on"], row["held_at"], row["purpose"], row["place"], row["said"])
    event = parse_source(row["source_uid"])
    if event.digest != event_digest(*values, tuple(sorted([*others, person_id]))):
        return str(row["source_uid"])
    return format_source(event.source, event_digest(*values, tuple(others)), event.revision, event.by_title)


def _remove_attendee(
    work: "UnitOfWork", meeting_id: int, person_id: int, others: list[int], source: str
) -> None:
    if not others:
        work.connection.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
        return
    values = (meeting_id, person_id)
    work.connection.execute("DELETE FROM attendance WHERE meeting_id = ? AND person_id = ?", values)
    work.connection.execute("UPDATE meeting SET source_uid = ? WHERE id = ?", (source, meeting_id))
