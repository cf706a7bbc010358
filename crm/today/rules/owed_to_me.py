"""Rule "owed_to_me": a promise by another person, shown only in the first three days after its due day."""

from datetime import date
from typing import NamedTuple

from crm.today.candidate import OWED, Candidate

RULE = "owed_to_me"
SHOWN_DAYS = 3


class PromiseByOther(NamedTuple):
    id: int
    by: int
    due: date


def candidate(fact: PromiseByOther, today: date) -> Candidate | None:
    late = (today - fact.due).days
    if not 1 <= late <= SHOWN_DAYS:
        return None
    return Candidate(
        key=f"owed-{fact.id}",
        group=OWED,
        kind="owed_to_me",
        subject_id=fact.id,
        people=frozenset({fact.by}),
        due=fact.due,
        days_late=late,
        sort_key=(-late, fact.id),
    )
