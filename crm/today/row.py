"""The records that the Today page shows: rows, today's meetings, and the texts around them."""

from datetime import date
from typing import NamedTuple

from crm.people.short_names import PersonRef
from crm.today.candidate import Candidate
from crm.today.rules import open_door


class Row(NamedTuple):
    """One suggestion of the list.

    `what` and `why` are one line each, `chip` is the due label, `action` the label of the main button. `subject_id` is the
    number in the key. `evidence` lists the stored texts and days behind the row, one per line.
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
    evidence: tuple[str, ...] = ()


class RowGroup(NamedTuple):
    heading: str
    rows: list[Row]


class MeetingToday(NamedTuple):
    """A planned meeting of the day. `row` is its row key, `at` its time as "HH:MM"."""

    row: str
    id: int
    at: str | None
    people: tuple[PersonRef, ...]
    what: str
    place: str
    state: str
    why: str


class TodayList(NamedTuple):
    """`folded` counts the user's due promises that got no row; crm.today.today.folded_rows loads them."""

    on: date
    heading: str
    subtitle: str
    meetings: tuple[MeetingToday, ...]
    rows: tuple[Row, ...]
    folded: int
    folded_text: str
    upcoming: str | None = None  # on an empty day: a sentence about the next dated event
    upcoming_meeting_id: int | None = None  # its id, if that event is a meeting
    folded_candidates: tuple[Candidate, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.meetings and not self.folded

    @property
    def due_count(self) -> int:
        """Number of rows that are due. "Open door" rows never are."""
        return sum(1 for row in self.rows if row.kind != open_door.KIND)

    @property
    def groups(self) -> list[RowGroup]:
        """Rows by heading, in display order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.group, []).append(row)
        return [RowGroup(heading, rows) for heading, rows in found.items()]
