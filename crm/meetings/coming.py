"""Meetings ahead, for other places than their own page: with one person, of the next days, the next of everyone."""

from datetime import date, timedelta

from crm.meetings.hopes import PEOPLE_NAMED, PLANNED_EVENTS, people_named
from crm.meetings.meeting_rows import MeetingRow, meeting_rows
from crm.storage.reading import Reader

_WITH_PERSON = (
    "SELECT m.id FROM meeting m WHERE m.id IN (SELECT meeting_id FROM attendance WHERE person_id = :person "
    f"UNION {PLANNED_EVENTS} = :person) AND +m.state = 'planned' AND +m.held_on >= :today "
    "ORDER BY m.held_on, m.held_at IS NULL, m.held_at, m.id LIMIT :most"
)
_BETWEEN = (
    "SELECT id FROM meeting WHERE state = 'planned' AND held_on BETWEEN :first AND :last "
    "ORDER BY held_on, held_at IS NULL, held_at, id LIMIT :most"
)
_SAME_DAY = f"""
SELECT m.id FROM meeting m WHERE m.state = 'planned' AND m.held_on = :on AND m.id IS NOT :but AND EXISTS
  (SELECT 1 FROM {PEOPLE_NAMED} WHERE person_id IN (SELECT value FROM json_each(:people)))
ORDER BY m.held_at IS NULL, m.held_at, m.id LIMIT 1
"""
_DAYS_OF_A_WEEK = 7


def coming_with(read: Reader, person_id: int, today: date, most: int) -> list[MeetingRow]:
    """Soonest first."""
    ids = read.values(_WITH_PERSON, person=person_id, today=today.isoformat(), most=most)
    return meeting_rows(read, ids)


def planned_on(read: Reader, day: date, most: int) -> list[MeetingRow]:
    ids = read.values(_BETWEEN, first=day.isoformat(), last=day.isoformat(), most=most)
    return meeting_rows(read, ids)


def next_planned(read: Reader, today: date) -> MeetingRow | None:
    ids = read.values(_BETWEEN, first=today.isoformat(), last=date.max.isoformat(), most=1)
    found = meeting_rows(read, ids)
    return found[0] if found else None


def planned_this_week(read: Reader, today: date, most: int) -> list[MeetingRow]:
    """Of the seven days after today."""
    first, last = today + timedelta(days=1), today + timedelta(days=_DAYS_OF_A_WEEK)
    ids = read.values(_BETWEEN, first=first.isoformat(), last=last.isoformat(), most=most)
    return meeting_rows(read, ids)


def planned_with_any(read: Reader, people: list[int], on: date, but: int | None = None) -> MeetingRow | None:
    """Another meeting planned for that day that names one of these people; `but` is not it."""
    ids = f"[{','.join(map(str, people))}]"
    found = read.values(_SAME_DAY, on=on.isoformat(), people=ids, but=but)
    return meeting_rows(read, found)[0] if found else None


def planned_beside(read: Reader, meeting_id: int, on: date) -> MeetingRow | None:
    """Another meeting planned for that day that names one of the people of this one."""
    return planned_with_any(read, people_named(read, meeting_id), on, but=meeting_id)
