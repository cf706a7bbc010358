"""Queries for the meetings of a person."""

from dataclasses import dataclass
from datetime import date

from crm.storage.reading import Reader

_COLUMNS = "m.id, m.kind, m.state, m.held_on, m.held_at, m.place, m.note, m.said, m.direction"
_OF_PERSON = (
    f"SELECT {_COLUMNS} FROM meeting m JOIN attendance a ON a.meeting_id = m.id WHERE a.person_id = :person "
    "ORDER BY m.held_on DESC, m.held_at DESC, m.id DESC LIMIT :limit"
)
_PEOPLE = (
    "SELECT a.meeting_id, p.id, p.full_name FROM attendance a JOIN person p ON p.id = a.person_id "
    "WHERE a.meeting_id IN (SELECT value FROM json_each(:ids)) ORDER BY a.id"
)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """`people` are (id, full name); `at` is HH:MM or None; `said` is the text as typed."""

    id: int
    kind: str
    state: str
    on: date
    at: str | None
    place: str
    note: str
    said: str
    direction: str
    people: tuple[tuple[int, str], ...]


def of_person(read: Reader, person_id: int, limit: int = 200) -> list[MeetingLine]:
    """Newest first, planned ones included."""
    return _lines(read, _OF_PERSON, person=person_id, limit=limit)


def _lines(read: Reader, sql: str, **values: object) -> list[MeetingLine]:
    rows = read.rows(sql, **values)
    people: dict[int, list[tuple[int, str]]] = {}
    ids = ",".join(str(row["id"]) for row in rows)
    for meeting_id, person_id, name in read.rows(_PEOPLE, ids=f"[{ids}]"):
        people.setdefault(meeting_id, []).append((person_id, name))
    return [
        MeetingLine(
            row["id"], row["kind"], row["state"], date.fromisoformat(row["held_on"]), row["held_at"], row["place"],
            row["note"], row["said"], row["direction"], tuple(people.get(row["id"], [])),
        )
        for row in rows
    ]  # fmt: skip
