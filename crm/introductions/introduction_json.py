"""The *introduction* JSON of the command line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.introductions.cautions import cautions
from crm.introductions.introduction_list import IntroductionRecord, IntroductionSideRecord, by_id
from crm.introductions.next_step import describe, next_step
from crm.storage.reading import Reader


def documents(read: Reader, ids: Sequence[int], today: date) -> list[dict[str, Any]]:
    return [as_json(read, record, today) for record in by_id(read, ids)]


def as_json(read: Reader, record: IntroductionRecord, today: date) -> dict[str, Any]:
    step = next_step(record, today)
    sides = [_side(side) for side in record.sides]
    if record.is_received:
        sides.append({"person": "me", "answer": "yes", "until": None, "reason": ""})
    return {
        "key": record.key,
        "state": record.state,
        "by": record.by.name if record.by else "me",
        "sides": sides,
        "next": describe(record, step, today),
        "next_on": _day(step.on),
        "made_on": _day(record.made_on),
        "heard_on": _day(record.heard_on),
        "heard": record.came_of,
        "came_of": record.came_of,
        "thanked_on": _day(record.thanked_on),
        "promise": f"promise-{record.promise_id}" if record.promise_id else None,
        "notes": list(cautions(read, record, today)),
    }


def _side(side: IntroductionSideRecord) -> dict[str, Any]:
    return {
        "person": side.person.name,
        "answer": side.answer,
        "until": _day(side.until),
        "reason": side.reason,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
