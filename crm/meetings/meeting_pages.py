"""The list of meetings read page by page: coming ones, a few proposals, then all that is past, newest first.

Each page starts where the last one ended (keyset), so that a page costs the same in a book of any size.
"""

from datetime import date
from typing import Any, NamedTuple

from crm.meetings.meeting_conditions import Conditions, conditions
from crm.meetings.meeting_filter import EVERY_MEETING, MeetingFilter
from crm.meetings.meeting_rows import MeetingRow, Part, meeting_rows
from crm.storage.reading import Reader

MOST_PROPOSED = 5  # the page of proposals shows them all
_LAST: Part = "past"
_FOLLOWING: dict[Part, Part] = {"coming": "proposed", "proposed": "past"}
# Spelt so that the walk over days stays with the index of days, or of planned or proposed ones.
_IN_PART: dict[Part, str] = {
    "coming": "m.state = 'planned' AND m.held_on >= :today",
    "proposed": "m.state = 'proposed'",
    "past": "m.state <> 'proposed' AND NOT (m.state = 'planned' AND m.held_on >= :today)",
}
_SOONER_FIRST = "m.held_on, m.held_at IS NULL, m.held_at, m.id"
_NEWER_FIRST = "m.held_on DESC, m.held_at DESC, m.id DESC"
_BEHIND_SOONER = "m.held_on >= :on AND (m.held_on, m.held_at IS NULL, coalesce(m.held_at, ''), m.id) > (:on, :untimed, :at, :id)"
_BEHIND_NEWER = "m.held_on <= :on AND (m.held_on, coalesce(m.held_at, ''), m.id) < (:on, :at, :id)"


class Position(NamedTuple):
    """Behind this meeting of a part; without a meeting, at the part's beginning."""

    part: Part
    on: date | None = None
    at: str | None = None
    id: int = 0


START = Position("coming")


class MeetingPage(NamedTuple):
    """`after` is where the next page begins; None if there is none."""

    rows: list[MeetingRow]
    after: Position | None


def meeting_page(
    read: Reader, today: date, chosen: MeetingFilter = EVERY_MEETING, start: Position = START, most: int = 100
) -> MeetingPage:
    """About `most` rows: the few proposals are never parted."""
    asked = conditions(read, chosen)
    rows: list[MeetingRow] = []
    position: Position | None = start
    while position is not None and len(rows) < most:
        wanted = MOST_PROPOSED if position.part == "proposed" else most - len(rows)
        found = meeting_rows(read, _ids(read, today, asked, position, wanted))
        rows += found
        position = _next(position, found, wanted)
    return MeetingPage(rows, position)


def proposed_count(read: Reader, chosen: MeetingFilter) -> int:
    """How many proposals the filter lets through."""
    asked = conditions(read, chosen)
    sql = f"SELECT count(*) FROM {asked.source} WHERE {_IN_PART['proposed']} AND {asked.where_unindexed}"
    return int(read.value(sql, **asked.values))


def _next(position: Position, found: list[MeetingRow], wanted: int) -> Position | None:
    if len(found) == wanted and position.part != "proposed":
        last = found[-1]
        return Position(position.part, last.on, last.at, last.id)
    return Position(_FOLLOWING[position.part]) if position.part != _LAST else None


def _ids(read: Reader, today: date, asked: Conditions, position: Position, most: int) -> list[int]:
    soonest = position.part == "coming"
    where = [_IN_PART[position.part], asked.where if position.part == "past" else asked.where_unindexed]
    values: dict[str, Any] = {"today": today.isoformat(), "most": most, **asked.values}
    if position.on is not None:
        where.append(_BEHIND_SOONER if soonest else _BEHIND_NEWER)
        values |= {
            "on": position.on.isoformat(),
            "untimed": position.at is None,
            "at": position.at or "",
            "id": position.id,
        }
    order = _SOONER_FIRST if soonest else _NEWER_FIRST
    return read.values(
        f"SELECT m.id FROM {asked.source} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT :most", **values
    )
