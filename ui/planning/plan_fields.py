"""What stands in the fields of a plan, and as text in its draft."""

import json
from datetime import date
from typing import Any, NamedTuple

from crm.meetings.typed_plan import TypedPlan
from crm.text import days_in_words


class PlanPerson(NamedTuple):
    """`id` is None for someone who is not in the book."""

    id: int | None
    name: str


class PlanFields(NamedTuple):
    """`line` is the plan in one line of words; day and time are as typed."""

    line: str = ""
    people: tuple[PlanPerson, ...] = ()
    kind: str = "meeting"
    day: str = ""
    time: str = ""
    place: str = ""
    purpose: str = ""

    def after_line(self, before: "PlanFields", said: "PlanFields", unsaid: "PlanFields") -> "PlanFields":
        """The fields once the line says `said` instead of `before`. What it says as before stays as it stands here, put right
        by hand or not; what it no longer says goes back to `unsaid`, unless it was put right."""
        new: dict[str, Any] = {"line": said.line}
        for name in PlanFields._fields[1:]:
            here, old, now = (getattr(one, name) for one in (self, before, said))
            if now != old:
                new[name] = now or (getattr(unsaid, name) if here == old else here)
        return self._replace(**new)


def said_fields(line: str, said: TypedPlan, today: date) -> PlanFields:
    """What a line says; empty where it says nothing."""
    people = tuple(PlanPerson(one.person_id, one.name) for one in said.people if one.status != "ambiguous")
    day = typed_day(said.on, today) if said.on else ""
    return PlanFields(line, people, said.kind or "", day, said.at or "", said.place, said.purpose)


def typed_day(day: date, today: date) -> str:
    """A day as it could have been typed: "24 November"."""
    return days_in_words.plain(day, today)


def to_draft(fields: PlanFields) -> str:
    return json.dumps(fields)


def from_draft(text: str) -> PlanFields | None:
    """None if there is no draft that can be read."""
    try:
        line, people, *others = json.loads(text)
        named = tuple(PlanPerson(one if one is None else int(one), str(name)) for one, name in people)
        return PlanFields(str(line), named, *(str(one) for one in others))
    except (ValueError, TypeError):
        return None
