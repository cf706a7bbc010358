"""Rule "moved": an import recorded a new role of a kept person."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.today.candidate import NEW_JOB, Candidate

RULE = KIND = "moved"
NOTED_KIND = "new_role"
"""Kind of the `dismissal` row that stores the day on which an import recorded a new role."""
SHOWN_FOR = timedelta(days=30)  # after the change was recorded
_ORDER_AMONG_DATES = 3  # sorts like a date three days ahead


class RoleNoted(NamedTuple):
    person_id: int
    noted_on: date
    dismissed_on: date | None = None


def candidate(fact: RoleNoted, today: date) -> Candidate | None:
    passed = today - fact.noted_on
    dismissed = fact.dismissed_on is not None and fact.dismissed_on >= fact.noted_on
    if not timedelta(0) <= passed < SHOWN_FOR or dismissed:
        return None
    return Candidate(
        key=f"{KIND}-{fact.person_id}",
        group=NEW_JOB,
        kind=KIND,
        subject_id=fact.person_id,
        people=frozenset({fact.person_id}),
        due=None,
        days_late=0,
        sort_key=(_ORDER_AMONG_DATES, passed.days, fact.person_id),
    )
