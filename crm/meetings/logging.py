"""Logging: all that a draft says becomes one step, with the text kept as it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crm.asks import asking
from crm.asks.asking import NewAsk
from crm.capture.draft import Draft, DraftAsk, DraftMeeting, NamedPerson
from crm.errors import NotUnderstood
from crm.meetings import notes_from_log, step_labels, topics_from_log
from crm.meetings.people_from_log import DraftPeople
from crm.meetings.promises_from_log import PromiseWriter
from crm.model import Attendance, Meeting, Person, Said
from crm.new_rows import NewRows
from crm.text.folding import fold
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LogResult:
    """What was written. `people` are the ids of everyone named, by folded name; `new_people` those just added."""

    meeting_id: int | None
    promise_ids: list[int]
    people: dict[str, int]
    new_people: list[int]
    opened_ids: list[int] = field(default_factory=list)  # promises that advice opened


def log(work: UnitOfWork, draft: Draft) -> LogResult:
    """Raises ChoiceNeeded where more than one person fits, NotUnderstood where nobody is named."""
    roster = DraftPeople(work, draft)
    if draft.meeting is None and not draft.people:
        raise NotUnderstood(
            "Nobody is named here, so nothing was saved: say who it is about."
            if draft.text.strip()
            else "There is nothing to log."
        )
    roster.keep(_owed_or_met(draft))
    meeting_id = None if draft.meeting is None else _meeting(work, roster, draft, draft.meeting)
    promised = PromiseWriter(work, roster, meeting_id)
    promises = [promised.promise(one) for one in draft.promises]
    opened = promised.advice(draft)
    promised.write()
    topics_from_log.keep(work, roster, draft.topics, meeting_id)
    asking.add_many(work, [_ask(roster, one, draft.meeting, meeting_id) for one in draft.asks])
    if meeting_id is None:
        work.session.add(Said(words=lines(draft.text), on_day=work.today))
        notes_from_log.keep(work, roster, draft)
    work.label = step_labels.label(draft, roster)
    people = {fold(one.name): roster.id(one) for one in draft.people}
    return LogResult(meeting_id, promises, people, roster.new, opened)


def _owed_or_met(draft: Draft) -> Iterator[NamedPerson]:
    """Whoever of them was parked is part of the network from now on."""
    yield from draft.meeting.people if draft.meeting else ()
    for promise in draft.promises:
        yield from promise.people
        yield from [promise.by] if promise.by else ()
    yield from (advice.person for advice in draft.advice)


def in_touch(work: UnitOfWork, person_id: int) -> int:
    """In touch today, without words: a message both ways, which restarts the rhythm. Gives the meeting's id."""
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotUnderstood("This person is no longer in the book.")
    if person.standing == "parked":
        person.standing = "kept"
    meeting = Meeting(kind="message", state="happened", held_on=work.today)
    work.session.add(meeting)
    work.session.flush()
    work.session.add(Attendance(meeting_id=meeting.id, person_id=person_id))
    work.session.flush()
    work.label = f"In touch with {person.full_name} today"
    return meeting.id


def _meeting(work: UnitOfWork, roster: DraftPeople, draft: Draft, told: DraftMeeting) -> int:
    meeting = Meeting(
        kind=told.kind,
        state=told.state,
        held_on=told.on,
        held_at=told.at,
        place=told.place,
        note=lines(told.note),
        said=draft.text,
        direction=told.direction,
    )
    work.session.add(meeting)
    work.session.flush()
    there = NewRows(work, Attendance)
    for person_id in roster.ids(told.people):
        there.add(meeting_id=meeting.id, person_id=person_id)
    there.write()
    return meeting.id


def _ask(roster: DraftPeople, said: DraftAsk, meeting: DraftMeeting | None, meeting_id: int | None) -> NewAsk:
    """Asked on the day of the meeting it was asked in; what is still to be asked waits as a draft."""
    in_meeting = said.asked and meeting is not None and meeting.state == "happened"
    return NewAsk(
        roster.id(said.person),
        said.words,
        said.asked,
        meeting.on if meeting is not None and in_meeting else None,
        meeting_id if in_meeting else None,
    )
