"""From a row's key back to the row: the command line and undo-able actions name rows by key."""

import re
from datetime import date

from crm.asks import queries as asks
from crm.errors import NotUnderstood
from crm.introductions.stages import FOLLOW_UP_AFTER
from crm.storage.reading import Reader
from crm.text.date_lines import date_in
from crm.text.days_in_words import next_fall
from crm.today import row_details
from crm.today.candidate import (
    DATE,
    DATED,
    DID_IT_HAPPEN,
    MOVED,
    MY_PROMISE,
    NOT_NOW,
    OPEN_DOOR,
    OWED,
    STAY_CLOSE,
    Candidate,
    days_late,
)
from crm.today.new_jobs import new_role
from crm.today.row import Row
from crm.today.rows import row_of
from crm.today.rules import new_job, not_now_over
from crm.today.rules.dates import DAYS_AHEAD
from crm.today.rules.open_door import LONG_AGO

_KEY = re.compile(
    r"(promise|owed|meeting|stay_close|birthday|anniversary|date|not_now|moved|open_door)-(\d{1,18})"
)
_DRIFTING = "SELECT next_due_on FROM person WHERE id = :id AND standing = 'kept' AND next_due_on <= :today"
_DOOR = "SELECT id FROM person WHERE id = :id AND standing = 'kept' AND rhythm_days IS NULL AND last_contact_on <= :last"
_DATED = "SELECT o.line FROM other_property o JOIN person p ON p.id = o.person_id WHERE o.id = :id AND p.standing = 'kept'"
_YEARLY = "SELECT {what}_md FROM person WHERE id = :id AND standing = 'kept'"


def find(read: Reader, key: str, today: date) -> Row:
    """The row of that key, also while it is snoozed or folded. Raises NotUnderstood where there is none."""
    found = _KEY.fullmatch(key.strip())
    candidate = _candidate(read, found[1], int(found[2]), today) if found else None
    row = row_of(read, candidate, today) if candidate else None
    if row is None:
        raise NotUnderstood(
            f"There is no row “{key}” on Today. Look at the list again: it may be done already."
        )
    return row


def _candidate(read: Reader, what: str, subject_id: int, today: date) -> Candidate | None:
    if what in ("promise", "owed"):
        return _promise(read, what, subject_id, today)
    if what == "meeting":
        return _meeting(read, subject_id, today)
    if what == "not_now":
        said = asks.not_now_of(read, subject_id, today)
        return _made(what, NOT_NOW, not_now_over.KIND, subject_id, said.over_on, today) if said else None
    if what == "stay_close":
        due = read.value(_DRIFTING, id=subject_id, today=today.isoformat())
        return _made(what, STAY_CLOSE, what, subject_id, date.fromisoformat(due), today) if due else None
    if what == "open_door":
        there = read.value(_DOOR, id=subject_id, last=(today - LONG_AGO).isoformat())
        return _made(what, OPEN_DOOR, what, subject_id, None, today) if there else None
    if what == new_job.KIND:
        return _moved(read, subject_id, today)
    month_day = _month_day(read, what, subject_id)
    due_on = next_fall(month_day, today) if month_day else None
    if due_on is None or (due_on - today).days > DAYS_AHEAD:
        return None
    return _made(what, DATE, "date", subject_id, due_on, today)


def _month_day(read: Reader, what: str, subject_id: int) -> int | None:
    if what != "date":
        return read.value(_YEARLY.format(what=what), id=subject_id)  # type: ignore[no-any-return]
    found = date_in(read.value(_DATED, id=subject_id) or "")
    return int(found.day[-5:-3]) * 100 + int(found.day[-2:]) if found else None


def _promise(read: Reader, what: str, promise_id: int, today: date) -> Candidate | None:
    """Mine while it is open, waiting, or an introduction to hear back from; theirs while it is open."""
    found = row_details.promise(read, promise_id)
    if found is None or (found.by is None) is (what == "owed"):
        return None
    if what == "owed":
        owed = found.state == "open"
        return _made(what, OWED, "owed_to_me", promise_id, found.due, today) if owed else None
    if found.stage == "made" and found.introduced_on:
        return _made(what, MY_PROMISE, found.kind, promise_id, found.introduced_on + FOLLOW_UP_AFTER, today)
    if found.state not in ("open", "waiting"):
        return None
    due = found.back_on if found.state == "waiting" else found.due
    return _made(what, MY_PROMISE, found.kind, promise_id, due, today)


def _moved(read: Reader, person_id: int, today: date) -> Candidate | None:
    role = new_role(read, person_id)
    is_news = role is not None and today - role.noted_on < new_job.SHOWN
    return _made(new_job.KIND, MOVED, new_job.KIND, person_id, None, today) if is_news else None


def _meeting(read: Reader, meeting_id: int, today: date) -> Candidate | None:
    found = row_details.meeting(read, meeting_id)
    if found is None or found.state != "planned" or found.on > today:
        return None
    return _made("meeting", DID_IT_HAPPEN, "did_it_happen", meeting_id, found.on, today)


def _made(what: str, group: int, kind: str, subject_id: int, due: date | None, today: date) -> Candidate:
    late = 0 if group in DATED else days_late(due, today)
    return Candidate(f"{what}-{subject_id}", group, kind, subject_id, frozenset(), due, late, ())
