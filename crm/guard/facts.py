"""The guard's facts about one person: meetings so far, last thing given, open promises, last ask."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.asks import queries as asks
from crm.asks.queries import AskLine
from crm.errors import NothingFound
from crm.promises import promise_titles
from crm.storage.reading import Reader
from crm.text import names

_PERSON = "SELECT full_name, given FROM person WHERE id = :id"
MAX_MEETINGS_COUNTED = 100  # limits the query for people met daily for years
_MEETINGS = (
    "SELECT count(*) FROM (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND a.counts = 1 AND m.state = 'happened' AND m.direction IN ('both', 'in') AND m.held_on <= :today LIMIT :many)"
)
_GIVEN = """
SELECT kind, words, on_day FROM (
  SELECT 'introduction' AS kind, coalesce(p.full_name, o.name, '') AS words, i.made_on AS on_day
  FROM introduction_side s JOIN introduction i ON i.id = s.introduction_id
  LEFT JOIN introduction_side o ON o.introduction_id = i.id AND o.id <> s.id LEFT JOIN person p ON p.id = o.person_id
  WHERE s.person_id = :id AND i.by_person_id IS NULL AND i.made_on IS NOT NULL
  UNION ALL
  SELECT 'share', t.title, s.sent_on FROM share s JOIN item t ON t.id = s.item_id
  WHERE s.person_id = :id AND s.sent_on IS NOT NULL
  UNION ALL
  SELECT 'advice', v.words, v.given_on FROM advice v
  WHERE v.person_id = :id AND v.direction = 'given' AND v.given_on IS NOT NULL
  UNION ALL
  SELECT 'promise', pr.words, pr.kept_on FROM promise_person w JOIN promise pr ON pr.id = w.promise_id
  WHERE w.person_id = :id AND pr.by_person_id IS NULL AND pr.state = 'kept' AND pr.kept_on IS NOT NULL
    AND pr.kind <> 'introduction' AND NOT EXISTS (SELECT 1 FROM share s WHERE s.promise_id = pr.id AND s.sent_on IS NOT NULL)
) ORDER BY on_day DESC LIMIT 1
"""
_OPEN_PROMISES = """
SELECT DISTINCT pr.id, pr.kind, pr.words, pr.due_on FROM promise_person w JOIN promise pr ON pr.id = w.promise_id
WHERE w.person_id = :id AND pr.by_person_id IS NULL AND pr.state = 'open'
ORDER BY pr.due_on IS NULL, pr.due_on, pr.id LIMIT 20
"""
_PROMISE_NAMES = (
    "SELECT coalesce(p.full_name, w.name) FROM promise_person w LEFT JOIN person p ON p.id = w.person_id "
    "WHERE w.promise_id = :id AND w.part = 'to' ORDER BY w.place, w.id"
)
_INTRODUCTION_NAMES = (
    "SELECT coalesce(p.full_name, s.name) FROM introduction i JOIN introduction_side s ON s.introduction_id = i.id "
    "LEFT JOIN person p ON p.id = s.person_id WHERE i.promise_id = :id ORDER BY s.place"
)
_NOT_BEFORE = "SELECT max(not_before_on) FROM ask WHERE person_id = :id AND state = 'not_now' AND not_before_on > :today"


@dataclass(frozen=True, slots=True)
class Given:
    """`kind`: introduction (`words` names the other side), share (a title), advice or promise."""

    kind: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """`meeting_count` counts past meetings and incoming messages, at most MAX_MEETINGS_COUNTED.

    `open_promises` are the titles of the user's open promises to the person, soonest first. `not_before` is the future day
    that the person named in a "not now".
    """

    person_id: int
    name: str
    first_name: str
    meeting_count: int = 0
    last_given: Given | None = None
    open_promises: tuple[str, ...] = ()
    last_ask: AskLine | None = None
    not_before: date | None = None


def facts_about(read: Reader, person_id: int, today: date) -> Facts:
    """Raises NothingFound for an unknown id."""
    person = read.one(_PERSON, id=person_id)
    if person is None:
        raise NothingFound("This person is no longer in the book.")
    name, given = person["full_name"], read.one(_GIVEN, id=person_id)
    first_name = names.first_name(name, person["given"])
    titles = [_title(read, row).replace(name, first_name) for row in read.rows(_OPEN_PROMISES, id=person_id)]
    not_before = read.value(_NOT_BEFORE, id=person_id, today=today.isoformat())
    return Facts(
        person_id=person_id,
        name=name,
        first_name=first_name,
        meeting_count=read.value(_MEETINGS, id=person_id, today=today.isoformat(), many=MAX_MEETINGS_COUNTED),
        last_given=Given(given["kind"], given["words"], date.fromisoformat(given["on_day"]))
        if given
        else None,
        open_promises=tuple(titles),
        last_ask=next(iter(asks.of_person(read, person_id, limit=1)), None),
        not_before=date.fromisoformat(not_before) if not_before else None,
    )


def _title(read: Reader, row: Any) -> str:
    sides = read.values(_INTRODUCTION_NAMES, id=row["id"]) if row["kind"] == "introduction" else []
    return promise_titles.title(row["kind"], row["words"], sides or read.values(_PROMISE_NAMES, id=row["id"]))
