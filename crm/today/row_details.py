"""The stored words behind a row: what was promised, where, why, and what was last said. Read for shown rows only."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader
from crm.text.date_lines import PersonDate, understood

if TYPE_CHECKING:
    from sqlite3 import Row

_PROMISE = (
    "SELECT p.id, p.kind, p.words, p.by_person_id, p.made_on, p.due_on, p.due_said, p.state, p.back_on, p.meeting_id, "
    "m.kind AS meeting_kind, m.held_on, m.note, i.title AS item_title, a.words AS advice_words, a.given_on, a.tried, "
    "n.id AS introduction_id, n.state AS stage, n.made_on AS introduced_on "
    "FROM promise p LEFT JOIN meeting m ON m.id = p.meeting_id LEFT JOIN item i ON i.id = p.item_id "
    "LEFT JOIN advice a ON a.id = p.advice_id LEFT JOIN introduction n ON n.promise_id = p.id WHERE p.id = :id"
)
_PROMISE_PEOPLE = (
    "SELECT person_id, name, part FROM promise_person WHERE promise_id = :id ORDER BY part DESC, place, id"
)
_SIDES = "SELECT person_id, name, reason, answer, later_until FROM introduction_side WHERE introduction_id = :id ORDER BY place"
_TOPICS = (
    "SELECT pt.person_id, pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = :id ORDER BY coalesce(pt.meeting_id, 0) = :meeting DESC, pt.id DESC LIMIT 12"
)
_MEETING = "SELECT id, kind, state, held_on, held_at, place, purpose FROM meeting WHERE id = :id"
_THERE = "SELECT person_id FROM attendance WHERE meeting_id = :id ORDER BY id LIMIT 50"
_PERSON = "SELECT birthday, anniversary, rhythm_days, how_we_met FROM person WHERE id = :id"
# Of one day, what was more than a message.
_LAST_CONTACT = (
    "SELECT m.kind, m.place, m.held_on, m.direction FROM attendance a JOIN meeting m ON m.id = a.meeting_id "
    "WHERE a.person_id = :id AND m.state = 'happened' AND m.direction IN ('both', 'in') "
    "ORDER BY m.held_on DESC, m.kind IN ('message', 'email'), m.id DESC LIMIT 1"
)
_OTHER_LINES = "SELECT id, line FROM other_property WHERE person_id = :id ORDER BY place, id"
_LAST_MEETING_NOTE = (
    "SELECT m.note, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND m.state = 'happened' AND m.note <> '' ORDER BY m.held_on DESC, m.id DESC LIMIT 1"
)
_LAST_NOTE = "SELECT words, on_day FROM note WHERE person_id = :id AND on_day IS NOT NULL ORDER BY on_day DESC, id DESC LIMIT 1"
_ITEM_THAT_FITS = (
    "SELECT i.id, i.title, t.words, pt.kind FROM person_topic pt JOIN item_topic it ON it.topic_id = pt.topic_id "
    "JOIN item i ON i.id = it.item_id JOIN topic t ON t.id = pt.topic_id "
    "WHERE pt.person_id = :id AND pt.kind IN ('looking_for', 'cares_about') AND i.from_person_id IS NOT :id "
    "AND NOT EXISTS (SELECT 1 FROM share s WHERE s.item_id = i.id AND s.person_id = :id) "
    "ORDER BY pt.kind = 'looking_for' DESC, i.id DESC LIMIT 1"
)
_ADVICE_TO_REPORT = (
    "SELECT words, given_on FROM advice WHERE person_id = :id AND direction = 'received' AND told_on IS NULL "
    "ORDER BY given_on DESC, id DESC LIMIT 1"
)
_ADVICE_TO_ASK_AFTER = (
    "SELECT words, given_on FROM advice WHERE person_id = :id AND direction = 'given' AND told_on IS NULL "
    "ORDER BY given_on DESC, id DESC LIMIT 1"
)


class Side(NamedTuple):
    who: PersonRef
    reason: str = ""
    answer: str = "not_asked"
    later_until: date | None = None


class Topic(NamedTuple):
    person_id: int
    kind: str
    words: str


class PromiseDetails(NamedTuple):
    """`sides` only of an introduction; `stage` is its state, None while nothing but the promise is stored."""

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
    sides: tuple[Side, ...]
    topics: tuple[Topic, ...]

    @property
    def said_on(self) -> date:
        """The day of the meeting, where it was written down later: `made_on` is what its due day counts from."""
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
    """`is_theirs`: a message or call that came from them."""

    kind: str
    on: date
    place: str = ""
    is_theirs: bool = False


class PersonDetails(NamedTuple):
    """`item` is one on the shelf that fits and was never sent: its title, the topic it fits, and that topic's kind.

    `advice` they gave me and never heard the end of, `advised` is what I gave them: words and day.
    """

    who: PersonRef
    birthday: str | None
    anniversary: str | None
    rhythm_days: int | None
    last_contact: LastContact | None
    how_we_met: str
    note: str
    noted_on: date | None
    item: tuple[str, str, str] | None
    advice: tuple[str, date | None] | None
    advised: tuple[str, date | None] | None
    labelled: PersonDate | None = None  # what the row is about, where it has a label of its own


def promise(read: Reader, promise_id: int) -> PromiseDetails | None:
    row = read.one(_PROMISE, id=promise_id)
    if row is None:
        return None
    named = read.rows(_PROMISE_PEOPLE, id=promise_id)
    sides = read.rows(_SIDES, id=row["introduction_id"]) if row["introduction_id"] else []
    ids = [one["person_id"] for one in (*named, *sides)] + [row["by_person_id"]]
    known = person_refs(read, [one for one in ids if one])
    topics = _topics(read, known, row["meeting_id"]) if row["kind"] == "introduction" else ()
    return _promise(row, known, named, tuple(_side(known, side) for side in sides), topics)


def _promise(
    row: "Row",
    known: dict[int, PersonRef],
    named: "list[Row]",
    sides: tuple[Side, ...],
    topics: tuple[Topic, ...],
) -> PromiseDetails:
    def part(which: str) -> tuple[PersonRef, ...]:
        return tuple(_who(known, one["person_id"], one["name"]) for one in named if one["part"] == which)

    return PromiseDetails(
        id=row["id"],
        kind=row["kind"],
        words=row["words"],
        by=known.get(row["by_person_id"]),
        people=tuple(side.who for side in sides) or part("to"),
        about=part("about"),
        made_on=date.fromisoformat(row["made_on"]),
        due=_day(row["due_on"]),
        due_said=bool(row["due_said"]),
        state=row["state"],
        back_on=_day(row["back_on"]),
        meeting_id=row["meeting_id"],
        meeting_kind=row["meeting_kind"],
        met_on=_day(row["held_on"]),
        note=row["note"] or "",
        item_title=row["item_title"],
        advice=row["advice_words"],
        advised_on=_day(row["given_on"]),
        tried=row["tried"] or "",
        introduction_id=row["introduction_id"],
        stage=row["stage"],
        introduced_on=_day(row["introduced_on"]),
        sides=sides,
        topics=topics,
    )


def _side(known: dict[int, PersonRef], row: "Row") -> Side:
    who = _who(known, row["person_id"], row["name"])
    return Side(who, row["reason"], row["answer"], _day(row["later_until"]))


def meeting(read: Reader, meeting_id: int) -> MeetingDetails | None:
    row = read.one(_MEETING, id=meeting_id)
    if row is None:
        return None
    there = read.values(_THERE, id=meeting_id)
    known = person_refs(read, there)
    return MeetingDetails(
        row["id"],
        row["kind"],
        row["state"],
        date.fromisoformat(row["held_on"]),
        row["held_at"],
        row["place"],
        row["purpose"],
        tuple(known[one] for one in there),
    )


def person(read: Reader, person_id: int) -> PersonDetails | None:
    row = read.one(_PERSON, id=person_id)
    if row is None:
        return None
    item = read.one(_ITEM_THAT_FITS, id=person_id)
    note, noted_on = _last_note(read, person_id)
    return PersonDetails(
        who=person_refs(read, [person_id])[person_id],
        birthday=row["birthday"],
        anniversary=row["anniversary"],
        rhythm_days=row["rhythm_days"],
        last_contact=_last_contact(read.one(_LAST_CONTACT, id=person_id)),
        how_we_met=row["how_we_met"],
        note=note,
        noted_on=noted_on,
        item=(item["title"], item["words"], item["kind"]) if item else None,
        advice=_advice(read.one(_ADVICE_TO_REPORT, id=person_id)),
        advised=_advice(read.one(_ADVICE_TO_ASK_AFTER, id=person_id)),
    )


def _last_contact(row: "Row | None") -> LastContact | None:
    if row is None:
        return None
    on = date.fromisoformat(row["held_on"])
    return LastContact(row["kind"], on, row["place"], row["direction"] == "in")


def dated(read: Reader, line_id: int) -> PersonDetails | None:
    """The person of a date with a label of its own, with that date."""
    owner = read.value("SELECT person_id FROM other_property WHERE id = :id", id=line_id)
    found = person(read, owner) if owner is not None else None
    rows = read.rows(_OTHER_LINES, id=owner) if found else []
    dates = understood([row["line"] for row in rows]).dates
    chosen = next((one for one in dates if rows[one.place]["id"] == line_id), None)
    return found._replace(labelled=chosen) if found and chosen else None


def _advice(row: "Row | None") -> tuple[str, date | None] | None:
    return (row["words"], _day(row["given_on"])) if row else None


def _last_note(read: Reader, person_id: int) -> tuple[str, date | None]:
    met = read.one(_LAST_MEETING_NOTE, id=person_id)
    noted = read.one(_LAST_NOTE, id=person_id)
    newest = max((row for row in (met, noted) if row), key=lambda row: str(row[1]), default=None)
    return (str(newest[0]), _day(newest[1])) if newest else ("", None)


def _topics(read: Reader, known: dict[int, PersonRef], meeting_id: int | None) -> tuple[Topic, ...]:
    return tuple(
        Topic(row["person_id"], row["kind"], row["words"])
        for person_id in known
        for row in read.rows(_TOPICS, id=person_id, meeting=meeting_id or -1)
    )


def _who(known: dict[int, PersonRef], person_id: int | None, name: str) -> PersonRef:
    return known[person_id] if person_id is not None else PersonRef(None, name)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
