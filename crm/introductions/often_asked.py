"""Who was asked for introductions often of late: a note beside an idea, as nobody should be worn out."""

import json
from collections.abc import Collection
from datetime import date, timedelta

from crm.storage.reading import Reader
from crm.text.days_in_words import number

OFTEN = 3
LATELY = timedelta(days=90)
_ASKED = (
    "SELECT s.person_id, count(*) AS times FROM introduction_side s JOIN introduction i ON i.id = s.introduction_id "
    "AND i.state <> 'idea' AND i.by_person_id IS NULL LEFT JOIN promise p ON p.id = i.promise_id "
    "WHERE s.person_id IN (SELECT value FROM json_each(:ids)) "
    "AND coalesce(s.asked_on, s.answered_on, p.made_on, i.made_on) > :since GROUP BY s.person_id"
)


def times_asked_lately(read: Reader, ids: Collection[int], today: date) -> dict[int, int]:
    """Only those who were asked often."""
    rows = read.rows(_ASKED, ids=json.dumps(sorted(ids)), since=(today - LATELY).isoformat())
    return {row["person_id"]: row["times"] for row in rows if row["times"] >= OFTEN}


def describe_often_asked(first_name: str, times: int) -> str:
    return f"{first_name} was part of {number(times)} introductions in the last three months. Perhaps wait a little."
