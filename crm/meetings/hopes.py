"""Whom a planned event names: the user hopes to meet them there. Before it has happened, an event has no attendees."""

from crm.storage.reading import Reader

_OF_PLANNED_EVENT = "h.person_id IS NOT NULL AND e.kind = 'event' AND e.state = 'planned'"
_NAMED_AT = f"""
  SELECT person_id, 0 AS is_hope, id AS place FROM attendance WHERE meeting_id = {{meeting}}
  UNION ALL SELECT h.person_id, 1, min(h.place) FROM meeting_hope h CROSS JOIN meeting e ON e.id = h.meeting_id
    WHERE h.meeting_id = {{meeting}} AND {_OF_PLANNED_EVENT}
    AND NOT EXISTS (SELECT 1 FROM attendance o WHERE o.meeting_id = h.meeting_id AND o.person_id = h.person_id)
    GROUP BY h.person_id"""
PEOPLE_NAMED = f"({_NAMED_AT.format(meeting='m.id')})"
"""In SQL, in the order of `is_hope, place`: everyone at meeting `m`, or hoped for there while it is planned."""
PLANNED_EVENTS = (
    "SELECT h.meeting_id FROM meeting_hope h CROSS JOIN meeting e ON e.id = h.meeting_id "
    f"WHERE {_OF_PLANNED_EVENT} AND h.person_id"
)
"""In SQL, to be followed by a condition on the person: the planned events where they are hoped for."""
_NAMED = f"{_NAMED_AT.format(meeting=':id')} ORDER BY is_hope, place"


def has_hopes(kind: str, state: str) -> bool:
    """Whether those whom a meeting names are people to meet, not attendees."""
    return kind == "event" and state == "planned"


def people_named(read: Reader, meeting_id: int) -> list[int]:
    return read.values(_NAMED, id=meeting_id)
