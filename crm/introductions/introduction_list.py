"""Introductions as plain records, with both sides and the promise behind each: for the page and the command line."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm.introductions.stages import SideAnswer, ask_again_on
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from sqlite3 import Row

STATES = ("idea", "offered", "asking", "made", "heard", "dropped")
RECEIVED = "received"
_COLUMNS = """
SELECT i.id, i.state, i.by_person_id, i.promise_id, i.made_on, i.heard_on, i.thanked_on, i.came_of,
  p.words, p.kind AS promise_kind, p.state AS promise_state, p.made_on AS offered_on, p.due_on, p.back_on
FROM introduction i LEFT JOIN promise p ON p.id = i.promise_id
"""
_BY_IDS = f"{_COLUMNS}WHERE i.id IN (SELECT value FROM json_each(:ids)) ORDER BY i.id"
# The plus keeps SQLite on the index of states.
_IDS_IN_STATE = "SELECT id FROM introduction i WHERE i.state = :state AND +i.by_person_id IS NULL ORDER BY i.made_on DESC, i.id DESC LIMIT :most"
_IDS_RECEIVED = "SELECT id FROM introduction WHERE by_person_id IS NOT NULL ORDER BY id DESC LIMIT :most"
_ALL_IDS = "SELECT id FROM introduction ORDER BY id LIMIT :most"
_OF_PERSON = (
    "SELECT introduction_id FROM introduction_side WHERE person_id = :id "
    "UNION SELECT id FROM introduction WHERE by_person_id = :id ORDER BY 1"
)
_SIDES = """
SELECT introduction_id, person_id, name, reason, answer, asked_on, answered_on, later_until FROM introduction_side
WHERE introduction_id IN (SELECT value FROM json_each(:ids)) ORDER BY introduction_id, place
"""


@dataclass(frozen=True, slots=True)
class IntroductionSideRecord:
    """`reason`: why this person would want to meet the other one. `asked_on` stays when the answer has come."""

    person: PersonRef
    reason: str
    answer: str
    asked_on: date | None
    answered_on: date | None
    until: date | None

    def ask_again_on(self, today: date) -> date:
        return ask_again_on(SideAnswer(self.answer, self.asked_on, self.until), today)


@dataclass(frozen=True, slots=True)
class IntroductionRecord:
    """`by` is None for the user's own; the days of the promise are None without one. `due`: of the next step."""

    id: int
    state: str
    by: PersonRef | None
    sides: tuple[IntroductionSideRecord, ...]
    words: str  # as promised
    promise_id: int | None
    promise_kind: str | None  # of one received: thank, then report_back
    is_owed: bool  # whether the promise is open, or waits
    offered_on: date | None
    due: date | None
    made_on: date | None
    heard_on: date | None
    thanked_on: date | None
    came_of: str

    @property
    def is_received(self) -> bool:
        return self.by is not None

    @property
    def key(self) -> str:
        return f"introduction-{self.id}"

    @property
    def people(self) -> tuple[PersonRef, ...]:
        return tuple(side.person for side in self.sides)


def in_state(read: Reader, state: str, most: int) -> list[IntroductionRecord]:
    """Those of the user in one of STATES, or those RECEIVED; the latest first, at most `most`."""
    query = _IDS_RECEIVED if state == RECEIVED else _IDS_IN_STATE
    found = by_id(read, read.values(query, state=state, most=most))
    return sorted(found, key=lambda one: (one.made_on or date.min, one.id), reverse=True)


def every_one(read: Reader, most: int) -> list[IntroductionRecord]:
    return by_id(read, read.values(_ALL_IDS, most=most))


def of_person(read: Reader, person_id: int) -> list[IntroductionRecord]:
    """Those with the person on a side, and those the person made."""
    return by_id(read, read.values(_OF_PERSON, id=person_id))


def by_id(read: Reader, ids: Sequence[int]) -> list[IntroductionRecord]:
    """In the order of their ids; those that are gone are left out."""
    rows = read.rows(_BY_IDS, ids=json.dumps(list(ids)))
    sides = read.rows(_SIDES, ids=json.dumps(list(ids)))
    people = {row["person_id"] for row in sides} | {row["by_person_id"] for row in rows}
    refs = person_refs(read, [person_id for person_id in people if person_id])
    sides_by_id: defaultdict[int, list[IntroductionSideRecord]] = defaultdict(list)
    for side in sides:
        sides_by_id[side["introduction_id"]].append(_side(side, refs))
    return [_record(row, tuple(sides_by_id[row["id"]]), refs) for row in rows]


def _record(
    row: "Row", sides: tuple[IntroductionSideRecord, ...], refs: dict[int, PersonRef]
) -> IntroductionRecord:
    waits = row["promise_state"] == "waiting"
    return IntroductionRecord(
        id=row["id"],
        state=row["state"],
        by=refs[row["by_person_id"]] if row["by_person_id"] else None,
        sides=sides,
        words=row["words"] or "",
        promise_id=row["promise_id"],
        promise_kind=row["promise_kind"],
        is_owed=row["promise_state"] in ("open", "waiting"),
        offered_on=_day(row["offered_on"]),
        due=_day(row["back_on"] if waits else row["due_on"]),
        made_on=_day(row["made_on"]),
        heard_on=_day(row["heard_on"]),
        thanked_on=_day(row["thanked_on"]),
        came_of=row["came_of"],
    )


def _side(row: "Row", refs: dict[int, PersonRef]) -> IntroductionSideRecord:
    person = refs[row["person_id"]] if row["person_id"] else PersonRef(None, row["name"])
    asked = _day(row["asked_on"]) or (_day(row["answered_on"]) if row["answer"] == "asked" else None)
    return IntroductionSideRecord(
        person, row["reason"], row["answer"], asked, _day(row["answered_on"]), _day(row["later_until"])
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
