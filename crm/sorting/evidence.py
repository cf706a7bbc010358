"""Reads the evidence that Sort people shows about one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.errors import NothingFound
from crm.storage.reading import Reader

_PERSON = (
    "SELECT p.id, p.uid, p.full_name, p.given, p.standing, p.photo, p.how_we_met, b.full_name AS introduced_by "
    "FROM person p LEFT JOIN person b ON b.id = p.introduced_by_id WHERE p.id = :id"
)
_MEETINGS = (
    "SELECT m.kind, m.state, count(*) AS many, max(m.held_on) AS last_on FROM attendance a "
    "JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id AND m.state IN ('happened', 'proposed') AND a.counts = 1 "
    "GROUP BY m.kind, m.state ORDER BY many DESC, last_on DESC, m.kind"
)
_PLANNED = (
    "SELECT m.kind, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND a.counts = 1 AND m.state = 'planned' AND m.held_on >= :today ORDER BY m.held_on, m.id LIMIT 1"
)
_PROMISES_I_OWE = (
    "SELECT count(DISTINCT pr.id) FROM promise_person pp JOIN promise pr ON pr.id = pp.promise_id "
    "WHERE pp.person_id = :id AND pr.by_person_id IS NULL AND pr.state IN ('open', 'waiting')"
)
_PROMISES_OWED_TO_ME = (
    "SELECT count(*) FROM promise WHERE by_person_id = :id AND state IN ('open', 'waiting')"
)
_ROLE = (
    "SELECT r.title, o.id AS organisation_id, coalesce(o.name, '') AS organisation FROM role r "
    "LEFT JOIN organisation o ON o.id = r.organisation_id WHERE r.person_id = :id "
    "ORDER BY r.until_on IS NOT NULL, r.id LIMIT 1"
)
_COLLEAGUES = (
    "SELECT DISTINCT p.full_name, p.last_contact_on IS NULL, p.id FROM role r JOIN person p ON p.id = r.person_id "
    "WHERE r.organisation_id = :at AND r.person_id != :id AND r.until_on IS NULL AND p.standing != 'resting' "
    "ORDER BY 2, p.last_contact_on DESC, p.id LIMIT 4"
)
_TAGS = "SELECT t.name FROM person_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.person_id = :id ORDER BY pt.id LIMIT 4"
_TOPICS = (
    "SELECT pt.kind, t.words FROM person_topic pt JOIN topic t ON t.id = pt.topic_id WHERE pt.person_id = :id "
    "ORDER BY pt.kind DESC, pt.id LIMIT 1"
)
_NOTE = "SELECT words FROM note WHERE person_id = :id ORDER BY on_day DESC, id DESC LIMIT 1"
_CONTACT_POINTS = (
    "SELECT kind, count(*) FROM contact_point WHERE person_id = :id AND kind IN ('email', 'phone', 'address') "
    "GROUP BY kind ORDER BY kind = 'address', kind"
)


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """Number of meetings of one kind; `state` is happened, or proposed if it comes from a calendar."""

    kind: str
    state: str
    count: int
    last_on: date


class PlannedMeeting(NamedTuple):
    kind: str
    on: date


class NotedTopic(NamedTuple):
    kind: str
    words: str


class ContactPointCount(NamedTuple):
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class PersonEvidence:
    """`colleagues` are at most four people at the same organisation, most recently met first."""

    id: int
    uid: str
    name: str
    given: str
    standing: str
    photo: str | None
    title: str
    organisation: str
    meetings: Sequence[MeetingCount]
    planned: PlannedMeeting | None
    promises_i_owe: int
    promises_owed_to_me: int
    introduced_by: str | None
    how_we_met: str
    colleagues: Sequence[str]
    tags: Sequence[str]
    topic: NotedTopic | None
    note: str
    contact_points: Sequence[ContactPointCount]


def person_evidence(read: Reader, person_id: int, today: date) -> PersonEvidence:
    """Raises NothingFound for an unknown id."""
    person = read.one(_PERSON, id=person_id)
    if person is None:
        raise NothingFound("This person is no longer in the book.")
    role = read.one(_ROLE, id=person_id)
    planned = read.one(_PLANNED, id=person_id, today=today.isoformat())
    topic = read.one(_TOPICS, id=person_id)
    return PersonEvidence(
        **{
            name: person[name]
            for name in ("id", "uid", "given", "standing", "photo", "how_we_met", "introduced_by")
        },
        name=person["full_name"],
        title=role["title"] if role else "",
        organisation=role["organisation"] if role else "",
        meetings=_meeting_counts(read, person_id),
        planned=PlannedMeeting(planned[0], date.fromisoformat(planned[1])) if planned else None,
        promises_i_owe=read.value(_PROMISES_I_OWE, id=person_id),
        promises_owed_to_me=read.value(_PROMISES_OWED_TO_ME, id=person_id),
        colleagues=read.values(_COLLEAGUES, id=person_id, at=role["organisation_id"]) if role else (),
        tags=read.values(_TAGS, id=person_id),
        topic=NotedTopic(topic[0], topic[1]) if topic else None,
        note=read.value(_NOTE, id=person_id) or "",
        contact_points=[
            ContactPointCount(row[0], row[1]) for row in read.rows(_CONTACT_POINTS, id=person_id)
        ],
    )


def _meeting_counts(read: Reader, person_id: int) -> list[MeetingCount]:
    rows = read.rows(_MEETINGS, id=person_id)
    return [MeetingCount(row[0], row[1], row[2], date.fromisoformat(row[3])) for row in rows]
