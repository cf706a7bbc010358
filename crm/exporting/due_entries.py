"""Due items as calendar entries: own promises and what follows them, planned meetings, dates of kept people, and
other rows of Today.

Overdue items are moved to today, since nobody looks for open tasks in past weeks of a calendar.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import chain
from typing import Any

from crm import settings
from crm.date_index import IS_DATE_LINE, MONTH_DAY
from crm.exporting import follow_up_entries
from crm.formats.calendar.entry import Entry
from crm.people.short_names import PersonRef
from crm.storage.reading import Reader
from crm.text.date_lines import parse_date_line
from crm.text.days_in_words import month_days
from crm.text.shared_phrases import meeting_title
from crm.today import row_details, today
from crm.today.people_who_died import DeceasedPeople, deceased_people
from crm.today.row_text import meetings, promises
from crm.today.rules import dates, keep_your_word, not_now_over
from crm.today.rules.dates import YearlyDate

DAYS_AHEAD = 31  # days of birthdays: the file is rewritten every day
_MAX_PER_KIND = 200  # a calendar of thousands of promises helps nobody
_DAY_OF_PROMISE = "coalesce((SELECT until_on FROM snooze s WHERE s.kind = 'promise' AND s.subject_id = p.id AND s.until_on > p.{day}), p.{day})"
_PROMISES = (
    "SELECT p.id, p.uid, {on} AS on_day FROM promise p WHERE p.state = '{state}' AND p.{day} {side} :today "
    "AND +p.by_person_id IS NULL ORDER BY p.{day} {order} LIMIT :most"
)
_MEETINGS = (
    "SELECT id, uid, zone FROM meeting WHERE state = 'planned' AND held_on >= :today "
    "ORDER BY held_on, held_at, id LIMIT :most"
)
_DATES = (
    "SELECT p.id, p.uid, p.full_name, d.on_day, "
    "(SELECT until_on FROM snooze s WHERE s.kind = '{what}' AND s.subject_id = p.id) AS until_on "
    "FROM person p INDEXED BY ix_person_{what}_md LEFT JOIN dismissal d ON d.kind = '{what}' AND d.subject_id = p.id "
    "WHERE p.{what}_md = :month_day AND p.standing = 'kept' ORDER BY p.id LIMIT 20"
)

_LABELLED = (
    "SELECT p.id, p.uid, p.full_name, o.id AS line_id, o.line, d.on_day, "
    "(SELECT until_on FROM snooze s WHERE s.kind = 'date' AND s.subject_id = o.id) AS until_on FROM "
    f"(SELECT id, person_id, line FROM other_property INDEXED BY ix_other_property_day WHERE ({IS_DATE_LINE}) AND {MONTH_DAY} = :day) o "
    "JOIN person p ON p.id = o.person_id AND p.standing = 'kept' LEFT JOIN dismissal d ON d.kind = 'date' AND d.subject_id = o.id "
    "ORDER BY p.id, o.id LIMIT 20"
)


def entries(read: Reader, on: date, people: Collection[int] | None = None) -> list[Entry]:
    """Entries by day and time, for `people` only if given; without names and places if the user hides them."""
    render = _without_names if settings.value(read, settings.HIDE_NAMES) else _unchanged
    dead = deceased_people(read)
    found = chain(
        _promises(read, on, render, dead),
        _follow_ups(read, on, render, dead),
        _meetings(read, on, render),
        _dates(read, on, render),
        _labelled_dates(read, on, render),
        _other_rows(read, on, render),
    )
    living = (one for one in found if not one.people or not one.people <= dead.people)
    wanted = [one for one in living if people is None or not one.people.isdisjoint(people)]
    return sorted(wanted, key=lambda one: (one.on, one.at or "", one.uid))


Render = Callable[[Entry, str], Entry]


def _unchanged(entry: Entry, _replacement: str) -> Entry:
    return entry


def _without_names(entry: Entry, replacement: str) -> Entry:
    return Entry(entry.uid, entry.on, replacement, at=entry.at, zone=entry.zone, people=entry.people)


def _promises(read: Reader, on: date, render: Render, dead: DeceasedPeople) -> Iterator[Entry]:
    """Open promises by due date, waiting ones by the day to ask again, snoozed ones by the day they return."""
    for state, day in (("open", "due_on"), ("waiting", "back_on")):
        for side, order in ((">=", "ASC"), ("<", "DESC")):
            sql = _PROMISES.format(
                on=_DAY_OF_PROMISE.format(day=day), state=state, day=day, side=side, order=order
            )
            for row in read.rows(sql, today=on.isoformat(), most=_MAX_PER_KIND):
                found = None if row["id"] in dead.promises else row_details.promise(read, row["id"])
                if found is not None:
                    entry = Entry(
                        f"{row['uid']}@goodturn",
                        max(date.fromisoformat(row["on_day"]), on),
                        promises.what(found),
                        promises.why(found, on),
                        people=_ids(*found.people, *found.about),
                    )
                    yield render(entry, "A promise is due")


def _follow_ups(read: Reader, on: date, render: Render, dead: DeceasedPeople) -> Iterator[Entry]:
    for entry in follow_up_entries.introductions_made(read, on, dead, _MAX_PER_KIND):
        yield render(entry, "An introduction to ask about")
    for entry in follow_up_entries.not_now_ahead(read, on, _MAX_PER_KIND):
        yield render(entry, "A good turn")


def _meetings(read: Reader, on: date, render: Render) -> Iterator[Entry]:
    for row in read.rows(_MEETINGS, today=on.isoformat(), most=_MAX_PER_KIND):
        found = row_details.meeting(read, row["id"])
        if found is not None:
            entry = Entry(
                f"{row['uid']}@goodturn",
                found.on,
                meetings.title(found),
                found.purpose,
                found.at,
                row["zone"],
                found.place,
                _ids(*found.people),
            )
            yield render(entry, meeting_title(found.kind))


def _dates(read: Reader, on: date, render: Render) -> Iterator[Entry]:
    days = month_days(on, DAYS_AHEAD)
    for what in ("birthday", "anniversary"):
        for month_day, falls in days.items():
            for row in read.rows(_DATES.format(what=what), month_day=month_day):
                if _is_pending(row, what, month_day, falls):
                    title = f"{row['full_name']}’s {what}"
                    uid = f"{what}-{falls.year}-{row['uid']}@goodturn"
                    yield render(Entry(uid, falls, title, people=frozenset({row["id"]})), what.capitalize())


def _labelled_dates(read: Reader, on: date, render: Render) -> Iterator[Entry]:
    for month_day, falls in month_days(on, DAYS_AHEAD).items():
        day = f"{month_day // 100:02}-{month_day % 100:02}"
        for row in read.rows(_LABELLED, day=day):
            found = parse_date_line(row["line"])
            fact = YearlyDate(row["id"], "date", month_day, _day(row["on_day"]), row["line_id"])
            if found and not _is_snoozed(row, falls) and dates.candidate(fact, falls) is not None:
                uid = f"date-{falls.year}-{row['line_id']}-{row['uid']}@goodturn"
                title = f"{row['full_name']}: {found.label_or_default}"
                yield render(Entry(uid, falls, title, people=frozenset({row["id"]})), "A date")


def _is_pending(row: Any, what: str, month_day: int, falls: date) -> bool:
    """Whether the date was neither noted nor dismissed."""
    fact = YearlyDate(row["id"], what, month_day, _day(row["on_day"]))
    return not _is_snoozed(row, falls) and dates.candidate(fact, falls) is not None


def _is_snoozed(row: Any, falls: date) -> bool:
    until = _day(row["until_on"])
    return until is not None and until > falls


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _other_rows(read: Reader, on: date, render: Render) -> Iterator[Entry]:
    """Other rows of Today, which are few: the calendar should not fill with people to contact."""
    shown = today.today_list(read, on, settings.value(read, settings.MOST_ROWS))
    for row in shown.rows:
        is_listed = row.rule == not_now_over.RULE and row.due == on
        if row.rule not in (keep_your_word.RULE, dates.RULE) and not is_listed:
            first = row.people[0].uid if row.people else ""
            entry = Entry(f"{row.key}-{first}@goodturn", on, row.what, row.why, people=_ids(*row.people))
            yield render(entry, "A good turn")


def _ids(*people: PersonRef) -> frozenset[int]:
    return frozenset(one.id for one in people if one.id is not None)
