"""Classifies a captured text for the guard: whom it is about, and whether it asks or sells. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from crm.capture.draft import Draft, NamedPerson
from crm.guard.pitch import looks_like_a_pitch


@dataclass(frozen=True, slots=True)
class CapturedIntent:
    """`person_id` is None if the text mentions no person of the book."""

    person_id: int | None
    asks: bool
    sells: bool


def captured_intent(draft: Draft) -> CapturedIntent:
    asked_people = [ask.person for ask in draft.asks] + [
        person
        for promise in draft.promises
        if promise.by is None and promise.kind == "favour" and promise.what.lower().startswith("ask ")
        for person in promise.people
    ]
    sells = looks_like_a_pitch(draft.text)
    people = asked_people or (list(_mentioned(draft)) if sells else [])
    known = next((person.person_id for person in people if person.person_id is not None), None)
    return CapturedIntent(known, bool(asked_people), sells)


def _mentioned(draft: Draft) -> Iterator[NamedPerson]:
    for promise in draft.promises:
        yield from promise.people
    if draft.meeting is not None:
        yield from draft.meeting.people
    yield from draft.people
