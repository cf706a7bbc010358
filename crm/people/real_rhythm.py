"""Actual frequency of contact with a person, shown beside the chosen rhythm."""

from datetime import date

from crm import rhythm
from crm.storage.reading import Reader

_LATEST = 12  # days of contact; older ones do not describe the present
_MET_ON = (
    "SELECT DISTINCT m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND a.counts = 1 AND m.state = 'happened' AND m.direction IN ('both', 'in') AND m.held_on <= :today "
    "ORDER BY m.held_on DESC LIMIT :latest"
)


def median_contact_gap(read: Reader, person_id: int, today: date) -> int | None:
    """Median gap in days between the latest days of contact; None for fewer than three."""
    met_on = read.values(_MET_ON, id=person_id, today=today.isoformat(), latest=_LATEST)
    return rhythm.median_gap(date.fromisoformat(one) for one in met_on)
