"""Rule "stay_close": a kept person whose rhythm has passed without contact."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.today.candidate import STAY_CLOSE, Candidate

RULE = "stay_close"
MAX_RELATIVE_LATENESS = 2.0  # in rhythms; people later than this sort behind all others
ANSWER_WAIT = timedelta(days=14)  # no row while a message may still be answered
MEETING_SOON = timedelta(days=7)  # no row if a meeting is planned this soon


class OverdueContact(NamedTuple):
    """`next_due` counts from the last contact, or for people never met from the day the rhythm was set."""

    id: int
    rhythm_days: int
    next_due: date
    last_contact: date | None = None
    wrote_on: date | None = None  # the last message of the user without an answer
    meets_on: date | None = None  # the next planned meeting
    dismissed_on: date | None = None


def candidate(fact: OverdueContact, today: date) -> Candidate | None:
    late = (today - fact.next_due).days
    if late < 0 or _is_in_contact(fact, today) or _is_dismissed(fact):
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
        sort_key=(
            relative > MAX_RELATIVE_LATENESS,
            relative if relative > MAX_RELATIVE_LATENESS else -relative,
            fact.rhythm_days,
            fact.id,
        ),
    )


def _is_in_contact(fact: OverdueContact, today: date) -> bool:
    wrote_lately = fact.wrote_on is not None and today - fact.wrote_on < ANSWER_WAIT
    meets_soon = fact.meets_on is not None and today <= fact.meets_on <= today + MEETING_SOON
    return fact.last_contact == today or wrote_lately or meets_soon


def _is_dismissed(fact: OverdueContact) -> bool:
    """ "Not this" holds until a new contact."""
    if fact.dismissed_on is None:
        return False
    return fact.last_contact is None or fact.last_contact <= fact.dismissed_on
