"""What a captured text is to the guard: whom it is about, and whether it asks or sells. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from crm.capture.draft import Draft, NamedPerson
from crm.guard.pitch import looks_like_a_pitch


@dataclass(frozen=True, slots=True)
class Captured:
    """`person_id` is None where nobody of the book is meant."""

    person_id: int | None
    asks: bool
    sells: bool


def captured(draft: Draft) -> Captured:
    asked = [one.person for one in draft.asks] + [
        person
        for promise in draft.promises
        if promise.by is None and promise.kind == "favour" and promise.what.lower().startswith("ask ")
        for person in promise.people
    ]
    sells = looks_like_a_pitch(draft.text)
    meant = asked or (list(_meant(draft)) if sells else [])
    known = next((one.person_id for one in meant if one.person_id is not None), None)
    return Captured(known, bool(asked), sells)


def _meant(draft: Draft) -> Iterator[NamedPerson]:
    for promise in draft.promises:
        yield from promise.people
    if draft.meeting is not None:
        yield from draft.meeting.people
    yield from draft.people
