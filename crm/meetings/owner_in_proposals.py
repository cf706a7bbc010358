"""The user among those a calendar proposes to have met: whom that may be, and what follows when they say so."""

import sqlite3
from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

from crm import settings
from crm.meetings.event_sources import event_digest, format_source, parse_source
from crm.people import owner
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_FEWEST = 5
_SEVERAL = (
    "SELECT m.id FROM meeting m JOIN attendance a ON a.meeting_id = m.id WHERE m.state = 'proposed' "
    "GROUP BY m.id HAVING count(*) > 1"
)
_OFTEN = (
    f"SELECT p.id, p.full_name, count(*) AS many FROM attendance a JOIN person p ON p.id = a.person_id "
    f"WHERE a.meeting_id IN ({_SEVERAL}) GROUP BY p.id ORDER BY many DESC, p.id LIMIT 2"
)
_OF_CALENDARS = (
    "SELECT m.id, m.source_uid, m.held_on, m.held_at, m.purpose, m.place, m.said FROM meeting m "
    "JOIN attendance a ON a.meeting_id = m.id WHERE a.person_id = :id AND m.source_uid IS NOT NULL "
    "AND m.state IN ('proposed', 'planned')"
)
_PEOPLE = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY person_id"


class OwnerCandidate(NamedTuple):
    """Someone of the book who is in so many `of` the proposals with several people."""

    person_id: int
    name: str
    meetings: int
    of: int


def owner_candidate(read: Reader, not_me: Container[int] = ()) -> OwnerCandidate | None:
    """The one in nearly all proposals, if any; nobody where two are, or who is `not_me`."""
    often = read.rows(_OFTEN)
    if not often:
        return None
    of = read.value(f"SELECT count(*) FROM ({_SEVERAL})")
    first, second = often[0]["many"], often[1]["many"]
    if first < max(_FEWEST, owner.OWNER_ATTENDANCE_RATE * of) or first == second or often[0]["id"] in not_me:
        return None
    return OwnerCandidate(often[0]["id"], often[0]["full_name"], first, of)


def mark_as_owner(work: "UnitOfWork", person_id: int) -> None:
    """Their addresses are the user's own, and they are no guest of what calendars proposed or planned any more.

    Where nobody else is left, there was no meeting. The person stays in the book.
    """
    name = work.read.value("SELECT full_name FROM person WHERE id = :id", id=person_id) or ""
    emails = "SELECT value FROM contact_point WHERE person_id = :id AND kind = 'email' ORDER BY id"
    owner.add_addresses(work, work.read.values(emails, id=person_id))
    if not settings.value(work.read, settings.OWNER_NAME):
        settings.change(work, settings.OWNER_NAME, name)
    for row in work.read.rows(_OF_CALENDARS, id=person_id):
        others = [one for one in work.read.values(_PEOPLE, id=row["id"]) if one != person_id]
        _without(work, row["id"], person_id, others, _told_without(row, person_id, others))
    work.label = f"Noted that {name} is me"


def _told_without(row: sqlite3.Row, person_id: int, others: list[int]) -> str:
    """What is kept of the event: as if it had been read without them, unless the user changed the meeting since."""
    said = (row["held_on"], row["held_at"], row["purpose"], row["place"], row["said"])
    kept = parse_source(row["source_uid"])
    if kept.told != event_digest(*said, tuple(sorted([*others, person_id]))):
        return str(row["source_uid"])
    return format_source(kept.source, event_digest(*said, tuple(others)), kept.revision, kept.by_title)


def _without(work: "UnitOfWork", meeting_id: int, person_id: int, others: list[int], told: str) -> None:
    if not others:
        work.connection.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))
        return
    values = (meeting_id, person_id)
    work.connection.execute("DELETE FROM attendance WHERE meeting_id = ? AND person_id = ?", values)
    work.connection.execute("UPDATE meeting SET source_uid = ? WHERE id = ?", (told, meeting_id))
