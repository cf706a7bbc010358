"""What Today shows: rows, the meetings above them, and the sentences around them."""

from datetime import date
from typing import NamedTuple

from crm.people.short_names import PersonRef
from crm.today.candidate import Candidate
from crm.today.rules import open_door


class Row(NamedTuple):
    """`what` to do and `why`, one line each; `chip` says when; `action` is the main button; `subject_id` as in the key.

    `rests` are the stored words and days the row was made of, one a line.
    """

    key: str
    kind: str
    rule: str
    group: str
    subject_id: int
    people: tuple[PersonRef, ...]
    what: str
    why: str
    due: date | None
    days_late: int
    chip: str
    action: str
    rests: tuple[str, ...] = ()


class MeetingToday(NamedTuple):
    row: str
    id: int
    at: str | None
    people: tuple[PersonRef, ...]
    what: str
    place: str
    state: str
    why: str


class TodayList(NamedTuple):
    """`folded` counts my promises that qualify and got no row; `open_folded` of crm.today.today brings them."""

    on: date
    heading: str
    subtitle: str
    meetings: tuple[MeetingToday, ...]
    rows: tuple[Row, ...]
    folded: int
    folded_words: str
    calm: str | None = None  # on an empty day: the next dated thing, or nothing
    calm_meeting_id: int | None = None  # the meeting it is, where it is one
    folded_candidates: tuple[Candidate, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.rows and not self.meetings and not self.folded

    @property
    def due(self) -> int:
        """How many rows are due: an open door never is."""
        return sum(1 for row in self.rows if row.kind != open_door.KIND)

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """Rows under their headings, in the order they show."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.group, []).append(row)
        return list(found.items())
