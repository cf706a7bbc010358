"""Somebody kept works elsewhere by now, as an import noted: a good day to write."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.today.candidate import MOVED, Candidate

RULE = KIND = "moved"
NOTED = "new_role"
"""Begins the key of a row in `dismissal` that says on which day an import noted somebody's new role."""
SHOWN = timedelta(days=30)  # then it is no news any more
_AMONG_DATES = 3  # behind a birthday in so many days


class NewRole(NamedTuple):
    person_id: int
    noted_on: date
    dismissed_on: date | None = None


def candidate(fact: NewRole, today: date) -> Candidate | None:
    passed = today - fact.noted_on
    dismissed = fact.dismissed_on is not None and fact.dismissed_on >= fact.noted_on
    if not timedelta(0) <= passed < SHOWN or dismissed:
        return None
    return Candidate(
        key=f"{KIND}-{fact.person_id}",
        group=MOVED,
        kind=KIND,
        subject_id=fact.person_id,
        people=frozenset({fact.person_id}),
        due=None,
        days_late=0,
        order=(_AMONG_DATES, passed.days, fact.person_id),
    )
