"""Everything the page of an event shows."""

from datetime import date
from typing import NamedTuple

from crm.errors import NothingFound
from crm.meetings.event_purpose import split_purpose
from crm.meetings.meeting_lines import OFFER, QUESTION, WrittenLine, lines_of
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader
from crm.text.folding import fold

_EVENT = "SELECT id, uid, state, held_on, held_at, place, purpose, want FROM meeting WHERE id = :id AND kind = 'event'"
_HOPES = """
SELECT h.id, h.person_id, h.name, h.why, p.last_contact_on, p.standing,
  (SELECT max(a.not_before_on) FROM ask a WHERE a.person_id = h.person_id AND a.state = 'not_now') AS not_before
FROM meeting_hope h LEFT JOIN person p ON p.id = h.person_id WHERE h.meeting_id = :id ORDER BY h.place, h.id
"""
_MET = "SELECT person_id, counts, heard FROM attendance WHERE meeting_id = :id ORDER BY id"
# Each under the first of its people who was there: of an introduction that may be the second side.
_PROMISES = """
SELECT (SELECT pp.person_id FROM promise_person pp JOIN attendance a ON a.person_id = pp.person_id AND a.meeting_id = pr.meeting_id
  WHERE pp.promise_id = pr.id AND pp.part = 'to' ORDER BY pp.place, pp.id LIMIT 1) AS person_id,
  pr.id, pr.words, pr.due_on, pr.state FROM promise pr
WHERE pr.meeting_id = :id AND pr.by_person_id IS NULL AND pr.state <> 'released' ORDER BY pr.id
"""


class Hope(NamedTuple):
    id: int
    person: PersonRef  # without an id for someone who is not in the book
    why: str
    last_contact_on: date | None
    not_before: date | None  # of an ask answered with "not now"


class EventPromise(NamedTuple):
    id: int
    words: str
    due_on: date | None


class PersonMet(NamedTuple):
    person: PersonRef
    counts: bool
    heard: str
    promises: tuple[EventPromise, ...]


class WholeEvent(NamedTuple):
    id: int
    uid: str
    name: str
    why: str
    state: str
    on: date
    at: str | None
    place: str
    want: str
    questions: tuple[WrittenLine, ...]
    offers: tuple[WrittenLine, ...]
    hopes: tuple[Hope, ...]
    met: tuple[PersonMet, ...]

    @property
    def chosen(self) -> tuple[PersonMet, ...]:
        return tuple(one for one in self.met if one.counts)

    @property
    def quiet(self) -> tuple[PersonMet, ...]:
        return tuple(one for one in self.met if not one.counts)

    @property
    def not_met_yet(self) -> tuple[Hope, ...]:
        """Those hoped for who are not noted as met, by name or as people of the book."""
        met = {one.person.id for one in self.met}
        names = {fold(one.person.name) for one in self.met}
        return tuple(
            one for one in self.hopes if one.person.id not in met and fold(one.person.name) not in names
        )


def is_event(read: Reader, meeting_id: int) -> bool:
    return read.one(_EVENT, id=meeting_id) is not None


def whole_event(read: Reader, meeting_id: int) -> WholeEvent:
    """Raises NothingFound for a meeting that is not there, or is no event."""
    row = read.one(_EVENT, id=meeting_id)
    if row is None:
        raise NothingFound("This event is no longer in the book.")
    purpose = split_purpose(row["purpose"])
    written = lines_of(read, [meeting_id])[meeting_id]
    questions, offers = (tuple(one for one in written if one.part == part) for part in (QUESTION, OFFER))
    return WholeEvent(
        row["id"], row["uid"], purpose.title, purpose.why, row["state"], date.fromisoformat(row["held_on"]), row["held_at"],
        row["place"], row["want"], questions, offers, _hopes(read, meeting_id), _met(read, meeting_id),
    )  # fmt: skip


def _hopes(read: Reader, meeting_id: int) -> tuple[Hope, ...]:
    rows = read.rows(_HOPES, id=meeting_id)
    people = person_refs(read, [row["person_id"] for row in rows if row["person_id"] is not None])
    return tuple(
        Hope(
            row["id"],
            people.get(row["person_id"]) or PersonRef(None, row["name"]),
            row["why"],
            _day(row["last_contact_on"]),
            _day(row["not_before"]),
        )
        for row in rows
    )


def _met(read: Reader, meeting_id: int) -> tuple[PersonMet, ...]:
    rows = read.rows(_MET, id=meeting_id)
    people = person_refs(read, [row["person_id"] for row in rows])
    promises: dict[int, list[EventPromise]] = {}
    for one in read.rows(_PROMISES, id=meeting_id):
        if one["person_id"] is not None:
            due = _day(one["due_on"])
            promises.setdefault(one["person_id"], []).append(EventPromise(one["id"], one["words"], due))
    return tuple(
        PersonMet(
            people[row["person_id"]],
            bool(row["counts"]),
            row["heard"],
            tuple(promises.get(row["person_id"], ())),
        )
        for row in rows
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
