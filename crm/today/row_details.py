"""Reads the stored details behind a row: promise, meeting or person. Called for displayed rows only."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader
from crm.text.date_lines import PersonDate, parse_lines

if TYPE_CHECKING:
    from sqlite3 import Row

_PROMISE = (
    "SELECT p.id, p.kind, p.words, p.by_person_id, p.made_on, p.due_on, p.due_said, p.state, p.back_on, p.meeting_id, "
    "m.kind AS meeting_kind, m.held_on, "
    # The note of an event is about many people; the reason is what this one said.
    "CASE WHEN m.kind = 'event' THEN coalesce((SELECT w.heard FROM attendance w JOIN promise_person o "
    "ON o.person_id = w.person_id WHERE o.promise_id = p.id AND w.meeting_id = m.id AND w.heard <> '' "
    "ORDER BY o.place LIMIT 1), '') ELSE m.note END AS note, i.title AS item_title, a.words AS advice_words, a.given_on, "
    # `tried` was free text in the first books, now it is yes or no.
    "CASE WHEN a.came_of <> '' OR a.tried IN ('yes', 'no') THEN a.came_of ELSE a.tried END AS tried, "
    "n.id AS introduction_id, n.state AS stage, n.made_on AS introduced_on, r.made_on AS received_on "
    "FROM promise p LEFT JOIN meeting m ON m.id = p.meeting_id LEFT JOIN item i ON i.id = p.item_id LEFT JOIN advice a ON a.id = p.advice_id "
    "LEFT JOIN introduction n ON n.promise_id = p.id AND n.by_person_id IS NULL LEFT JOIN introduction r ON r.promise_id = p.id AND r.by_person_id > 0 WHERE p.id = :id"
)
_PROMISE_PEOPLE = (
    "SELECT person_id, name, part FROM promise_person WHERE promise_id = :id ORDER BY part DESC, place, id"
)
_SIDES = "SELECT person_id, name, reason, answer, later_until, asked_on FROM introduction_side WHERE introduction_id = :id ORDER BY place"
_TOPICS = (
    "SELECT pt.person_id, pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = :id ORDER BY coalesce(pt.meeting_id, 0) = :meeting DESC, pt.id DESC LIMIT 12"
)
_MEETING = "SELECT id, kind, state, held_on, held_at, place, purpose FROM meeting WHERE id = :id"
_ATTENDEES = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY id LIMIT 50"
_PERSON = "SELECT birthday, anniversary, rhythm_days, how_we_met FROM person WHERE id = :id"
# Of several contacts on one day, prefer one that was more than a message.
_LAST_CONTACT = (
    "SELECT m.kind, m.place, m.held_on, m.direction FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = :id AND a.counts = 1 AND m.state = 'happened' AND m.direction IN ('both', 'in') AND m.id <> :but "
    "ORDER BY m.held_on DESC, m.kind IN ('message', 'email'), m.id DESC LIMIT 1"
)
_OTHER_LINES = "SELECT id, line FROM other_property WHERE person_id = :id ORDER BY place, id"
_LAST_MEETING_NOTE = (
    "SELECT m.note, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND a.counts = 1 AND m.state = 'happened' AND m.note <> '' ORDER BY m.held_on DESC, m.id DESC LIMIT 1"
)
_LAST_NOTE = "SELECT words, on_day FROM note WHERE person_id = :id AND on_day IS NOT NULL ORDER BY on_day DESC, id DESC LIMIT 1"
_FITTING_ITEM = (
    "SELECT i.id, i.title, t.words, pt.kind FROM person_topic pt JOIN item_topic it ON it.topic_id = pt.topic_id "
    "JOIN item i ON i.id = it.item_id JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = :id AND pt.kind IN ('looking_for', 'cares_about') AND i.from_person_id IS NOT :id "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = i.id AND s.person_id = :id) "
    "ORDER BY pt.kind = 'looking_for' DESC, i.id DESC LIMIT 1"
)
_ADVICE = (  # without what was let go
    "SELECT words, given_on FROM advice WHERE person_id = :id AND direction = :direction AND told_on IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM promise p WHERE p.advice_id = advice.id AND p.state = 'released') ORDER BY given_on DESC, id DESC LIMIT 1"
)

_FIELDS_NAMED_AS_COLUMNS = (
    "id", "kind", "words", "state", "meeting_id", "meeting_kind", "item_title", "introduction_id", "stage",
)  # fmt: skip


class Side(NamedTuple):
    person: PersonRef
    reason: str = ""
    answer: str = "not_asked"
    later_until: date | None = None
    asked_on: date | None = None


class RowTopic(NamedTuple):
    person_id: int
    kind: str
    words: str


class PromiseDetails(NamedTuple):
    """`sides`, `stage` and `introduced_on` are set for introductions only; `stage` is None until the first answer is stored."""

    id: int
    kind: str
    words: str
    by: PersonRef | None
    people: tuple[PersonRef, ...]
    about: tuple[PersonRef, ...]
    made_on: date
    due: date | None
    due_said: bool
    state: str
    back_on: date | None
    meeting_id: int | None
    meeting_kind: str | None
    met_on: date | None
    note: str
    item_title: str | None
    advice: str | None
    advised_on: date | None
    tried: str
    introduction_id: int | None
    stage: str | None
    introduced_on: date | None
    received_on: date | None  # thanks, and what came of it: when they introduced the user
    sides: tuple[Side, ...]
    topics: tuple[RowTopic, ...]

    @property
    def promised_on(self) -> date:
        """The day of the meeting if the promise was entered later. (`made_on` is the day its due date counts from.)"""
        return min(self.met_on or self.made_on, self.made_on)


class MeetingDetails(NamedTuple):
    id: int
    kind: str
    state: str
    on: date
    at: str | None
    place: str
    purpose: str
    people: tuple[PersonRef, ...]


class LastContact(NamedTuple):
    """`is_incoming`: a message or call from the other person."""

    kind: str
    on: date
    place: str = ""
    is_incoming: bool = False


class FittingItem(NamedTuple):
    title: str
    topic: str
    topic_kind: str  # looking_for | cares_about


class NotedAdvice(NamedTuple):
    words: str
    on: date | None


class RowPerson(NamedTuple):
    """`fitting_item` is a shelf item that matches a topic of the person and was never sent to them.

    `advice_received` and `advice_given` are the latest pieces of advice whose outcome has not been reported.
    """

    ref: PersonRef
    birthday: str | None
    anniversary: str | None
    rhythm_days: int | None
    last_contact: LastContact | None
    how_we_met: str
    note: str
    note_on: date | None
    fitting_item: FittingItem | None
    advice_received: NotedAdvice | None
    advice_given: NotedAdvice | None
    labelled_date: PersonDate | None = None  # the subject of a row about a date with a custom label


def promise(read: Reader, promise_id: int) -> PromiseDetails | None:
    row = read.one(_PROMISE, id=promise_id)
    if row is None:
        return None
    names = read.rows(_PROMISE_PEOPLE, id=promise_id)
    sides = read.rows(_SIDES, id=row["introduction_id"]) if row["introduction_id"] else []
    ids = [entry["person_id"] for entry in (*names, *sides)] + [row["by_person_id"]]
    people_by_id = person_refs(read, [person_id for person_id in ids if person_id])
    topics = _topics(read, people_by_id, row["meeting_id"]) if row["kind"] == "introduction" else ()
    return _promise_details(
        row, people_by_id, names, tuple(_introduction_side(people_by_id, side) for side in sides), topics
    )


def _promise_details(
    row: "Row",
    people_by_id: dict[int, PersonRef],
    names: "list[Row]",
    sides: tuple[Side, ...],
    topics: tuple[RowTopic, ...],
) -> PromiseDetails:
    return PromiseDetails(
        **{name: row[name] for name in _FIELDS_NAMED_AS_COLUMNS},
        by=people_by_id.get(row["by_person_id"]),
        people=tuple(side.person for side in sides) or _people_in(names, "to", people_by_id),
        about=_people_in(names, "about", people_by_id),
        made_on=date.fromisoformat(row["made_on"]),
        due=_day(row["due_on"]),
        back_on=_day(row["back_on"]),
        met_on=_day(row["held_on"]),
        advised_on=_day(row["given_on"]),
        introduced_on=_day(row["introduced_on"]),
        received_on=_day(row["received_on"]),
        due_said=bool(row["due_said"]),
        note=row["note"] or "",
        advice=row["advice_words"],
        tried=row["tried"] or "",
        sides=sides,
        topics=topics,
    )


def _people_in(names: "list[Row]", part: str, people_by_id: dict[int, PersonRef]) -> tuple[PersonRef, ...]:
    return tuple(
        _person_ref(people_by_id, row["person_id"], row["name"]) for row in names if row["part"] == part
    )


def _introduction_side(people_by_id: dict[int, PersonRef], row: "Row") -> Side:
    person_ref = _person_ref(people_by_id, row["person_id"], row["name"])
    return Side(person_ref, row["reason"], row["answer"], _day(row["later_until"]), _day(row["asked_on"]))


def meeting(read: Reader, meeting_id: int) -> MeetingDetails | None:
    row = read.one(_MEETING, id=meeting_id)
    if row is None:
        return None
    people_by_id = person_refs(read, attendees := read.values(_ATTENDEES, id=meeting_id))
    return MeetingDetails(
        row["id"],
        row["kind"],
        row["state"],
        date.fromisoformat(row["held_on"]),
        row["held_at"],
        row["place"],
        row["purpose"],
        tuple(people_by_id[attendee] for attendee in attendees),
    )


def person(read: Reader, person_id: int) -> RowPerson | None:
    row = read.one(_PERSON, id=person_id)
    if row is None:
        return None
    item = read.one(_FITTING_ITEM, id=person_id)
    note, note_on = _last_note(read, person_id)
    return RowPerson(
        ref=person_refs(read, [person_id])[person_id],
        birthday=row["birthday"],
        anniversary=row["anniversary"],
        rhythm_days=row["rhythm_days"],
        last_contact=last_contact(read, person_id),
        how_we_met=row["how_we_met"],
        note=note,
        note_on=note_on,
        fitting_item=FittingItem(item["title"], item["words"], item["kind"]) if item else None,
        advice_received=_advice(read.one(_ADVICE, id=person_id, direction="received")),
        advice_given=_advice(read.one(_ADVICE, id=person_id, direction="given")),
    )


def last_contact(read: Reader, person_id: int, but: int = 0) -> LastContact | None:
    """The meeting `but` is left out."""
    row = read.one(_LAST_CONTACT, id=person_id, but=but)
    if row is None:
        return None
    held_on, is_from_them = date.fromisoformat(row["held_on"]), row["direction"] == "in"
    return LastContact(row["kind"], held_on, row["place"], is_from_them)


def person_of_date(read: Reader, line_id: int) -> RowPerson | None:
    """The person who has the custom-labelled date `line_id` (an other_property id), with that date."""
    owner = read.value("SELECT person_id FROM other_property WHERE id = :id", id=line_id)
    found = person(read, owner) if owner is not None else None
    rows = read.rows(_OTHER_LINES, id=owner) if found else []
    dates = parse_lines([row["line"] for row in rows]).dates
    chosen = next((line_date for line_date in dates if rows[line_date.place]["id"] == line_id), None)
    return found._replace(labelled_date=chosen) if found and chosen else None


def _advice(row: "Row | None") -> NotedAdvice | None:
    return NotedAdvice(row["words"], _day(row["given_on"])) if row else None


def _last_note(read: Reader, person_id: int) -> tuple[str, date | None]:
    latest = (read.one(_LAST_MEETING_NOTE, id=person_id), read.one(_LAST_NOTE, id=person_id))
    newest = max((row for row in latest if row), key=lambda row: str(row[1]), default=None)
    return (str(newest[0]), _day(newest[1])) if newest else ("", None)


def _topics(read: Reader, people_by_id: dict[int, PersonRef], meeting_id: int | None) -> tuple[RowTopic, ...]:
    return tuple(
        RowTopic(row["person_id"], row["kind"], row["words"])
        for person_id in people_by_id
        for row in read.rows(_TOPICS, id=person_id, meeting=meeting_id or -1)
    )


def _person_ref(people_by_id: dict[int, PersonRef], person_id: int | None, name: str) -> PersonRef:
    return people_by_id[person_id] if person_id is not None else PersonRef(None, name)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
