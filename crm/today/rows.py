"""From a candidate with a place to the row that shows it: its words are read now, and only now."""

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
    MOVED,
    MY_PROMISE,
    NOT_NOW,
    OPEN_DOOR,
    OWED,
    STAY_CLOSE,
    Candidate,
)
from crm.today.new_jobs import new_role
from crm.today.row import Row
from crm.today.row_details import PersonDetails
from crm.today.row_text import closeness, meetings, not_now, promises, reasons, unexpected
from crm.today.row_text import new_job as news
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
    MOVED: (new_job.RULE, "News"),
    OPEN_DOOR: (open_door.RULE, "Open door"),
}


def row_of(read: Reader, one: Candidate, today: date) -> Row | None:
    """None where the subject is no longer in the book."""
    if one.group in (MY_PROMISE, OWED):
        return _promise(read, one, today)
    if one.group == DID_IT_HAPPEN:
        return _meeting(read, one, today)
    if one.group == NOT_NOW:
        return _not_now(read, one, today)
    return _person(read, one, today)


def reason_for(read: Reader, person: PersonDetails, today: date) -> Reason:
    return reasons.best(person, partial(suggestions.suggest, read, person.who.id or 0), today)


def _promise(read: Reader, one: Candidate, today: date) -> Row | None:
    found = row_details.promise(read, one.subject_id)
    if found is None:
        return None
    chip = days_in_words.due_chip(one.due, today) if one.due else ""
    rests = promises.rests(found, one.due, today)
    if one.group == OWED:
        people = (found.by,) if found.by else ()
        what, why = promises.owed_what(found), promises.owed_why(found, today)
        return _row(one, people, what, why, chip, "Write", rests)
    what, why = promises.what(found), promises.why(found, today)
    return _row(one, found.people, what, why, chip, promises.action(found), rests)


def _meeting(read: Reader, one: Candidate, today: date) -> Row | None:
    found = row_details.meeting(read, one.subject_id)
    if found is None:
        return None
    what, why = meetings.did_it_happen(found), meetings.why_asked(found, today)
    return _row(one, found.people, what, why, days_in_words.named(found.on, today), "Yes", (why,))


def _not_now(read: Reader, one: Candidate, today: date) -> Row | None:
    said = asks.not_now_of(read, one.subject_id, today)
    if said is None:
        return None
    who = person_refs(read, [said.person_id])[said.person_id]
    what, why = not_now.what(said, today), not_now.why(said, who, today)
    return _row(one, (who,), what, why, not_now.chip(said, today), "Ask again", not_now.rests(said, today))


def _person(read: Reader, one: Candidate, today: date) -> Row | None:
    about = row_details.dated if one.key.startswith("date-") else row_details.person
    found = about(read, one.subject_id)
    if found is None:
        return None
    if one.group == DATE:
        falls = one.due or today
        what, why = closeness.date_what(found, one.key, falls, today), closeness.date_why(found, today)
        rests = closeness.date_rests(found, one.key, falls, today)
        return _row(one, (found.who,), what, why, days_in_words.ahead_chip(falls, today), "Write", rests)
    if one.group == MOVED:
        return _news(read, one, found, today)
    reason = reason_for(read, found, today)
    rests = closeness.rests(found, reason, one.due, today)
    if one.group == OPEN_DOOR:
        why, chip = unexpected.why(found, reason, today), unexpected.chip(found, today)
    else:
        why, chip = closeness.why(found, reason, today), closeness.chip(found)
    return _row(one, (found.who,), reason.what, why, chip, "Write", rests)


def _news(read: Reader, one: Candidate, found: PersonDetails, today: date) -> Row | None:
    role = new_role(read, one.subject_id)
    if role is None:
        return None
    what, why, rests = news.what(found, role), news.why(found, role, today), news.rests(role, today)
    return _row(one, (found.who,), what, why, news.CHIP, "Write", rests)


def _row(
    one: Candidate,
    people: tuple[PersonRef, ...],
    what: str,
    why: str,
    chip: str,
    action: str,
    rests: tuple[str, ...],
) -> Row:
    rule, group = _HEADINGS[one.group]
    return Row(
        key=one.key,
        kind=one.kind,
        rule=rule,
        group=group,
        subject_id=one.subject_id,
        people=people,
        what=what,
        why=why,
        due=one.due,
        days_late=one.days_late,
        chip=chip,
        action=action,
        rests=rests,
    )
