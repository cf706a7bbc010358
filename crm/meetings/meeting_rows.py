"""Meetings as rows of a list or entries of a calendar: who, when, where, and a line of the note."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from crm.meetings.event_purpose import split_purpose
from crm.meetings.hopes import PEOPLE_NAMED, has_hopes
from crm.meetings.meeting_names import KIND_NAMES, describe_meeting, title_of
from crm.people.short_names import PersonRef
from crm.promises.promise_titles import join_names
from crm.storage.reading import Reader

Part = Literal["coming", "proposed", "past"]
_NAMED = 3  # of the people of a meeting
_ROWS = f"""
SELECT m.id, m.kind, m.state, m.held_on, m.held_at, m.place, m.purpose, substr(m.note, 1, 2000) AS note,
  m.source_uid IS NOT NULL AS from_calendar, (SELECT count(*) FROM {PEOPLE_NAMED}) AS there,
  (SELECT json_group_array(json_array(id, full_name, uid, given)) FROM (
    SELECT p.id, p.full_name, p.uid, p.given FROM {PEOPLE_NAMED} n JOIN person p ON p.id = n.person_id
    ORDER BY n.is_hope, n.place LIMIT {_NAMED})) AS people
FROM meeting m WHERE m.id IN (SELECT value FROM json_each(:ids))
"""


class MeetingRow(NamedTuple):
    """`people` are the first few of the `there` people, hoped for at a planned event; `note` is its beginning."""

    id: int
    kind: str
    state: str
    on: date
    at: str | None
    place: str
    purpose: str
    note: str
    from_calendar: bool
    there: int
    people: tuple[PersonRef, ...]

    @property
    def name(self) -> str:
        """The name of an event, or a title from a calendar; else empty."""
        return title_of(self.kind, self.purpose, "calendar" if self.from_calendar else None)

    @property
    def why(self) -> str:
        """The purpose without such a name."""
        if self.kind == "event":
            return split_purpose(self.purpose).why
        return "" if self.from_calendar else self.purpose

    @property
    def title(self) -> str:
        """ "Coffee with Ana Ruiz and Priya Nair"; an event of a calendar is called what it is called there."""
        names = [person.name for person in self.people]
        names += [""] * (self.there - len(names))  # only their number is shown
        names = [] if has_hopes(self.kind, self.state) else names
        title = describe_meeting(self.kind, self.name, names)
        return f"{title[:1].upper()}{title[1:]}"

    @property
    def short_title(self) -> str:
        """For narrow places: "14:00 Lena", "Ana, coffee", "Ana, Priya", "Mei?" for a proposal."""
        names = [person.first_name for person in self.people]
        if self.there > len(names):
            names = [*names[:1], f"{self.there - 1} more"]
        told = (self.name if self.kind == "event" else "") or ", ".join(names) or self.purpose or self.kind
        if self.state == "proposed":
            return f"{told}?"
        if self.at and self.state == "planned":
            return f"{self.at} {told}"
        is_alone = len(names) == 1 and told == names[0]
        return f"{told}, {KIND_NAMES.get(self.kind, self.kind)}" if is_alone else told

    @property
    def named_people(self) -> str:
        """ "Lena Petrov", "Ana Ruiz and 4 others"."""
        if self.there > len(self.people) and self.people:
            return f"{self.people[0].name} and {self.there - 1} others"
        return join_names([person.name for person in self.people])

    def part(self, today: date) -> Part:
        if self.state == "proposed":
            return "proposed"
        return "coming" if self.state == "planned" and self.on >= today else "past"


def meeting_rows(read: Reader, ids: Sequence[int]) -> list[MeetingRow]:
    """In the order of `ids`; a meeting that is not there is left out."""
    found = {row["id"]: _row(row) for row in read.rows(_ROWS, ids=json.dumps(list(ids)))}
    return [found[one] for one in ids if one in found]


def _row(row: Any) -> MeetingRow:
    return MeetingRow(
        row["id"],
        row["kind"],
        row["state"],
        date.fromisoformat(row["held_on"]),
        row["held_at"],
        row["place"],
        row["purpose"],
        row["note"],
        bool(row["from_calendar"]),
        row["there"],
        tuple(PersonRef(*one) for one in json.loads(row["people"])),
    )
