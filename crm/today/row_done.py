"""The "done" action of each kind of row, with what happened logged in the same step."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from crm.advice.follow_ups import advice_of
from crm.capture.draft import Draft, DraftMeeting
from crm.capture.names import Names
from crm.introductions import completing, received, side_answers
from crm.introductions.introduction_rows import has_open_question, of_promise
from crm.meetings import logging, planning
from crm.meetings.log_json import log_report
from crm.meetings.logging import LogResult
from crm.model import Meeting, Promise
from crm.promises import keeping
from crm.promises.promise_titles import join_names, past_tense
from crm.shelf import sharing as shelf
from crm.today import row_keys
from crm.today.row import Row
from crm.today.snoozing import dismiss, hide
from crm.today.what_happened import parse_what_happened
from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Done:
    """`draft` and `logged` describe what was logged along with the action, if anything."""

    row: str
    draft: Draft | None = None
    logged: LogResult | None = None

    @property
    def meeting_id(self) -> int | None:
        return self.logged.meeting_id if self.logged else None


def done(work: UnitOfWork, key: str, text: str | None = None, names: Names | None = None) -> Done:
    """Marks the row done and logs `text` as what happened. Raises NotUnderstood, ChoiceNeeded."""
    row = row_keys.find(work.read, key, work.today)
    handlers = {
        "owed_to_me": _keep_promise,
        "did_it_happen": _confirm_meeting,
        "stay_close": _log_contact,
        "open_door": _log_contact,
        "date": _finish_date,
        "not_now_over": _close_not_now,
        "moved": _finish_new_job,
    }
    return handlers.get(row.kind, _keep_promise)(work, row, (text or "").strip(), names)


def done_report(done: Done) -> dict[str, Any]:
    """The JSON of the command `done`."""
    return {"row": done.row, "log": log_report(done.draft, done.logged) if done.draft else None}


def _keep_promise(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    result = _log(work, row, text, names) if text else Done(row.key)
    if row.kind == "introduction":
        _advance_introduction(work, row, text)
        return result
    keeping.keep(work, row.subject_id, text, result.meeting_id)
    received.follow_kept_promise(work, row.subject_id, text)
    if row.kind != "owed_to_me":
        _record_handover(work, row, text)
        work.label = past_tense(row.what)
    return result


def _advance_introduction(work: UnitOfWork, row: Row, text: str) -> None:
    """What its row says: the sides still open were asked, the joint mail was sent, or they answered how it went."""
    introduction = of_promise(work, row.subject_id)
    if introduction.state == "made":
        completing.mark_heard_back(work, introduction.id, text)
    elif has_open_question(work, introduction):
        side_answers.ask_next(work, introduction.id)
    else:
        completing.mark_made(work, introduction.id, text)


def _record_handover(work: UnitOfWork, row: Row, text: str) -> None:
    """Records that the shelf item was sent, or that the outcome of the advice was reported."""
    promise = keeping.get_promise(work, row.subject_id)
    if promise.item_id is not None and promise.kind == "share":
        for person in keeping.people_of(work, promise.id):
            if not shelf.was_shared(work, promise.item_id, person.id):
                shelf.share(work, promise.item_id, person.id, promise.words, promise.id)
    advice = advice_of(work, promise)
    if advice is not None:
        advice.told_on, advice.came_of = work.today, text or advice.came_of


def _confirm_meeting(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    """The planned meeting happened. `text` is added to its note; promises in it are linked to the meeting."""
    planning.mark_happened(work, row.subject_id)
    label = work.label
    result = _log_into_meeting(work, row, text, names) if text else Done(row.key)
    work.label = label
    return result


def _log_into_meeting(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    meeting = work.session.get_one(Meeting, row.subject_id)
    draft = parse_what_happened(
        text, work.today, names or Names.from_reader(work.read), row.people, in_touch=True
    )
    note, people = draft.note, draft.meeting.people if draft.meeting else []
    draft.meeting, draft.note = None, ""
    logged = logging.log(work, draft)
    for promise_id in [*logged.promise_ids, *logged.opened_ids]:
        work.session.get_one(Promise, promise_id).meeting_id = meeting.id
    meeting.note = "\n\n".join(part for part in (meeting.note, note) if part)
    meeting.said = "\n".join(part for part in (meeting.said, text) if part)
    draft.note = note
    draft.meeting = DraftMeeting(
        meeting.kind, meeting.state, meeting.held_on, meeting.held_at, meeting.place, people, meeting.note
    )
    return Done(row.key, draft, replace(logged, meeting_id=meeting.id))


def _log_contact(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    """Logs a message in both directions, which restarts the rhythm."""
    result = _log(work, row, text, names)
    work.label = f"In touch with {join_names([person.name for person in row.people])} today"
    return result


def _finish_date(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    """Hides the row until the date recurs."""
    result = _log(work, row, text, names) if text else Done(row.key)
    hide(work, row.key, (row.due or work.today) + timedelta(days=1))
    work.label = (
        f"Remembered the {row.key.split('-')[0]} of {join_names([person.name for person in row.people])}"
    )
    return result


def _close_not_now(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    """The user asked again elsewhere, or no longer wants to: this "not now" is never shown again."""
    result = _log(work, row, text, names) if text else Done(row.key)
    dismiss(work, row.key)
    work.label = f"Closed the “not now” of {join_names([person.name for person in row.people])}"
    return result


def _finish_new_job(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    result = _log(work, row, text, names) if text else Done(row.key)
    dismiss(work, row.key)
    work.label = f"Congratulated {join_names([person.name for person in row.people])}"
    return result


def _log(work: UnitOfWork, row: Row, text: str, names: Names | None) -> Done:
    names = names or Names.from_reader(work.read)
    draft = parse_what_happened(text, work.today, names, row.people, row.kind in ("stay_close", "open_door"))
    return Done(row.key, draft, logging.log(work, draft))
