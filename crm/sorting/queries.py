"""Queries of Sort people: the next people, decisions made, and the weekly load of all rhythms."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.date_index import DEAD_PEOPLE
from crm.sorting.weekly_load import WEEKS, Load
from crm.storage.reading import Reader

BATCH_SIZE = 30

# Each part is a covering-index scan, so that the whole book is scored in one query. Each count is capped: otherwise a
# monthly meeting would outweigh all other evidence.
_EVIDENCE = """
  SELECT person_id, 8 * min(sum(many), 8) AS points FROM (
    SELECT person_id, count(*) AS many FROM attendance GROUP BY person_id
    UNION ALL SELECT a.person_id, -count(*) FROM meeting m JOIN attendance a ON a.meeting_id = m.id
    WHERE m.kind = 'event' AND a.counts = 0 GROUP BY a.person_id) GROUP BY person_id HAVING sum(many) > 0
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
_JOIN_SORTED = "LEFT JOIN dismissal s ON s.kind = 'sorted' AND s.subject_id = p.id"
_JOIN_LATER = "LEFT JOIN dismissal l ON l.kind = 'later' AND l.subject_id = p.id"
_UNDECIDED = (
    f"p.rhythm_days IS NULL AND p.standing != 'resting' AND p.id NOT IN {DEAD_PEOPLE} "
    "AND (s.on_day IS NULL OR (:again AND s.on_day < :today))"
)
_NEXT = f"""
WITH evidence(person_id, points) AS
  (SELECT person_id, sum(points) FROM ({_EVIDENCE}) GROUP BY person_id)
SELECT p.id FROM person p {_JOIN_SORTED} {_JOIN_LATER}
LEFT JOIN evidence e ON e.person_id = p.id WHERE {_UNDECIDED}
ORDER BY s.on_day IS NOT NULL, l.on_day IS NOT NULL, l.on_day, coalesce(e.points, 0) DESC, p.standing,
  p.last_contact_on DESC, p.id LIMIT :at_a_go
"""
_COUNT_LEFT = f"SELECT count(*) FROM person p {_JOIN_SORTED} WHERE {_UNDECIDED}"
_DECISIONS = f"""
SELECT p.id, p.rhythm_days, p.standing, s.on_day AS sorted_on, l.on_day AS later_on FROM person p {_JOIN_SORTED} {_JOIN_LATER}
WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
# Every rhythm has a next_due_on, so its index is scanned instead of the whole table.
_RHYTHMS = (
    "SELECT rhythm_days, count(*) FROM person WHERE standing = 'kept' AND next_due_on > '' "
    f"AND id NOT IN {DEAD_PEOPLE} AND rhythm_days IS NOT NULL GROUP BY rhythm_days"
)
_MEETINGS_HAD = (
    "SELECT count(*) FROM meeting WHERE held_on > :since AND held_on <= :today AND state = 'happened' "
    "AND direction IN ('both', 'in') "
    "AND (kind <> 'event' OR EXISTS (SELECT 1 FROM attendance WHERE meeting_id = meeting.id AND counts = 1))"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The stored decision about a person; compared to detect changes in between."""

    rhythm_days: int | None
    standing: str
    sorted_on: str | None
    later_on: str | None

    @property
    def is_made(self) -> bool:
        return self.rhythm_days is not None or self.standing == "resting" or self.sorted_on is not None


def next_people(read: Reader, today: date, again: bool = False) -> list[int]:
    """The ids of the next batch, most evidence first, people left for later last.

    With `again` followed by people who were given no rhythm before today.
    """
    return read.values(_NEXT, today=today.isoformat(), again=again, at_a_go=BATCH_SIZE)


def count_left(read: Reader, today: date, again: bool = False) -> int:
    """Number of people still to be decided."""
    return int(read.value(_COUNT_LEFT, today=today.isoformat(), again=again))


def decisions(read: Reader, ids: Sequence[int]) -> dict[int, Decision]:
    """By person id; people no longer in the book are missing."""
    rows = read.rows(_DECISIONS, ids=json.dumps(list(ids)))
    return {
        row["id"]: Decision(row["rhythm_days"], row["standing"], row["sorted_on"], row["later_on"])
        for row in rows
    }


def weekly_load(read: Reader, today: date) -> Load:
    """The contacts per week that all rhythms require, and the recent actual number."""
    planned = sum(7 / days * people for days, people in read.rows(_RHYTHMS))
    since = today - timedelta(weeks=WEEKS)
    meetings_had = read.value(_MEETINGS_HAD, since=since.isoformat(), today=today.isoformat())
    return Load(planned, meetings_had / WEEKS)
