"""Which meetings a list shows: coming ones soonest first, all others newest first; by person and by words."""

from datetime import date
from typing import Literal

from crm.meetings.hopes import PLANNED_EVENTS
from crm.meetings.meeting_conditions import conditions
from crm.meetings.meeting_filter import MeetingFilter
from crm.storage.reading import Reader
from crm.text.folding import fold

Part = Literal["coming", "past", "proposed", "missed", ""]
PARTS: dict[str, Part] = {"coming": "coming", "past": "past", "proposed": "proposed", "missed": "missed"}

_OF_PART: dict[Part, str] = {
    "coming": "m.state = 'planned' AND m.held_on >= :today",
    "past": "(m.state IN ('happened', 'missed') OR (m.state = 'planned' AND m.held_on < :today))",
    "proposed": "m.state = 'proposed'",
    "missed": "m.state = 'missed'",
    "": "1",
}
_WITH_PERSON = (
    f"m.id IN (SELECT meeting_id FROM attendance WHERE person_id = :person UNION {PLANNED_EVENTS} = :person)"
)
_SOONEST = "m.held_on, m.held_at IS NULL, m.held_at, m.id"
_NEWEST = "m.held_on DESC, m.held_at DESC, m.id DESC"


def meeting_ids(
    read: Reader, part: Part, today: date, person_id: int | None = None, text: str = ""
) -> list[int]:
    """The ids in order. Every word of `text` is of the meeting's texts, of someone's name, or its kind."""
    words = tuple(folded for word in text.split() if (folded := fold(word)))
    asked = conditions(read, MeetingFilter(words=words))
    where = [_OF_PART[part], asked.where, *([_WITH_PERSON] if person_id is not None else [])]
    order = _SOONEST if part == "coming" else _NEWEST
    sql = f"SELECT m.id FROM {asked.source} WHERE {' AND '.join(where)} ORDER BY {order}"
    return read.values(sql, person=person_id, today=today.isoformat(), **asked.values)
