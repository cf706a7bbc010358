"""Actions that remove a row without doing it: snooze, dismiss, reschedule, let go, let rest. Each is one undoable step."""

from datetime import date, timedelta

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.introductions import completing
from crm.introductions.introduction_rows import of_promise
from crm.meetings import planning
from crm.model import Dismissal, Person, Snooze
from crm.promises import keeping
from crm.promises.kinds import DEFAULT_DAYS
from crm.promises.promise_titles import within_sentence
from crm.text import days_in_words
from crm.today import row_keys
from crm.today.row import Row
from crm.unit_of_work import UnitOfWork


def snooze(work: UnitOfWork, key: str, until: date) -> None:
    """Hides the row; it shows again on the day `until`."""
    row = row_keys.find(work.read, key, work.today)
    if until <= work.today:
        raise NotUnderstood("A row is put off to a day after today.")
    hide(work, row.key, until)
    work.label = f"Snoozed until {days_in_words.named(until, work.today)}: {within_sentence(row.what)}"


def hide(work: UnitOfWork, key: str, until: date) -> None:
    found = work.session.scalars(select(Snooze).where(Snooze.row == key)).first()
    if found is None:
        work.session.add(Snooze(row=key, until_on=until))
    else:
        found.until_on = until


def not_this(work: UnitOfWork, key: str) -> None:
    """Lets go of a promise, marks a meeting missed; any other row is dismissed until new facts create it again."""
    row = row_keys.find(work.read, key, work.today)
    if row.rule in ("keep_your_word", "owed_to_me"):
        _release(work, row)
    elif row.kind == "did_it_happen":
        planning.mark_missed(work, row.subject_id)
    else:
        dismiss(work, row.key)
        work.label = f"Not this: {within_sentence(row.what)}"


def let_rest(work: UnitOfWork, person_id: int) -> None:
    """The person stays in the book and is no longer suggested."""
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotUnderstood(f"There is no person {person_id}.")
    person.standing = "resting"
    work.label = f"Let {person.full_name} rest"


def tell_later(work: UnitOfWork, key: str, due: date) -> None:
    """Moves the promise to a new day and hides its row until that day is near. (The mail is crm.drafts.late_promise_mail.)"""
    row = _my_promise(work, key)
    if due <= work.today:
        raise NotUnderstood("A promise is moved to a day after today.")
    promise = keeping.get_promise(work, row.subject_id)
    if promise.state == "waiting":
        promise.back_on = due
    elif promise.state == "open":
        keeping.change_due(work, promise.id, due)
    hide(work, key, _reappears_on(row.kind, due, work.today) if promise.state == "open" else due)
    work.label = f"Moved to {days_in_words.named(due, work.today)}: {within_sentence(row.what)}"


def _reappears_on(kind: str, due: date, today: date) -> date:
    """The day a moved promise shows again: its kind's usual time before `due`, but not today."""
    usual = due - timedelta(days=DEFAULT_DAYS[kind])
    return usual if usual > today else max(due - timedelta(days=1), today + timedelta(days=1))


def move_meeting(work: UnitOfWork, key: str, on: date) -> None:
    """Answers "Did it happen?" with a new day: the planned meeting is moved there."""
    row = row_keys.find(work.read, key, work.today)
    if row.kind != "did_it_happen":
        raise NotUnderstood("Only a meeting can be moved to another day.")
    if on <= work.today:
        raise NotUnderstood("A meeting is moved to a day after today; one that was held earlier did happen.")
    planning.move(work, row.subject_id, on)


def let_go(work: UnitOfWork, key: str) -> None:
    _release(work, _my_promise(work, key))


def _my_promise(work: UnitOfWork, key: str) -> Row:
    row = row_keys.find(work.read, key, work.today)
    if not row.key.startswith("promise-"):
        raise NotUnderstood("Only a promise of yours can be told later or let go.")
    return row


def _release(work: UnitOfWork, row: Row) -> None:
    if row.kind == "introduction":
        introduction = of_promise(work, row.subject_id)
        if introduction.state == "made":
            completing.stop_waiting(work, introduction.id)
            return
        introduction.state = "dropped"
    keeping.release(work, row.subject_id)
    work.label = f"Let go: {within_sentence(row.what)}"


def dismiss(work: UnitOfWork, key: str) -> None:
    found = work.session.scalars(select(Dismissal).where(Dismissal.row == key)).first()
    if found is None:
        work.session.add(Dismissal(row=key, on_day=work.today))
    else:
        found.on_day = work.today
