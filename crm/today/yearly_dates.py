"""Queries for the rule "dates": birthdays, anniversaries and custom-labelled dates, looked up by day."""

from datetime import date

from crm.date_index import IS_DATE_LINE, MONTH_DAY
from crm.storage.reading import Reader
from crm.text.date_lines import parse_date_line
from crm.text.days_in_words import month_days
from crm.today.rules.dates import DAYS_AHEAD, YearlyDate

MAX_DATES = 40  # nearest first; a large book reaches this with today alone

_NOT_SNOOZED = "NOT EXISTS (SELECT 1 FROM snooze s WHERE {key} AND s.until_on > :today)"
# INDEXED BY: if nobody has an anniversary, SQLite's statistics reject the index and it scans every person.
_DATES = (
    "SELECT p.id, p.{what}_md, d.on_day FROM person p INDEXED BY ix_person_{what}_md "
    "LEFT JOIN dismissal d ON d.kind = '{what}' AND d.subject_id = p.id "
    "WHERE p.{what}_md = :month_day AND p.standing = 'kept' AND "
    + _NOT_SNOOZED.format(key="s.kind = '{what}' AND s.subject_id = p.id")
    + " LIMIT 20"
)
_LABELLED = (
    "SELECT p.id, o.id AS line_id, o.line, d.on_day FROM "
    f"(SELECT id, person_id, line FROM other_property INDEXED BY ix_other_property_day WHERE ({IS_DATE_LINE}) AND {MONTH_DAY} = :day) o "
    "JOIN person p ON p.id = o.person_id AND p.standing = 'kept' LEFT JOIN dismissal d ON d.kind = 'date' AND d.subject_id = o.id WHERE "
    + _NOT_SNOOZED.format(key="s.kind = 'date' AND s.subject_id = o.id")
    + " LIMIT 20"
)


def yearly_dates(read: Reader, today: date) -> list[YearlyDate]:
    """Dates of today and the week ahead, nearest first, until MAX_DATES is reached."""
    found: list[YearlyDate] = []
    for month_day in month_days(today, DAYS_AHEAD + 1):
        for what in ("birthday", "anniversary"):
            rows = read.rows(_DATES.format(what=what), month_day=month_day, today=today.isoformat())
            found += [YearlyDate(row[0], what, row[1], _day(row[2])) for row in rows]
        found += _labelled(read, month_day, today)
        if len(found) >= MAX_DATES:
            break
    return found


def _labelled(read: Reader, month_day: int, today: date) -> list[YearlyDate]:
    day = f"{month_day // 100:02}-{month_day % 100:02}"
    rows = read.rows(_LABELLED, day=day, today=today.isoformat())
    return [
        YearlyDate(row["id"], "date", month_day, _day(row["on_day"]), row["line_id"])
        for row in rows
        if parse_date_line(row["line"])
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
