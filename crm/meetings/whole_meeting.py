"""One meeting with all its fields and people, as its page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.errors import NothingFound
from crm.meetings.hopes import has_hopes, people_named
from crm.meetings.meeting_names import describe_meeting, title_of
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

_MEETING = (
    "SELECT id, uid, kind, state, held_on, held_at, place, purpose, note, said, direction, "
    "source_uid IS NOT NULL AS is_imported FROM meeting WHERE id = :id"
)


@dataclass(frozen=True, slots=True)
class WholeMeeting:
    """`said` is the text as typed or, if it `is_imported`, the description of the calendar event. `people` are hoped for
    at an event that is planned.
    """

    id: int
    uid: str
    kind: str
    state: str
    on: date
    at: str | None
    place: str
    purpose: str
    note: str
    said: str
    direction: str
    is_imported: bool
    people: tuple[PersonRef, ...]

    @property
    def title(self) -> str:
        """ "Coffee with Ana Ruiz and Priya Nair"; for an imported event its title."""
        title = title_of(self.kind, self.purpose, "calendar" if self.is_imported else None)
        there = () if has_hopes(self.kind, self.state) else self.people
        words = describe_meeting(self.kind, title, [one.name for one in there])
        return words[:1].upper() + words[1:]


def whole_meeting(read: Reader, meeting_id: int) -> WholeMeeting:
    """Raises NothingFound."""
    row = read.one(_MEETING, id=meeting_id)
    if row is None:
        raise NothingFound("This meeting is no longer in the book.")
    ids = people_named(read, meeting_id)
    people = person_refs(read, ids)
    return _meeting(row, tuple(people[one] for one in ids if one in people))


def _meeting(row: Any, people: tuple[PersonRef, ...]) -> WholeMeeting:
    return WholeMeeting(
        id=row["id"],
        uid=row["uid"],
        kind=row["kind"],
        state=row["state"],
        on=date.fromisoformat(row["held_on"]),
        at=row["held_at"],
        place=row["place"],
        purpose=row["purpose"],
        note=row["note"],
        said=row["said"],
        direction=row["direction"],
        is_imported=bool(row["is_imported"]),
        people=people,
    )
