"""Rule "did_it_happen": a planned meeting whose day has passed."""

from datetime import date
from typing import NamedTuple

from crm.today.candidate import DID_IT_HAPPEN, Candidate, days_late

RULE = "did_it_happen"


class PlannedMeeting(NamedTuple):
    id: int
    held_on: date
    people: frozenset[int]


def candidate(fact: PlannedMeeting, today: date) -> Candidate | None:
    if fact.held_on >= today:
        return None
    return Candidate(
        key=f"meeting-{fact.id}",
        group=DID_IT_HAPPEN,
        kind="did_it_happen",
        subject_id=fact.id,
        people=fact.people,
        due=fact.held_on,
        days_late=days_late(fact.held_on, today),
        sort_key=(days_late(fact.held_on, today), fact.id),
    )
