"""Rule "not_now_over": an ask was answered "not now, until ..." and that day has come."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.today.candidate import NOT_NOW, Candidate
from crm.today.rules.dates import DAYS_AHEAD

RULE = KIND = "not_now_over"
BEFORE_DATES_FOR = timedelta(days=14)  # sorts before upcoming dates for two weeks, then after them
SHOWN_FOR = timedelta(days=56)  # afterwards only the person page mentions it


class NotNow(NamedTuple):
    """`over_on` is the named day. `back_on` is the end of a snooze; the row is then shown for its full time."""

    ask_id: int
    person_id: int
    over_on: date
    back_on: date | None = None
    dismissed_on: date | None = None


def candidate(fact: NotNow, today: date) -> Candidate | None:
    """`days_late` is always 0: asking again is not a duty."""
    passed = today - max(fact.over_on, fact.back_on or fact.over_on)
    if not timedelta(0) <= passed < SHOWN_FOR or _is_dismissed(fact):
        return None
    return Candidate(
        key=f"not_now-{fact.ask_id}",
        group=NOT_NOW,
        kind=KIND,
        subject_id=fact.ask_id,
        people=frozenset({fact.person_id}),
        due=fact.over_on,
        days_late=0,
        sort_key=(0 if passed < BEFORE_DATES_FOR else DAYS_AHEAD + 1, passed.days, fact.ask_id),
    )


def _is_dismissed(fact: NotNow) -> bool:
    """ "Not this" and "done" are final, unless the ask got a later day since."""
    return fact.dismissed_on is not None and fact.dismissed_on >= fact.over_on
