"""Queries for advice: of one person, and the loops and the closed ones of the whole book."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

if TYPE_CHECKING:
    import sqlite3

MOST_OPEN = 300  # per direction, newest first; a list of loops that nobody reads to its end
MOST_CLOSED = 100

# The promise that follows the advice up: its own, else the one made to the same person in the same meeting.
_FOLLOW_UP = """
coalesce(
  (SELECT p.id FROM promise p WHERE p.advice_id = a.id AND p.by_person_id IS NULL AND p.state IN ('open', 'waiting')
   ORDER BY p.due_on, p.id LIMIT 1),
  (SELECT p.id FROM promise p JOIN promise_person pp ON pp.promise_id = p.id AND pp.person_id = a.person_id
   WHERE p.meeting_id = a.meeting_id AND p.advice_id IS NULL AND p.by_person_id IS NULL
   AND p.state IN ('open', 'waiting')
   AND p.kind = CASE a.direction WHEN 'received' THEN 'report_back' ELSE 'ask_after' END ORDER BY p.id LIMIT 1))
"""
_LET_GO = (
    "EXISTS (SELECT 1 FROM promise p WHERE p.advice_id = a.id AND p.state = 'released') "
    "AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.advice_id = a.id AND p.state IN ('open', 'waiting'))"
)
_OPEN = f"a.told_on IS NULL AND NOT ({_LET_GO})"
_COLUMNS = f"""
SELECT a.id, a.direction, a.person_id, a.words, a.given_on, a.applies, a.tried, a.try_by, a.came_of, a.told_on,
  m.kind AS meeting_kind, m.place, f.due_on, f.state = 'waiting' AS waits, f.back_on, {_LET_GO} AS let_go
FROM advice a LEFT JOIN meeting m ON m.id = a.meeting_id LEFT JOIN promise f ON f.id = {_FOLLOW_UP}
"""
_OF_PERSON = f"{_COLUMNS} WHERE a.person_id = :id ORDER BY a.id DESC LIMIT :most"
_ONE = f"{_COLUMNS} WHERE a.id = :id"
_OF_PROMISE = f"""{_COLUMNS} WHERE a.id = coalesce(
  (SELECT p.advice_id FROM promise p WHERE p.id = :id),
  (SELECT min(v.id) FROM promise p JOIN promise_person pp ON pp.promise_id = p.id
   JOIN advice v ON v.person_id = pp.person_id AND v.meeting_id = p.meeting_id AND v.told_on IS NULL
   AND v.direction = CASE p.kind WHEN 'report_back' THEN 'received' WHEN 'ask_after' THEN 'given' END
   WHERE p.id = :id AND p.by_person_id IS NULL))"""
_LOOPS = f"{_COLUMNS} WHERE a.direction = :direction AND {_OPEN} ORDER BY a.id DESC LIMIT :most"
# Ids first: their columns are looked up for the few that are shown.
_CLOSED = f"""{_COLUMNS} WHERE a.id IN (
  SELECT a.id FROM advice a WHERE a.direction = :direction AND NOT ({_OPEN})
  ORDER BY a.told_on DESC, a.id DESC LIMIT :most) ORDER BY a.told_on DESC, a.id DESC"""
_CLOSED_COUNT = f"SELECT count(*) FROM advice a WHERE a.direction = :direction AND NOT ({_OPEN})"
# By the index of promises that are due (the + keeps SQLite from reading all of the user's): a loop is due when the promise that follows it up is (a day to try it by is
# the day of that promise, too).
_DUE_COUNT = """
SELECT count(DISTINCT coalesce(p.advice_id,
  (SELECT min(v.id) FROM promise_person pp JOIN advice v ON v.person_id = pp.person_id
   AND v.meeting_id = p.meeting_id AND v.told_on IS NULL
   AND v.direction = CASE p.kind WHEN 'report_back' THEN 'received' ELSE 'given' END WHERE pp.promise_id = p.id)))
FROM promise p WHERE +p.by_person_id IS NULL AND p.kind IN ('report_back', 'ask_after')
AND ((p.state = 'open' AND p.due_on <= :today) OR (p.state = 'waiting' AND p.back_on <= :today))
"""
_ALL_IDS = f"SELECT a.id FROM advice a ORDER BY NOT ({_OPEN}), a.given_on DESC, a.id DESC"
_IDS_OF_PERSON = (
    f"SELECT a.id FROM advice a WHERE a.person_id = :id ORDER BY NOT ({_OPEN}), a.given_on DESC, a.id DESC"
)


class AdviceLine(NamedTuple):
    """`due` is the day of the open promise to follow it up; None without one."""

    id: int
    direction: str  # received | given
    person: PersonRef
    words: str
    given_on: date | None
    meeting_kind: str | None
    place: str
    applies: str
    tried: str  # yes | no | "" for not yet
    try_by: date | None
    came_of: str
    told_on: date | None
    due: date | None
    is_let_go: bool

    @property
    def is_closed(self) -> bool:
        return self.told_on is not None or self.is_let_go


class ClosedAdvice(NamedTuple):
    """`latest` come first, MOST_CLOSED of them at most."""

    how_many: int
    latest: list[AdviceLine]


def of_person(read: Reader, person_id: int, most: int = 50) -> list[AdviceLine]:
    """Newest first, closed ones too."""
    return _lines(read, read.rows(_OF_PERSON, id=person_id, most=most))


def one(read: Reader, advice_id: int) -> AdviceLine | None:
    found = _lines(read, read.rows(_ONE, id=advice_id))
    return found[0] if found else None


def of_promise(read: Reader, promise_id: int) -> AdviceLine | None:
    """The advice that this promise follows up."""
    found = _lines(read, read.rows(_OF_PROMISE, id=promise_id))
    return found[0] if found else None


def loops(read: Reader, direction: str) -> list[AdviceLine]:
    """What is not closed, newest first."""
    return _lines(read, read.rows(_LOOPS, direction=direction, most=MOST_OPEN))


def closed(read: Reader, direction: str) -> ClosedAdvice:
    count: int = read.value(_CLOSED_COUNT, direction=direction)
    rows = read.rows(_CLOSED, direction=direction, most=MOST_CLOSED) if count else []
    return ClosedAdvice(count, _lines(read, rows))


def due_count(read: Reader, today: date) -> int:
    """Loops whose day has come."""
    return int(read.value(_DUE_COUNT, today=today.isoformat()) or 0)


def ids(read: Reader, person_id: int | None = None) -> list[int]:
    """Of everyone or of one person: loops first, then newest first."""
    found = read.values(_ALL_IDS) if person_id is None else read.values(_IDS_OF_PERSON, id=person_id)
    return [int(each) for each in found]


def _lines(read: Reader, rows: "Sequence[sqlite3.Row]") -> list[AdviceLine]:
    people = person_refs(read, [row["person_id"] for row in rows])
    return [_line(row, people[row["person_id"]]) for row in rows]


def _line(row: "sqlite3.Row", person: PersonRef) -> AdviceLine:
    due = row["back_on"] if row["waits"] else row["due_on"]
    # In the first books `tried` was free text.
    told_freely = row["tried"] if row["tried"] not in ("yes", "no") else ""
    return AdviceLine(
        id=row["id"],
        direction=row["direction"],
        person=person,
        words=row["words"],
        given_on=_day(row["given_on"]),
        meeting_kind=row["meeting_kind"],
        place=row["place"] or "",
        applies=row["applies"],
        tried="yes" if told_freely else row["tried"],
        try_by=_day(row["try_by"]),
        came_of=row["came_of"] or told_freely,
        told_on=_day(row["told_on"]),
        due=_day(due),
        is_let_go=bool(row["let_go"]) and row["told_on"] is None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
