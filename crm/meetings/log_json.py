"""The *log* document of the command line: the parsed draft and what was saved. Must not import SQLAlchemy."""

from datetime import date
from typing import TYPE_CHECKING, Any

from crm.capture.draft import Draft, DraftAdvice, DraftPromise, DraftTopic, NamedPerson
from crm.text.folding import fold

if TYPE_CHECKING:
    from crm.meetings.logging import LogResult

_MOST_CANDIDATES = 8  # more are not useful: the user types the full name


def log_report(draft: Draft, logged: "LogResult | None") -> dict[str, Any]:
    """The keys are stable. `logged` is None for a dry run or when a choice is needed."""
    return {
        "saved": logged is not None,
        "people": [_person(one, logged) for one in draft.people],
        "meeting": _meeting(draft, logged),
        "promises": [_promise(one) for one in draft.promises],
        "topics": [_topic(one) for one in draft.topics],
        "advice": [_advice(one) for one in draft.advice],
        "note": draft.note,
    }


def _person(one: NamedPerson, logged: "LogResult | None") -> dict[str, Any]:
    person_id = one.person_id
    if person_id is None and logged is not None:
        person_id = logged.people.get(fold(one.name))
    candidates = [{"id": each, "name": name} for each, name in one.candidates[:_MOST_CANDIDATES]]
    return {"name": one.name, "id": person_id, "status": one.status, "candidates": candidates}


def _meeting(draft: Draft, logged: "LogResult | None") -> dict[str, Any] | None:
    meeting = draft.meeting
    if meeting is None:
        return None
    return {
        "id": logged.meeting_id if logged else None,
        "kind": meeting.kind,
        "state": meeting.state,
        "on": meeting.on.isoformat(),
        "at": meeting.at,
        "place": meeting.place or None,
        "people": [one.name for one in meeting.people],
        "note": meeting.note,
    }


def _promise(one: DraftPromise) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "by": "me" if one.by is None else one.by.name,
        "people": [each.name for each in one.people],
        "what": one.what,
        "due": _day(one.due),
        "due_said": one.due_said,
    }


def _topic(one: DraftTopic) -> dict[str, Any]:
    return {"person": one.person.name, "kind": one.kind, "topic": one.topic}


def _advice(one: DraftAdvice) -> dict[str, Any]:
    return {"direction": one.direction, "person": one.person.name, "words": one.words}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
