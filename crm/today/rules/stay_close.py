"""Stay close: a kept person whose whole rhythm has passed without contact."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.today.candidate import STAY_CLOSE, Candidate

RULE = "stay_close"
CEILING = 2.0  # rounds of the rhythm: who is late by more sinks behind those one can still pick up easily
PAUSE = timedelta(days=14)  # after a message that got no answer yet: patience, not a second one
SOON = timedelta(days=7)  # whoever is met within it needs no nudge


class Drifting(NamedTuple):
    """`next_due` counts from the last contact, or from the day the rhythm was set for someone never met."""

    id: int
    rhythm_days: int
    next_due: date
    last_contact: date | None = None
    wrote_on: date | None = None  # my last message without an answer
    meets_on: date | None = None  # the next planned meeting
    dismissed_on: date | None = None


def candidate(fact: Drifting, today: date) -> Candidate | None:
    late = (today - fact.next_due).days
    if late < 0 or _patient(fact, today) or _dismissed(fact):
        return None
    relative = late / fact.rhythm_days
    return Candidate(
        key=f"stay_close-{fact.id}",
        group=STAY_CLOSE,
        kind="stay_close",
        subject_id=fact.id,
        people=frozenset({fact.id}),
        due=fact.next_due,
        days_late=late,
        order=(relative > CEILING, relative if relative > CEILING else -relative, fact.rhythm_days, fact.id),
    )


def _patient(fact: Drifting, today: date) -> bool:
    wrote_lately = fact.wrote_on is not None and today - fact.wrote_on < PAUSE
    meets_soon = fact.meets_on is not None and today <= fact.meets_on <= today + SOON
    return fact.last_contact == today or wrote_lately or meets_soon


def _dismissed(fact: Drifting) -> bool:
    """ "Not this" holds until a new contact makes a new row."""
    if fact.dismissed_on is None:
        return False
    return fact.last_contact is None or fact.last_contact <= fact.dismissed_on
