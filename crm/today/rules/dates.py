"""Rule "dates": birthdays, anniversaries and custom dates of kept people, on the day and in the week before."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.text.days_in_words import next_fall
from crm.today.candidate import DATE, Candidate

RULE = "dates"
DAYS_AHEAD = 7
_NEARLY_A_YEAR = timedelta(days=300)


class YearlyDate(NamedTuple):
    """`line_id` is the other_property id of a custom-labelled date; birthdays and anniversaries have none."""

    person_id: int
    what: str  # birthday | anniversary | date
    month_day: int  # month * 100 + day
    dismissed_on: date | None = None
    line_id: int | None = None


def candidate(fact: YearlyDate, today: date) -> Candidate | None:
    due = next_fall(fact.month_day, today)
    ahead = (due - today).days
    dismissed = fact.dismissed_on is not None and due - fact.dismissed_on < _NEARLY_A_YEAR
    if ahead > DAYS_AHEAD or dismissed:
        return None
    return Candidate(
        key=f"{fact.what}-{fact.line_id or fact.person_id}",
        group=DATE,
        kind="date",
        subject_id=fact.line_id or fact.person_id,
        people=frozenset({fact.person_id}),
        due=due,
        days_late=0,
        sort_key=(ahead, fact.what != "birthday", fact.what == "date", fact.person_id),
    )
