"""Deletes a meeting, with those of its promises, topics and advice that are chosen; the others stay."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.errors import NothingFound
from crm.meetings.planning import describe
from crm.meetings.undone_outcomes import take_out_advice, take_out_promise
from crm.model import Advice, Meeting, PersonTopic, Promise
from crm.unit_of_work import UnitOfWork


class MadeThere(NamedTuple):
    """`kind`: promise, topic or advice."""

    kind: str
    id: int


def delete(work: UnitOfWork, meeting_id: int, with_these: Sequence[MadeThere] = ()) -> None:
    """Raises NothingFound."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NothingFound("This meeting is no longer in the book.")
    work.label = f"Deleted {describe(work, meeting)}"
    for one in with_these:
        _take_out(work, meeting_id, one)
    work.session.delete(meeting)


def take_out(work: UnitOfWork, meeting_id: int, one: MadeThere, words: str) -> None:
    """One thing that came of the meeting, which stays. `words` name it in the label."""
    work.label = f"Took out: {words}"
    _take_out(work, meeting_id, one)


def _take_out(work: UnitOfWork, meeting_id: int, one: MadeThere) -> None:
    """Raises NothingFound for what is not of this meeting any more."""
    session = work.session
    promise = session.get(Promise, one.id) if one.kind == "promise" else None
    advice = session.get(Advice, one.id) if one.kind == "advice" else None
    topic = session.get(PersonTopic, one.id) if one.kind == "topic" else None
    found = promise or advice or topic
    if found is None or found.meeting_id != meeting_id:
        raise NothingFound("This is not in the book any more.")
    if promise is not None:
        take_out_promise(work, promise)
    elif advice is not None:
        take_out_advice(work, advice)
    else:
        session.delete(found)
        work.flush()
