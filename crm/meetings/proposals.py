"""Meetings that a calendar proposes: past ones that wait for the user's yes. They count for nothing until then."""

from datetime import date
from typing import NamedTuple

from crm.meetings.event_sources import parse_source
from crm.storage.reading import Reader

MOST_SHOWN = 2000
_COUNT = "SELECT count(*) FROM meeting WHERE state = 'proposed'"
_WAITING = (
    "SELECT id, kind, held_on, held_at, place, purpose, source_uid FROM meeting WHERE state = 'proposed' "
    "ORDER BY held_on DESC, held_at DESC, id DESC LIMIT :limit"
)
_PEOPLE = (
    "SELECT a.meeting_id, p.full_name FROM attendance a JOIN person p ON p.id = a.person_id "
    "WHERE a.meeting_id IN (SELECT id FROM meeting WHERE state = 'proposed') ORDER BY a.id"
)


class Proposal(NamedTuple):
    """`what` is the event's title; `by_title`: nobody is invited, but it names them."""

    id: int
    kind: str
    on: date
    at: str | None
    place: str
    what: str
    people: tuple[str, ...]
    by_title: bool = False


def count(read: Reader) -> int:
    return int(read.value(_COUNT))


def pending(read: Reader, limit: int = MOST_SHOWN) -> list[Proposal]:
    """The latest first: what one remembers best."""
    people: dict[int, list[str]] = {}
    for meeting_id, name in read.rows(_PEOPLE):
        people.setdefault(meeting_id, []).append(name)
    return [
        Proposal(
            row["id"], row["kind"], date.fromisoformat(row["held_on"]), row["held_at"], row["place"],
            row["purpose"], tuple(people.get(row["id"], ())), parse_source(row["source_uid"] or "").by_title,
        )
        for row in read.rows(_WAITING, limit=limit)
    ]  # fmt: skip
