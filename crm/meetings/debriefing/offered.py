"""Which meeting a debrief is offered for: from its time on, and the whole day after; then it is quietly dropped."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.meetings.meeting_names import describe_meeting, title_of
from crm.people.short_names import person_refs
from crm.storage.reading import Reader

_DAYS = timedelta(days=1)
# Written words, and "in touch today", are no meetings to look back on.
_FACE_TO_FACE = "m.kind NOT IN ('message', 'email', 'letter') AND m.direction = 'both'"
# Planned without a time: nobody knows whether it has been before the day is over.
_HAS_BEEN = "(m.held_on < :today OR m.held_at <= :now OR (m.held_at IS NULL AND m.state = 'happened'))"
_OFFERED = f"""
SELECT m.id, m.kind, m.state, m.held_on, m.held_at, m.purpose, m.source_uid FROM meeting m
WHERE m.held_on BETWEEN :first AND :today AND m.state IN ('planned', 'happened') AND m.debriefed_on IS NULL
  AND {_FACE_TO_FACE} AND {_HAS_BEEN} AND EXISTS (SELECT 1 FROM attendance a WHERE a.meeting_id = m.id)
ORDER BY m.held_on DESC, m.held_at DESC, m.id DESC
"""
_ATTENDEES = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY counts DESC, id"
_STATE = "SELECT held_on, energy, debriefed_on FROM meeting WHERE id = :id"


@dataclass(frozen=True, slots=True)
class OfferedDebrief:
    """`what` within a sentence: "coffee with Ana and Priya"."""

    meeting_id: int
    what: str
    on: date


@dataclass(frozen=True, slots=True)
class DebriefState:
    energy: str
    is_done: bool
    last_day: date  # the last day it is offered on


def offered(read: Reader, today: date, time: str) -> list[OfferedDebrief]:
    """Newest first. `time` is now, as HH:MM."""
    first = (today - _DAYS).isoformat()
    rows = read.rows(_OFFERED, first=first, today=today.isoformat(), now=time)
    return [_offered(read, row) for row in rows]


def debrief_state(read: Reader, meeting_id: int) -> DebriefState | None:
    """None for a meeting that is not there."""
    row = read.one(_STATE, id=meeting_id)
    if row is None:
        return None
    last = date.fromisoformat(row["held_on"]) + _DAYS
    return DebriefState(row["energy"] or "", row["debriefed_on"] is not None, last)


def _offered(read: Reader, row: Any) -> OfferedDebrief:
    ids = read.values(_ATTENDEES, id=row["id"])
    people = person_refs(read, ids)
    names = [people[one].first_name for one in ids]
    what = describe_meeting(row["kind"], title_of(row["kind"], row["purpose"], row["source_uid"]), names)
    return OfferedDebrief(row["id"], what, date.fromisoformat(row["held_on"]))
