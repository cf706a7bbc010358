"""Rule "keep_your_word": open promises of the user that are late, due soon for their kind, or just made."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.promises.kinds import DEFAULT_DAYS
from crm.today.candidate import MY_PROMISE, Candidate, days_late

RULE = "keep_your_word"


class MyPromise(NamedTuple):
    """`due` is the day of the next action: for a waiting promise to ask again, for a made introduction to ask how it went."""

    id: int
    kind: str
    due: date | None
    due_said: bool
    made_on: date
    people: frozenset[int] = frozenset()


def qualifies(kind: str, due: date | None, made_on: date, today: date) -> bool:
    soon = due is not None and (due - today).days <= DEFAULT_DAYS[kind]
    return soon or is_fresh(made_on, today)


def is_fresh(made_on: date, today: date) -> bool:
    return today - timedelta(days=1) <= made_on <= today


def candidate(fact: MyPromise, today: date) -> Candidate | None:
    if not qualifies(fact.kind, fact.due, fact.made_on, today):
        return None
    return Candidate(
        key=f"promise-{fact.id}",
        group=MY_PROMISE,
        kind=fact.kind,
        subject_id=fact.id,
        people=fact.people,
        due=fact.due,
        days_late=days_late(fact.due, today),
        sort_key=_order(fact, today),
        is_fresh=is_fresh(fact.made_on, today),
    )


def _order(fact: MyPromise, today: date) -> tuple[float, ...]:
    """Late promises by lateness relative to their kind's default time, then by due day, explicit due days first."""
    ahead = (fact.due - today).days if fact.due else 3650
    relative = min(0.0, ahead / DEFAULT_DAYS[fact.kind])
    return (relative, max(0, ahead), not fact.due_said, fact.id)
