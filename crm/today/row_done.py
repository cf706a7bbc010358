"""Done: what ticking a row means for each kind, with what happened logged in the same step."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from crm.capture.draft import Draft, DraftMeeting
from crm.capture.names import Names
from crm.introductions import side_answers
from crm.meetings import logging, planning
from crm.meetings.log_json import log_report
from crm.meetings.logging import LogResult
from crm.model import Advice, Meeting, Promise
from crm.promises import keeping
from crm.promises.promise_titles import join_names, past_tense
from crm.shelf import keeping as shelf
from crm.today import row_keys
from crm.today.row import Row
from crm.today.snoozing import dismiss, hide, let_go, let_rest, moved, not_this, snooze, tell_later
from crm.today.what_happened import understood
from crm.unit_of_work import UnitOfWork

__all__ = ["Done", "done", "let_go", "let_rest", "moved", "not_this", "report", "snooze", "tell_later"]


@dataclass(frozen=True, slots=True)
class Done:
    """`draft` and `logged` are what was logged beside the tick, or None."""

    row: str
    draft: Draft | None = None
    logged: LogResult | None = None

    @property
    def meeting_id(self) -> int | None:
        return self.logged.meeting_id if self.logged else None


def done(work: UnitOfWork, key: str, text: str | None = None, names: Names | None = None) -> Done:
    """Marks that row of Today done; `text` is logged as what happened. Raises NotUnderstood, ChoiceNeeded."""
    row = row_keys.find(work.read, key, work.today)
    tick = {
        "owed_to_me": _promise,
        "did_it_happen": _happened,
        "stay_close": _in_touch,
        "open_door": _in_touch,
        "date": _date,
        "not_now_over": _not_now,
        "moved": _news,
    }
    return tick.get(row.kind, _promise)(work, row, (text or "").strip(), names)


def report(done: Done) -> dict[str, Any]:
    """The JSON of the command `done`."""
    return {"row": done.row, "log": log_report(done.draft, done.logged) if done.draft else None}


def _promise(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    told = _log(work, row, said, names) if said else Done(row.key)
    if row.kind == "introduction":
        _introduction(work, row, said)
        return told
    keeping.keep(work, row.subject_id, said, told.meeting_id)
    if row.kind != "owed_to_me":
        _hand_over(work, row, said)
        work.label = past_tense(row.what)
    return told


def _introduction(work: UnitOfWork, row: Row, said: str) -> None:
    """To its next stage: made, or asked again while it waited, or heard back."""
    between = side_answers.of_promise(work, row.subject_id)
    if between.state == "made":
        side_answers.mark_heard_back(work, between.id, said)
    elif keeping.get_promise(work, row.subject_id).state == "waiting":
        side_answers.ask_again(work, between.id)
    else:
        side_answers.mark_made(work, between.id, said)


def _hand_over(work: UnitOfWork, row: Row, said: str) -> None:
    """A shelf item went to its people, and advice was told or asked after."""
    promise = keeping.get_promise(work, row.subject_id)
    if promise.item_id is not None and promise.kind == "share":
        for person in keeping.people_of(work, promise.id):
            if not shelf.was_shared(work, promise.item_id, person.id):
                shelf.share(work, promise.item_id, person.id, promise.words, promise.id)
    advice = work.session.get(Advice, promise.advice_id) if promise.advice_id else None
    if advice is not None:
        advice.told_on, advice.came_of = work.today, said or advice.came_of


def _happened(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    """Yes: the planned meeting happened. What is said of it joins its note, and its promises were made in it."""
    planning.mark_happened(work, row.subject_id)
    label = work.label
    told = _told_of(work, row, said, names) if said else Done(row.key)
    work.label = label
    return told


def _told_of(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    meeting = work.session.get_one(Meeting, row.subject_id)
    draft = understood(said, work.today, names or Names.from_reader(work.read), row.people, in_touch=True)
    note, people = draft.note, draft.meeting.people if draft.meeting else []
    draft.meeting, draft.note = None, ""
    logged = logging.log(work, draft)
    for promise_id in [*logged.promise_ids, *logged.opened_ids]:
        work.session.get_one(Promise, promise_id).meeting_id = meeting.id
    meeting.note = "\n\n".join(part for part in (meeting.note, note) if part)
    meeting.said = "\n".join(part for part in (meeting.said, said) if part)
    draft.note = note
    draft.meeting = DraftMeeting(
        meeting.kind, meeting.state, meeting.held_on, meeting.held_at, meeting.place, people, meeting.note
    )
    return Done(row.key, draft, replace(logged, meeting_id=meeting.id))


def _in_touch(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    """Ticking is the log: a message both ways, which restarts the rhythm."""
    told = _log(work, row, said, names)
    work.label = f"In touch with {join_names([one.name for one in row.people])} today"
    return told


def _date(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    """Hidden until it comes round again."""
    told = _log(work, row, said, names) if said else Done(row.key)
    hide(work, row.key, (row.due or work.today) + timedelta(days=1))
    work.label = f"Remembered the {row.key.split('-')[0]} of {join_names([one.name for one in row.people])}"
    return told


def _not_now(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    """Asked again some other way, or no longer wanted: the matter is closed, and this answer is not brought up again."""
    told = _log(work, row, said, names) if said else Done(row.key)
    dismiss(work, row.key)
    work.label = f"Closed the “not now” of {join_names([one.name for one in row.people])}"
    return told


def _news(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    told = _log(work, row, said, names) if said else Done(row.key)
    dismiss(work, row.key)
    work.label = f"Congratulated {join_names([one.name for one in row.people])}"
    return told


def _log(work: UnitOfWork, row: Row, said: str, names: Names | None) -> Done:
    names = names or Names.from_reader(work.read)
    draft = understood(said, work.today, names, row.people, row.kind in ("stay_close", "open_door"))
    return Done(row.key, draft, logging.log(work, draft))
