"""One person as Sort people shows them: what the book holds that speaks for keeping up, read when their turn comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.errors import NothingFound
from crm.storage.reading import Reader

_PERSON = (
    "SELECT p.id, p.uid, p.full_name, p.given, p.standing, p.photo, p.how_we_met, b.full_name AS introduced_by "
    "FROM person p LEFT JOIN person b ON b.id = p.introduced_by_id WHERE p.id = :id"
)
_MEETINGS = (
    "SELECT m.kind, m.state, count(*) AS many, max(m.held_on) AS last_on FROM attendance a "
    "JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id AND m.state IN ('happened', 'proposed') "
    "GROUP BY m.kind, m.state ORDER BY many DESC, last_on DESC, m.kind"
)
_PLANNED = (
    "SELECT m.kind, m.held_on FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = :id "
    "AND m.state = 'planned' AND m.held_on >= :today ORDER BY m.held_on, m.id LIMIT 1"
)
_MINE = (
    "SELECT count(DISTINCT pr.id) FROM promise_person pp JOIN promise pr ON pr.id = pp.promise_id "
    "WHERE pp.person_id = :id AND pr.by_person_id IS NULL AND pr.state IN ('open', 'waiting')"
)
_THEIRS = "SELECT count(*) FROM promise WHERE by_person_id = :id AND state IN ('open', 'waiting')"
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
_POINTS = (
    "SELECT kind, count(*) FROM contact_point WHERE person_id = :id AND kind IN ('email', 'phone', 'address') "
    "GROUP BY kind ORDER BY kind = 'address', kind"
)


@dataclass(frozen=True, slots=True)
class Met:
    """How often in one kind of meeting; `state` is happened, or proposed for what a calendar says."""

    kind: str
    state: str
    many: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """`colleagues` are others of the book who work at the same place, those the user meets first; four at most."""

    id: int
    uid: str
    name: str
    given: str
    standing: str
    photo: str | None
    title: str
    organisation: str
    met: Sequence[Met]
    planned: tuple[str, date] | None
    i_owe: int
    owes_me: int
    introduced_by: str | None
    how_we_met: str
    colleagues: Sequence[str]
    tags: Sequence[str]
    topic: tuple[str, str] | None  # its kind and words
    note: str
    points: Sequence[tuple[str, int]]


def candidate(read: Reader, person_id: int, today: date) -> Candidate:
    """Raises NothingFound when nobody has this id."""
    person = read.one(_PERSON, id=person_id)
    if person is None:
        raise NothingFound("This person is no longer in the book.")
    role = read.one(_ROLE, id=person_id)
    planned = read.one(_PLANNED, id=person_id, today=today.isoformat())
    topic = read.one(_TOPICS, id=person_id)
    return Candidate(
        **{
            name: person[name]
            for name in ("id", "uid", "given", "standing", "photo", "how_we_met", "introduced_by")
        },
        name=person["full_name"],
        title=role["title"] if role else "",
        organisation=role["organisation"] if role else "",
        met=[
            Met(row[0], row[1], row[2], date.fromisoformat(row[3]))
            for row in read.rows(_MEETINGS, id=person_id)
        ],
        planned=(planned[0], date.fromisoformat(planned[1])) if planned else None,
        i_owe=read.value(_MINE, id=person_id),
        owes_me=read.value(_THEIRS, id=person_id),
        colleagues=read.values(_COLLEAGUES, id=person_id, at=role["organisation_id"]) if role else (),
        tags=read.values(_TAGS, id=person_id),
        topic=(topic[0], topic[1]) if topic else None,
        note=read.value(_NOTE, id=person_id) or "",
        points=[(row[0], row[1]) for row in read.rows(_POINTS, id=person_id)],
    )
