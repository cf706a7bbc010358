"""What to know about one person before a meeting, as sentences ready to show."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.briefs.loops import loops
from crm.briefs.offers import Offer, offers
from crm.people.short_names import PersonRef
from crm.promises import queries as promises
from crm.promises.queries import PromiseLine
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details
from crm.today.row_details import RowPerson
from crm.today.row_text import last_contact

_A_MONTH = 31
_NOTES = (
    "SELECT key, held_on, note FROM (SELECT 'meeting-' || m.id AS key, m.held_on, m.note FROM attendance a "
    "JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = :id AND a.counts = 1 AND m.state = 'happened' AND m.note <> '' AND m.id <> :meeting "
    "UNION ALL SELECT 'note-' || id, on_day, words FROM note WHERE person_id = :id AND on_day IS NOT NULL) "
    "ORDER BY held_on DESC LIMIT 3"
)
_TOPICS = (
    "SELECT pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id WHERE pt.person_id = :id "
    "ORDER BY pt.id DESC LIMIT 12"
)
_IN_COMMON = (
    "SELECT o.full_name, count(*) AS together FROM attendance a "
    "JOIN attendance b ON b.meeting_id = a.meeting_id AND b.person_id NOT IN (SELECT value FROM json_each(:there)) "
    "JOIN person o ON o.id = b.person_id JOIN meeting m ON m.id = a.meeting_id AND m.state = 'happened' "
    "WHERE a.person_id = :id AND a.counts = 1 AND b.counts = 1 GROUP BY o.id ORDER BY together DESC, o.id LIMIT 4"
)
_INTRODUCER = "SELECT b.full_name FROM person p JOIN person b ON b.id = p.introduced_by_id WHERE p.id = :id"
_INTRODUCED_BY_PROMISE = (
    "SELECT b.full_name, coalesce(n.made_on, p.kept_on) AS made_on FROM introduction_side s "
    "JOIN introduction n ON n.id = s.introduction_id LEFT JOIN promise p ON p.id = n.promise_id "
    "JOIN person b ON b.id = coalesce(n.by_person_id, p.by_person_id) "
    "WHERE s.person_id = :id AND (n.by_person_id IS NOT NULL OR p.state = 'kept') ORDER BY n.id DESC LIMIT 1"
)


class NoteLine(NamedTuple):
    key: str  # meeting-12 or note-3
    on: date
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonBrief:
    """Empty where nothing is stored. `notes` come newest first; `introduced` is set before a first meeting only."""

    who: PersonRef
    is_first: bool
    last_contact: str
    introduced: str
    promises: tuple[PromiseLine, ...]
    my_promises: tuple[str, ...]
    their_promises: tuple[str, ...]
    loops: tuple[str, ...]
    notes: tuple[NoteLine, ...]
    looking_for: tuple[str, ...]
    can_help_with: tuple[str, ...]
    offers: tuple[Offer, ...]
    in_common: tuple[str, ...]
    dates: tuple[str, ...]


def person_brief(
    read: Reader, person_id: int, today: date, meeting_id: int = 0, there: tuple[int, ...] = ()
) -> PersonBrief:
    """Before or after meeting `meeting_id`, which is no last time itself. `there`: ids of everyone at it, who are left
    out of the people in common."""
    person = row_details.person(read, person_id)
    assert person is not None  # attendees are always in the book
    topics = read.rows(_TOPICS, id=person_id)
    owed = promises.of_person(read, person_id)
    contact = row_details.last_contact(read, person_id, but=meeting_id)
    introducer = _introducer(read, person_id, today)
    return PersonBrief(
        who=person.ref,
        is_first=contact is None,
        last_contact=last_contact.describe(contact, person.ref.first_name, today)
        if contact
        else "Your first meeting",
        introduced="" if contact else _how_introduced(person, introducer),
        promises=tuple(owed),
        my_promises=tuple(_promise_line(one, today) for one in owed if one.by_id is None),
        their_promises=tuple(_promise_line(one, today) for one in owed if one.by_id == person_id),
        loops=loops(read, person_id, person.note, today),
        notes=tuple(_notes(read, person_id, meeting_id, today)),
        looking_for=tuple(row["words"] for row in topics if row["kind"] == "looking_for"),
        can_help_with=tuple(row["words"] for row in topics if row["kind"] == "can_help_with"),
        offers=offers(read, person.ref, today),
        in_common=_in_common(read, person_id, introducer, there),
        dates=tuple(_dates(person, today)),
    )


class _Introducer(NamedTuple):
    name: str
    when: str  # " on 9 November", or ""


def _introducer(read: Reader, person_id: int, today: date) -> _Introducer | None:
    """Whoever is recorded, else who kept a promise to introduce them."""
    row = read.one(_INTRODUCED_BY_PROMISE, id=person_id)
    recorded = read.values(_INTRODUCER, id=person_id)
    if recorded and (row is None or recorded[0] != row["full_name"]):
        return _Introducer(recorded[0], "")
    if row is None:
        return None
    made_on = date.fromisoformat(row["made_on"]) if row["made_on"] else None
    return _Introducer(row["full_name"], f" {days_in_words.on(made_on, today)}" if made_on else "")


def _how_introduced(person: RowPerson, introducer: _Introducer | None) -> str:
    if introducer is not None:
        first_name = introducer.name.split()[0]
        return f"{introducer.name} introduced you{introducer.when}. Thank {first_name} afterwards, and say how it went."
    met = " ".join(person.how_we_met.split())
    return f"How you met: {met}" if met else ""


def _in_common(
    read: Reader, person_id: int, introducer: _Introducer | None, there: tuple[int, ...]
) -> tuple[str, ...]:
    together: list[Any] = read.rows(_IN_COMMON, id=person_id, there=json.dumps([person_id, *there]))
    names = [row["full_name"] for row in together]
    if introducer is None:
        return tuple(names)
    others = (name for name in names if name != introducer.name)
    return (f"{introducer.name}, who introduced you", *others)


def _promise_line(promise: PromiseLine, today: date) -> str:
    return f"{promise.title}, {days_in_words.due_chip(promise.due, today)}" if promise.due else promise.title


def _notes(read: Reader, person_id: int, meeting_id: int, today: date) -> Iterator[NoteLine]:
    for row in read.rows(_NOTES, id=person_id, meeting=meeting_id):
        on = date.fromisoformat(row["held_on"])
        yield NoteLine(row["key"], on, days_in_words.plain(on, today), row["note"])


def _dates(person: RowPerson, today: date) -> Iterator[str]:
    """Birthday and anniversary within the coming month."""
    for name, stored in (("Birthday", person.birthday), ("Anniversary", person.anniversary)):
        if not stored:
            continue
        falls_on = days_in_words.next_fall(int(stored[-5:-3]) * 100 + int(stored[-2:]), today)
        if (falls_on - today).days <= _A_MONTH:
            yield f"{name} {days_in_words.on(falls_on, today)}"
