"""A candidate: something that may become a row of Today, before ranking."""

from datetime import date
from typing import NamedTuple

MY_PROMISE, DID_IT_HAPPEN, OWED, STAY_CLOSE, DATE, NOT_NOW, NEW_JOB, OPEN_DOOR = range(8)
DATED = (DATE, NOT_NOW, NEW_JOB)  # ranked together


class Candidate(NamedTuple):
    """`sort_key` orders candidates of one rule, smallest first. `group` is one of the constants above, in display order."""

    key: str  # stable from day to day: "promise-12"
    group: int
    kind: str
    subject_id: int  # id of the promise, meeting, ask, date (other_property) or person
    people: frozenset[int]
    due: date | None
    days_late: int
    sort_key: tuple[float, ...]
    # A promise made today or yesterday: shown even if its person has another row.
    is_fresh: bool = False


def days_late(due: date | None, today: date) -> int:
    return max(0, (today - due).days) if due else 0
