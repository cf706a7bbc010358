"""Past meetings proposed from a calendar. They do not count as contact until the user confirms them."""

from datetime import date
from typing import NamedTuple

from crm.meetings.event_sources import parse_source
from crm.storage.reading import Reader

MOST_SHOWN = 2000
_COUNT = "SELECT count(*) FROM meeting WHERE state = 'proposed'"
_PENDING = (
    "SELECT id, kind, held_on, held_at, place, purpose, source_uid FROM meeting WHERE state = 'proposed' "
    "ORDER BY held_on DESC, held_at DESC, id DESC LIMIT :limit"
)
_PEOPLE = (
    "SELECT a.meeting_id, p.id, p.full_name FROM attendance a JOIN person p ON p.id = a.person_id "
    "WHERE a.meeting_id IN (SELECT id FROM meeting WHERE state = 'proposed') ORDER BY a.id"
)


class Proposal(NamedTuple):
    """`what` is the title of the event; `by_title`: people were found by the title, as the event has no guests."""

    id: int
    kind: str
    on: date
    at: str | None
    place: str
    what: str
    people: tuple[str, ...]
    by_title: bool = False
    person_ids: tuple[int, ...] = ()


def count(read: Reader) -> int:
    return int(read.value(_COUNT))


def pending(read: Reader, limit: int = MOST_SHOWN) -> list[Proposal]:
    """Latest first."""
    people: dict[int, dict[int, str]] = {}
    for meeting_id, person_id, name in read.rows(_PEOPLE):
        people.setdefault(meeting_id, {})[person_id] = name
    return [
        Proposal(
            row["id"], row["kind"], date.fromisoformat(row["held_on"]), row["held_at"], row["place"],
            row["purpose"], tuple(people.get(row["id"], {}).values()), parse_source(row["source_uid"] or "").by_title,
            tuple(people.get(row["id"], ())),
        )
        for row in read.rows(_PENDING, limit=limit)
    ]  # fmt: skip
