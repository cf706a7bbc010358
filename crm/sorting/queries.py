"""Who comes next, what has been decided about them, and how much all the rhythms ask for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.date_index import DEAD_PEOPLE
from crm.sorting.weekly_load import WEEKS, Load
from crm.storage.reading import Reader

AT_A_GO = 30

# Each part is counted from an index alone, so that a whole book is weighed in one reading: what there is much of weighs
# no more than its ceiling, or one monthly meeting would outweigh everything else that is known.
_EVIDENCE = """
  SELECT person_id, 8 * min(count(*), 8) AS points FROM attendance GROUP BY person_id
  UNION ALL SELECT person_id, 5 * min(count(*), 3) FROM promise_person WHERE person_id IS NOT NULL GROUP BY person_id
  UNION ALL SELECT by_person_id, 5 * min(count(*), 3) FROM promise WHERE by_person_id IS NOT NULL GROUP BY by_person_id
  UNION ALL SELECT id, 4 FROM person WHERE introduced_by_id IS NOT NULL
  UNION ALL SELECT person_id, 3 * min(count(*), 3) FROM person_topic GROUP BY person_id
  UNION ALL SELECT person_id, 3 * min(count(*), 3) FROM person_tag GROUP BY person_id
  UNION ALL SELECT person_id, 3 * min(count(*), 2) FROM note GROUP BY person_id
  UNION ALL SELECT person_id, 2 FROM role WHERE organisation_id IN
    (SELECT organisation_id FROM role WHERE organisation_id IS NOT NULL GROUP BY organisation_id HAVING count(*) > 1)
  UNION ALL SELECT person_id, min(count(*), 3) FROM contact_point GROUP BY person_id
"""
_SEEN = "LEFT JOIN dismissal s ON s.kind = 'sorted' AND s.subject_id = p.id"
_LATER = "LEFT JOIN dismissal l ON l.kind = 'later' AND l.subject_id = p.id"
_OPEN = (
    f"p.rhythm_days IS NULL AND p.standing != 'resting' AND p.id NOT IN {DEAD_PEOPLE} "
    "AND (s.on_day IS NULL OR (:again AND s.on_day < :today))"
)
_NEXT = f"""
WITH evidence(person_id, points) AS
  (SELECT person_id, sum(points) FROM ({_EVIDENCE}) GROUP BY person_id)
SELECT p.id FROM person p {_SEEN} {_LATER}
LEFT JOIN evidence e ON e.person_id = p.id WHERE {_OPEN}
ORDER BY s.on_day IS NOT NULL, l.on_day IS NOT NULL, l.on_day, coalesce(e.points, 0) DESC, p.standing,
  p.last_contact_on DESC, p.id LIMIT :at_a_go
"""
_LEFT = f"SELECT count(*) FROM person p {_SEEN} WHERE {_OPEN}"
_DECIDED = f"""
SELECT p.id, p.rhythm_days, p.standing, s.on_day AS sorted_on, l.on_day AS later_on FROM person p {_SEEN} {_LATER}
WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
# A rhythm always has a next touch, and the index of those is read instead of everybody.
_RHYTHMS = (
    "SELECT rhythm_days, count(*) FROM person WHERE standing = 'kept' AND next_due_on > '' "
    f"AND id NOT IN {DEAD_PEOPLE} AND rhythm_days IS NOT NULL GROUP BY rhythm_days"
)
_HAD = (
    "SELECT count(*) FROM meeting WHERE held_on > :since AND held_on <= :today AND state = 'happened' "
    "AND direction IN ('both', 'in')"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is known to be decided about someone; two that are equal say that nothing changed in between."""

    rhythm_days: int | None
    standing: str
    sorted_on: str | None
    later_on: str | None

    @property
    def is_made(self) -> bool:
        return self.rhythm_days is not None or self.standing == "resting" or self.sorted_on is not None


def next_people(read: Reader, today: date, again: bool = False) -> list[int]:
    """The ids of one go: most evidence first; those left for later once everybody else was seen.

    With `again` also, and last, those who were given no rhythm on a day before today.
    """
    return read.values(_NEXT, today=today.isoformat(), again=again, at_a_go=AT_A_GO)


def left(read: Reader, today: date, again: bool = False) -> int:
    """How many are still to be looked at."""
    return int(read.value(_LEFT, today=today.isoformat(), again=again))


def decisions(read: Reader, ids: Sequence[int]) -> dict[int, Decision]:
    """By person; whoever is no longer in the book is missing."""
    rows = read.rows(_DECIDED, ids=json.dumps(list(ids)))
    return {
        row["id"]: Decision(row["rhythm_days"], row["standing"], row["sorted_on"], row["later_on"])
        for row in rows
    }


def load(read: Reader, today: date) -> Load:
    """What all rhythms of kept people ask for, beside what really happened lately."""
    planned = sum(7 / days * many for days, many in read.rows(_RHYTHMS))
    since = today - timedelta(weeks=WEEKS)
    had = read.value(_HAD, since=since.isoformat(), today=today.isoformat())
    return Load(planned, had / WEEKS)
