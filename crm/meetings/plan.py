"""A meeting to be planned, as plain values."""

from datetime import date
from typing import NamedTuple

from crm.meetings.beside_plan import BesidePlan


class Plan(NamedTuple):
    """`people` are ids, `new_people` names that are not in the book; `said` is the text as typed, `beside` what
    it says of other things."""

    people: tuple[int, ...]
    on: date
    kind: str = "meeting"
    at: str | None = None
    place: str = ""
    purpose: str = ""
    new_people: tuple[str, ...] = ()
    said: str = ""
    beside: BesidePlan = BesidePlan()
