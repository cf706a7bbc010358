"""The meetings of the days of a month, a few a day with the number of all."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crm.meetings.meeting_conditions import Conditions, conditions
from crm.meetings.meeting_filter import EVERY_MEETING, MeetingFilter
from crm.meetings.meeting_rows import MeetingRow, meeting_rows
from crm.storage.reading import Reader
from crm.text.months import months_after

WEEK = 7
_LOOKED_AT = 100  # meetings of a day that are put in order for its cell in the month
_BY_CLOCK = "ORDER BY m.held_at IS NULL, m.held_at, m.id LIMIT :most"
_FEW_BY_CLOCK = "ORDER BY few.held_at IS NULL, few.held_at, few.id LIMIT :most"


class MonthDay(NamedTuple):
    """`meetings` are the first of `many`, by the clock."""

    day: date
    many: int
    meetings: tuple[MeetingRow, ...]


def weeks_of_month(month: date) -> list[date]:
    """Every day of the weeks, Monday to Sunday, that a month touches. The calendar ends with 9999."""
    first = month.replace(day=1)
    following = months_after(first, 1)
    last = following - timedelta(days=1) if following else date.max
    start = first.toordinal() - first.weekday()
    end = last.toordinal() + WEEK - 1 - last.weekday()
    return [date.fromordinal(one) for one in range(max(start, 1), min(end, date.max.toordinal()) + 1)]


def month_days(
    read: Reader, days: list[date], most: int, chosen: MeetingFilter = EVERY_MEETING
) -> dict[date, MonthDay]:
    """The days that have meetings, each with the first `most` of them: of a day with hundreds, of those written first."""
    asked = conditions(read, chosen)
    sql = (
        f"SELECT m.held_on, count(*) AS many FROM {asked.source} WHERE m.held_on BETWEEN :first AND :last AND {asked.where_unindexed} "
        "GROUP BY m.held_on"
    )
    values = {"first": days[0].isoformat(), "last": days[-1].isoformat(), **asked.values}
    counts = {date.fromisoformat(row["held_on"]): int(row["many"]) for row in read.rows(sql, **values)}
    ids = [one for day in counts for one in _first_ids(read, day, asked, most)]
    by_day: dict[date, list[MeetingRow]] = {}
    for row in meeting_rows(read, ids):
        by_day.setdefault(row.on, []).append(row)
    return {day: MonthDay(day, many, tuple(by_day.get(day, ()))) for day, many in counts.items()}


def meetings_of_day(
    read: Reader, day: date, most: int, chosen: MeetingFilter = EVERY_MEETING
) -> list[MeetingRow]:
    return meeting_rows(read, list(_ids(read, day, conditions(read, chosen), most)))


def _first_ids(read: Reader, day: date, asked: Conditions, most: int) -> list[int]:
    """Looks at no more meetings of the day than a person can have."""
    sql = (
        f"SELECT id FROM (SELECT m.id, m.held_at FROM {asked.source} WHERE m.held_on = :day "
        f"AND {asked.where_unindexed} ORDER BY m.id LIMIT {_LOOKED_AT}) few {_FEW_BY_CLOCK}"
    )
    return read.values(sql, day=day.isoformat(), most=most, **asked.values)


def _ids(read: Reader, day: date, asked: Conditions, most: int) -> Iterator[int]:
    sql = f"SELECT m.id FROM {asked.source} WHERE m.held_on = :day AND {asked.where_unindexed} {_BY_CLOCK}"
    yield from read.values(sql, day=day.isoformat(), most=most, **asked.values)
