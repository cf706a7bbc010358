"""Finds a row by its key, for the command line and for actions on rows."""

import re
from datetime import date

from crm.asks import queries as asks
from crm.errors import NotUnderstood
from crm.introductions.stages import follow_up_on
from crm.storage.reading import Reader
from crm.text.date_lines import parse_date_line
from crm.text.days_in_words import next_fall
from crm.today import row_details
from crm.today.candidate import (
    DATE,
    DATED,
    DID_IT_HAPPEN,
    MY_PROMISE,
    NEW_JOB,
    NOT_NOW,
    OPEN_DOOR,
    OWED,
    STAY_CLOSE,
    Candidate,
    days_late,
)
from crm.today.new_jobs import role_change
from crm.today.row import Row
from crm.today.rows import build_row
from crm.today.rules import new_job, not_now_over
from crm.today.rules.dates import DAYS_AHEAD
from crm.today.rules.open_door import MIN_SINCE_CONTACT

_KEY = re.compile(
    r"(promise|introduction|owed|meeting|stay_close|birthday|anniversary|date|not_now|moved|open_door)-(\d{1,18})"
)
_PROMISE_OF_INTRODUCTION = "SELECT promise_id FROM introduction WHERE id = :id"
_OVERDUE_CONTACT = (
    "SELECT next_due_on FROM person WHERE id = :id AND standing = 'kept' AND next_due_on <= :today"
)
_UNEXPECTED = "SELECT id FROM person WHERE id = :id AND standing = 'kept' AND rhythm_days IS NULL AND last_contact_on <= :last"
_DATED = "SELECT o.line FROM other_property o JOIN person p ON p.id = o.person_id WHERE o.id = :id AND p.standing = 'kept'"
_YEARLY = "SELECT {what}_md FROM person WHERE id = :id AND standing = 'kept'"


def find(read: Reader, key: str, today: date) -> Row:
    """The row with that key, even if it is snoozed or folded. Raises NotUnderstood if there is none.

    The key of an introduction finds the row of its promise.
    """
    found = _KEY.fullmatch(key.strip())
    candidate = _candidate(read, found[1], int(found[2]), today) if found else None
    row = build_row(read, candidate, today) if candidate else None
    if row is None:
        raise NotUnderstood(
            f"There is no row “{key}” on Today. Look at the list again: it may be done already."
        )
    return row


def _candidate(read: Reader, what: str, subject_id: int, today: date) -> Candidate | None:
    if what == "introduction":
        promise_id = read.value(_PROMISE_OF_INTRODUCTION, id=subject_id)
        return _promise(read, "promise", promise_id, today) if promise_id is not None else None
    if what in ("promise", "owed"):
        return _promise(read, what, subject_id, today)
    if what == "meeting":
        return _meeting(read, subject_id, today)
    if what == "not_now":
        ask = asks.not_now_of(read, subject_id, today)
        return (
            _build_candidate(what, NOT_NOW, not_now_over.KIND, subject_id, ask.over_on, today)
            if ask
            else None
        )
    if what == "stay_close":
        due = read.value(_OVERDUE_CONTACT, id=subject_id, today=today.isoformat())
        return (
            _build_candidate(what, STAY_CLOSE, what, subject_id, date.fromisoformat(due), today)
            if due
            else None
        )
    if what == "open_door":
        exists = read.value(_UNEXPECTED, id=subject_id, last=(today - MIN_SINCE_CONTACT).isoformat())
        return _build_candidate(what, OPEN_DOOR, what, subject_id, None, today) if exists else None
    if what == new_job.KIND:
        return _new_job(read, subject_id, today)
    month_day = _month_day(read, what, subject_id)
    due_on = next_fall(month_day, today) if month_day else None
    if due_on is None or (due_on - today).days > DAYS_AHEAD:
        return None
    return _build_candidate(what, DATE, "date", subject_id, due_on, today)


def _month_day(read: Reader, what: str, subject_id: int) -> int | None:
    if what != "date":
        return read.value(_YEARLY.format(what=what), id=subject_id)  # type: ignore[no-any-return]
    found = parse_date_line(read.value(_DATED, id=subject_id) or "")
    return int(found.day[-5:-3]) * 100 + int(found.day[-2:]) if found else None


def _promise(read: Reader, what: str, promise_id: int, today: date) -> Candidate | None:
    """The user's promises while open, waiting or introduced without feedback; promises by others while open."""
    found = row_details.promise(read, promise_id)
    if found is None or (found.by is None) is (what == "owed"):
        return None
    if what == "owed":
        owed = found.state == "open"
        return _build_candidate(what, OWED, "owed_to_me", promise_id, found.due, today) if owed else None
    if found.stage == "made" and found.introduced_on:
        follow_up = follow_up_on(found.introduced_on)
        return _build_candidate(what, MY_PROMISE, found.kind, promise_id, follow_up, today)
    if found.state not in ("open", "waiting"):
        return None
    due = found.back_on if found.state == "waiting" else found.due
    return _build_candidate(what, MY_PROMISE, found.kind, promise_id, due, today)


def _new_job(read: Reader, person_id: int, today: date) -> Candidate | None:
    role = role_change(read, person_id)
    is_news = role is not None and today - role.noted_on < new_job.SHOWN_FOR
    return _build_candidate(new_job.KIND, NEW_JOB, new_job.KIND, person_id, None, today) if is_news else None


def _meeting(read: Reader, meeting_id: int, today: date) -> Candidate | None:
    found = row_details.meeting(read, meeting_id)
    if found is None or found.state != "planned" or found.on > today:
        return None
    return _build_candidate("meeting", DID_IT_HAPPEN, "did_it_happen", meeting_id, found.on, today)


def _build_candidate(
    what: str, group: int, kind: str, subject_id: int, due: date | None, today: date
) -> Candidate:
    late = 0 if group in DATED else days_late(due, today)
    return Candidate(f"{what}-{subject_id}", group, kind, subject_id, frozenset(), due, late, ())
