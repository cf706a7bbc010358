"""Which meetings a list shows: coming ones soonest first, all others newest first; by person and by words."""

from datetime import date
from typing import Literal

from crm.meetings.meeting_conditions import WITH_WORDS, match_query
from crm.storage.reading import Reader

Part = Literal["coming", "past", "proposed", "missed", ""]
PARTS: dict[str, Part] = {"coming": "coming", "past": "past", "proposed": "proposed", "missed": "missed"}

_CONDITIONS: dict[Part, str] = {
    "coming": "m.state = 'planned' AND m.held_on >= :today",
    "past": "(m.state IN ('happened', 'missed') OR (m.state = 'planned' AND m.held_on < :today))",
    "proposed": "m.state = 'proposed'",
    "missed": "m.state = 'missed'",
    "": "1",
}
_WITH_PERSON = "m.id IN (SELECT meeting_id FROM attendance WHERE person_id = :person)"
_SOONEST = "m.held_on, m.held_at IS NULL, m.held_at, m.id"
_NEWEST = "m.held_on DESC, m.held_at DESC, m.id DESC"


def meeting_ids(
    read: Reader, part: Part, today: date, person_id: int | None = None, text: str = ""
) -> list[int]:
    """The ids in order. Every word of `text` begins a word of the place, purpose, note or typed text."""
    conditions, values = [_CONDITIONS[part]], {"today": today.isoformat()}
    if person_id is not None:
        conditions.append(_WITH_PERSON)
    if text.strip():
        query = match_query(text)
        if not query:
            return []
        conditions.append(WITH_WORDS.format(name="words"))
        values["words"] = query
    order = _SOONEST if part == "coming" else _NEWEST
    sql = f"SELECT m.id FROM meeting m WHERE {' AND '.join(conditions)} ORDER BY {order}"
    return read.values(sql, person=person_id, **values)
