"""Answers meetings proposed from a calendar: happened, missed, or not a meeting. One step per answer."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from crm.errors import NotUnderstood
from crm.meetings.event_sources import dismissal_key, parse_source
from crm.meetings.kept_by_meeting import keep_attendees
from crm.meetings.meeting_names import describe_meeting

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

_PROPOSED_IDS = "state = 'proposed' AND id IN (SELECT value FROM json_each(:ids))"
_NAMES = (
    "SELECT full_name FROM attendance JOIN person ON person.id = person_id WHERE meeting_id = :id "
    "ORDER BY attendance.id"
)


def confirm(work: "UnitOfWork", meeting_ids: Sequence[int]) -> None:
    """Marks proposals as happened and makes parked attendees kept. Raises NotUnderstood if none is proposed any more."""
    ids, description = _proposed(work, meeting_ids)
    work.connection.execute(
        f"UPDATE meeting SET state = 'happened' WHERE {_PROPOSED_IDS}", {"ids": json.dumps(ids)}
    )
    keep_attendees(work, ids)
    work.label = f"Noted that {description} happened"


def mark_missed(work: "UnitOfWork", meeting_ids: Sequence[int]) -> None:
    ids, description = _proposed(work, meeting_ids)
    work.connection.execute(
        f"UPDATE meeting SET state = 'missed' WHERE {_PROPOSED_IDS}", {"ids": json.dumps(ids)}
    )
    work.label = f"Noted that {description} did not happen"


def dismiss(work: "UnitOfWork", meeting_ids: Sequence[int]) -> None:
    """Deletes proposals that are no meetings, so that the calendar does not propose them again."""
    ids, description = _proposed(work, meeting_ids)
    sources = work.read.values(
        f"SELECT source_uid FROM meeting WHERE {_PROPOSED_IDS} AND source_uid IS NOT NULL",
        ids=json.dumps(ids),
    )
    dismissals = {dismissal_key(parse_source(source).source) for source in sources}
    for row in dismissals - set(work.read.values("SELECT row FROM dismissal")):
        work.insert_many("dismissal", ["row", "on_day"], [(row, work.today.isoformat())])
    work.connection.execute(f"DELETE FROM meeting WHERE {_PROPOSED_IDS}", {"ids": json.dumps(ids)})
    work.label = f"Put aside {description}"


def confirm_all(work: "UnitOfWork") -> None:
    confirm(work, work.read.values("SELECT id FROM meeting WHERE state = 'proposed'"))


def _proposed(work: "UnitOfWork", meeting_ids: Sequence[int]) -> tuple[list[int], str]:
    """The ids still proposed, and their description for the label."""
    ids = work.read.values(f"SELECT id FROM meeting WHERE {_PROPOSED_IDS}", ids=json.dumps(list(meeting_ids)))
    if not ids:
        raise NotUnderstood("This is settled already; nothing was changed.")
    return ids, _describe(work, ids[0]) if len(ids) == 1 else f"{len(ids):,} meetings"


def _describe(work: "UnitOfWork", meeting_id: int) -> str:
    row = work.read.one("SELECT kind, purpose, held_on FROM meeting WHERE id = :id", id=meeting_id)
    assert row is not None
    names = work.read.values(_NAMES, id=meeting_id)
    on = date.fromisoformat(row["held_on"])
    return f"{describe_meeting(row['kind'], row['purpose'], names)} on {on.day} {on:%B}"
