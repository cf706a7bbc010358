"""Queries for promises by and to people."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.promises import promise_titles
from crm.storage.reading import Reader

_COLUMNS = """
SELECT part.owner, p.id, p.kind, p.words, p.by_person_id, b.full_name AS by_name, p.made_on, p.due_on, p.due_said,
  p.state, p.back_on, p.kept_on, p.outcome,
  (SELECT json_group_array(name) FROM (SELECT coalesce(w.full_name, pp.name) AS name FROM promise_person pp
    LEFT JOIN person w ON w.id = pp.person_id
    WHERE pp.promise_id = p.id AND (pp.person_id IS NULL OR pp.person_id IS NOT p.by_person_id)
    ORDER BY pp.part DESC, pp.place, pp.id)) AS people
FROM part JOIN promise p ON p.id = part.promise_id LEFT JOIN person b ON b.id = p.by_person_id
"""
_OF_PEOPLE = f"""
WITH part(owner, promise_id) AS (
  SELECT by_person_id, id FROM promise WHERE by_person_id IN (SELECT value FROM json_each(:ids))
  UNION
  SELECT person_id, promise_id FROM promise_person WHERE person_id IN (SELECT value FROM json_each(:ids))
)
{_COLUMNS}WHERE :all OR p.state IN ('open', 'waiting')
ORDER BY p.state NOT IN ('open', 'waiting'), p.due_on IS NULL, p.due_on, p.id
"""
_BY_ID = f"""
WITH part(owner, promise_id) AS (SELECT NULL, value FROM json_each(:ids))
{_COLUMNS}ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """`by` is None for the user; `people` are names without the promiser; `title` is the promise in one line."""

    id: int
    kind: str
    by_id: int | None
    by: str | None
    people: tuple[str, ...]
    words: str
    title: str
    made_on: date
    due: date | None
    due_said: bool
    state: str
    back_on: date | None
    kept_on: date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "waiting")


def of_person(read: Reader, person_id: int, every: bool = False) -> list[PromiseLine]:
    """Open and waiting promises by and to the person, soonest first; with `every` also kept and released ones."""
    return of_people(read, [person_id], every)[person_id]


def of_people(read: Reader, ids: Sequence[int], every: bool = False) -> defaultdict[int, list[PromiseLine]]:
    """As `of_person` for many people in one query, by person id."""
    lines: defaultdict[int, list[PromiseLine]] = defaultdict(list)
    for row in read.rows(_OF_PEOPLE, ids=json.dumps(list(ids)), all=every):
        lines[row["owner"]].append(_line(row))
    return lines


def by_ids(read: Reader, ids: Sequence[int]) -> list[PromiseLine]:
    """Those that are there, by id."""
    return [_line(row) for row in read.rows(_BY_ID, ids=json.dumps(list(ids)))]


def as_json(line: PromiseLine) -> dict[str, Any]:
    """The *promise* JSON of the command line, with id and state."""
    return {
        "key": f"promise-{line.id}",
        "id": line.id,
        "kind": line.kind,
        "by": line.by or "me",
        "people": list(line.people),
        "what": line.words,
        "due": line.due.isoformat() if line.due else None,
        "due_said": line.due_said,
        "state": line.state,
    }


def _line(row: Any) -> PromiseLine:
    people = tuple(json.loads(row["people"]))
    by = row["by_name"]
    return PromiseLine(
        id=row["id"],
        kind=row["kind"],
        by_id=row["by_person_id"],
        by=by,
        people=people,
        words=row["words"],
        title=promise_titles.title_of_promise_by_other(row["words"], by)
        if by
        else promise_titles.title(row["kind"], row["words"], people),
        made_on=date.fromisoformat(row["made_on"]),
        due=_day(row["due_on"]),
        due_said=bool(row["due_said"]),
        state=row["state"],
        back_on=_day(row["back_on"]),
        kept_on=_day(row["kept_on"]),
        outcome=row["outcome"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
