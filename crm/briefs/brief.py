"""The brief of a meeting: purpose, open promises both ways, recent notes, and what the user could offer."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.introductions import suggestions
from crm.people.short_names import PersonRef
from crm.promises import queries as promises
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.text.shared_phrases import wanted
from crm.today import note_quotes, row_details
from crm.today.row_details import MeetingDetails, RowPerson
from crm.today.row_text import last_contact, meetings

_NEXT_MEETING = (
    "SELECT m.id FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND a.counts = 1 AND m.state = 'planned' AND m.held_on >= :today ORDER BY m.held_on, m.held_at, m.id LIMIT 1"
)
_NOTES = (
    "SELECT held_on, note FROM (SELECT m.held_on, m.note FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = :id AND a.counts = 1 AND m.state = 'happened' AND m.note <> '' "
    "UNION ALL SELECT on_day, words FROM note WHERE person_id = :id AND on_day IS NOT NULL) "
    "ORDER BY held_on DESC LIMIT 3"
)
_TOPICS = (
    "SELECT pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id WHERE pt.person_id = :id "
    "ORDER BY pt.id DESC LIMIT 12"
)
_IN_COMMON = (
    "SELECT o.full_name, count(*) AS together FROM attendance a "
    "JOIN attendance b ON b.meeting_id = a.meeting_id AND b.person_id <> a.person_id "
    "JOIN person o ON o.id = b.person_id JOIN meeting m ON m.id = a.meeting_id AND m.state = 'happened' "
    "WHERE a.person_id = :id AND a.counts = 1 AND b.counts = 1 GROUP BY o.id ORDER BY together DESC, o.id LIMIT 4"
)
_INTRODUCER = "SELECT b.full_name FROM person p JOIN person b ON b.id = p.introduced_by_id WHERE p.id = :id"


class NoteLine(NamedTuple):
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonBrief:
    """Sentences ready to show, empty if nothing is stored. `notes` come newest first."""

    who: PersonRef
    last_contact: str
    my_promises: tuple[str, ...]
    their_promises: tuple[str, ...]
    open_questions: tuple[str, ...]
    notes: tuple[NoteLine, ...]
    looking_for: tuple[str, ...]
    can_help_with: tuple[str, ...]
    offers: tuple[str, ...]
    in_common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    meeting: MeetingDetails
    title: str
    when: str
    people: tuple[PersonBrief, ...]


def of_meeting(read: Reader, meeting_id: int, today: date) -> Brief | None:
    """None if there is no such meeting."""
    found = row_details.meeting(read, meeting_id)
    if found is None:
        return None
    place = f", {found.place}" if found.place else ""
    at = f" {found.at}" if found.at else ""
    named = days_in_words.named(found.on, today)
    when = f"{named[:1].upper()}{named[1:]}{at}{place}"
    people = tuple(_person(read, who.id, today) for who in found.people if who.id is not None)
    return Brief(found, meetings.title(found), when, people)


def next_meeting_with(read: Reader, person_id: int, today: date) -> int | None:
    """Id of the next planned meeting with the person, including today's."""
    found: int | None = read.value(_NEXT_MEETING, id=person_id, today=today.isoformat())
    return found


def _person(read: Reader, person_id: int, today: date) -> PersonBrief:
    person = row_details.person(read, person_id)
    assert person is not None  # attendees are always in the book
    topics = read.rows(_TOPICS, id=person_id)
    owed = promises.of_person(read, person_id)
    return PersonBrief(
        who=person.ref,
        last_contact=last_contact.describe(person.last_contact, person.ref.first_name, today)
        if person.last_contact
        else "Your first meeting",
        my_promises=tuple(
            _promise_line(promise.title, promise.due, today) for promise in owed if promise.by_id is None
        ),
        their_promises=tuple(
            _promise_line(promise.title, promise.due, today) for promise in owed if promise.by_id == person_id
        ),
        open_questions=tuple(_open_questions(person, today)),
        notes=tuple(
            NoteLine(_day(row["held_on"], today), row["note"]) for row in read.rows(_NOTES, id=person_id)
        ),
        looking_for=tuple(row["words"] for row in topics if row["kind"] == "looking_for"),
        can_help_with=tuple(row["words"] for row in topics if row["kind"] == "can_help_with"),
        offers=tuple(_offers(read, person)),
        in_common=_in_common(read, person_id),
    )


def _promise_line(title: str, due: date | None, today: date) -> str:
    return f"{title}, {days_in_words.due_chip(due, today)}" if due else title


def _open_questions(person: RowPerson, today: date) -> list[str]:
    """Advice whose outcome is open, and the last question of the note."""
    found = []
    if person.advice_received:
        words, on = person.advice_received
        found.append(
            f"Say what came of {note_quotes.quoted(words)}{f', {days_in_words.named(on, today)}' if on else ''}"
        )
    if person.advice_given:
        words, on = person.advice_given
        found.append(
            f"Ask what came of your {note_quotes.quoted(words)}{f', {days_in_words.named(on, today)}' if on else ''}"
        )
    if question := note_quotes.last_question(person.note):
        found.append(f"Still open: {note_quotes.quoted(question)}")
    return found


def _day(text: str, today: date) -> str:
    return days_in_words.plain(date.fromisoformat(text), today)


def _offers(read: Reader, person: RowPerson) -> list[str]:
    found = []
    if person.fitting_item:
        found.append(f"“{person.fitting_item[0]}”, from your shelf, never sent to {person.ref.first_name}")
    idea = suggestions.suggest(read, person.ref.id or 0)
    if idea and idea.helps:
        found.append(f"An introduction to {idea.other.name}, who can help with {idea.topic}")
    elif idea:
        found.append(f"An introduction to {idea.other.name}, who is looking for {wanted(idea.topic)}")
    return found


def _in_common(read: Reader, person_id: int) -> tuple[str, ...]:
    introduced = [f"{name}, who introduced you" for name in read.values(_INTRODUCER, id=person_id)]
    together = [row["full_name"] for row in read.rows(_IN_COMMON, id=person_id)]
    return (
        *introduced,
        *(name for name in together if not any(line.startswith(name) for line in introduced)),
    )
