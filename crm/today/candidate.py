"""A candidate: something that could be a row of Today, before places are given out."""

from datetime import date
from typing import NamedTuple

MY_PROMISE, DID_IT_HAPPEN, OWED, STAY_CLOSE, DATE, NOT_NOW, NEW_JOB, OPEN_DOOR = range(8)
DATED = (DATE, NOT_NOW, NEW_JOB)  # given places together


class Candidate(NamedTuple):
    """`order` sorts within a rule, first things first; `group` is one of the rules above, in the order they show."""

    key: str  # the same from day to day: "promise-12"
    group: int
    kind: str
    subject_id: int  # of the promise, the meeting, the ask, the date or the person
    people: frozenset[int]
    due: date | None
    days_late: int
    sort_key: tuple[float, ...]
    is_fresh: bool = False  # a promise of today or yesterday: whoever logged two sees both stand there


def days_late(due: date | None, today: date) -> int:
    return max(0, (today - due).days) if due else 0
