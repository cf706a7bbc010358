"""Builds the displayed row of a selected candidate. Texts are read only here, for selected candidates only."""

from datetime import date
from functools import partial

from crm.asks import queries as asks
from crm.introductions import suggestions
from crm.people.short_names import PersonRef, person_refs
from crm.storage.reading import Reader
from crm.text import days_in_words
from crm.today import row_details
from crm.today.candidate import (
    DATE,
    DID_IT_HAPPEN,
    MY_PROMISE,
    NEW_JOB,
    NOT_NOW,
    OPEN_DOOR,
    OWED,
    STAY_CLOSE,
    Candidate,
)
from crm.today.new_jobs import role_change
from crm.today.row import Row
from crm.today.row_details import RowPerson
from crm.today.row_text import closeness, meetings, not_now, promises, reasons, unexpected
from crm.today.row_text import new_job as new_job_text
from crm.today.row_text.reasons import Reason
from crm.today.rules import (
    dates,
    did_it_happen,
    keep_your_word,
    new_job,
    not_now_over,
    open_door,
    owed_to_me,
    stay_close,
)

_HEADINGS = {
    MY_PROMISE: (keep_your_word.RULE, "Keep your word"),
    DID_IT_HAPPEN: (did_it_happen.RULE, "Did it happen?"),
    OWED: (owed_to_me.RULE, "They owe you"),
    STAY_CLOSE: (stay_close.RULE, "Stay close"),
    DATE: (dates.RULE, "Dates"),
    NOT_NOW: (not_now_over.RULE, "Dates"),
    NEW_JOB: (new_job.RULE, "News"),
    OPEN_DOOR: (open_door.RULE, "Open door"),
}


def build_row(read: Reader, candidate: Candidate, today: date) -> Row | None:
    """None if the subject is no longer in the book."""
    if candidate.group in (MY_PROMISE, OWED):
        return _promise_row(read, candidate, today)
    if candidate.group == DID_IT_HAPPEN:
        return _meeting_row(read, candidate, today)
    if candidate.group == NOT_NOW:
        return _not_now_row(read, candidate, today)
    return _person_row(read, candidate, today)


def reason_for(read: Reader, person: RowPerson, today: date) -> Reason:
    return reasons.best_reason(person, partial(suggestions.suggest, read, person.ref.id or 0), today)


def _promise_row(read: Reader, candidate: Candidate, today: date) -> Row | None:
    found = row_details.promise(read, candidate.subject_id)
    if found is None:
        return None
    chip = days_in_words.due_chip(candidate.due, today) if candidate.due else ""
    rests = promises.evidence(found, candidate.due, today)
    if candidate.group == OWED:
        people = (found.by,) if found.by else ()
        what, why = promises.what_is_owed(found), promises.why_is_owed(found, today)
        return _row(candidate, people, what, why, chip, "Write", rests)
    what, why = promises.what(found), promises.why(found, today)
    return _row(candidate, found.people, what, why, chip, promises.action(found), rests)


def _meeting_row(read: Reader, candidate: Candidate, today: date) -> Row | None:
    found = row_details.meeting(read, candidate.subject_id)
    if found is None:
        return None
    what, why = meetings.confirmation_question(found), meetings.confirmation_why(found, today)
    return _row(candidate, found.people, what, why, days_in_words.named(found.on, today), "Yes", (why,))


def _not_now_row(read: Reader, candidate: Candidate, today: date) -> Row | None:
    ask = asks.not_now_of(read, candidate.subject_id, today)
    if ask is None:
        return None
    person = person_refs(read, [ask.person_id])[ask.person_id]
    what, why = not_now.what(ask, today), not_now.why(ask, person, today)
    return _row(
        candidate, (person,), what, why, not_now.chip(ask, today), "Ask again", not_now.evidence(ask, today)
    )


def _person_row(read: Reader, candidate: Candidate, today: date) -> Row | None:
    about = row_details.person_of_date if candidate.key.startswith("date-") else row_details.person
    found = about(read, candidate.subject_id)
    if found is None:
        return None
    if candidate.group == DATE:
        falls_on = candidate.due or today
        what, why = (
            closeness.date_what(found, candidate.key, falls_on, today),
            closeness.date_why(found, today),
        )
        rests = closeness.date_evidence(found, candidate.key, falls_on, today)
        return _row(
            candidate, (found.ref,), what, why, days_in_words.ahead_chip(falls_on, today), "Write", rests
        )
    if candidate.group == NEW_JOB:
        return _new_job_row(read, candidate, found, today)
    reason = reason_for(read, found, today)
    rests = closeness.evidence(found, reason, candidate.due, today)
    if candidate.group == OPEN_DOOR:
        why, chip = unexpected.why(found, reason, today), unexpected.chip(found, today)
    else:
        why, chip = closeness.why(found, reason, today), closeness.chip(found)
    return _row(candidate, (found.ref,), reason.what, why, chip, "Write", rests)


def _new_job_row(read: Reader, candidate: Candidate, found: RowPerson, today: date) -> Row | None:
    role = role_change(read, candidate.subject_id)
    if role is None:
        return None
    what, why, rests = (
        new_job_text.what(found, role),
        new_job_text.why(found, role, today),
        new_job_text.evidence(role, today),
    )
    return _row(candidate, (found.ref,), what, why, new_job_text.CHIP, "Write", rests)


def _row(
    candidate: Candidate,
    people: tuple[PersonRef, ...],
    what: str,
    why: str,
    chip: str,
    action: str,
    rests: tuple[str, ...],
) -> Row:
    rule, group = _HEADINGS[candidate.group]
    return Row(
        key=candidate.key,
        kind=candidate.kind,
        rule=rule,
        group=group,
        subject_id=candidate.subject_id,
        people=people,
        what=what,
        why=why,
        due=candidate.due,
        days_late=candidate.days_late,
        chip=chip,
        action=action,
        evidence=rests,
    )
