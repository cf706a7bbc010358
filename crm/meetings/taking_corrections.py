"""Takes over the chosen differences of a corrected text, and keeps the text itself: one step."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import select

from crm.capture.draft import Draft, DraftMeeting, DraftPromise
from crm.errors import NotUnderstood
from crm.meetings import topics_from_log
from crm.meetings.kept_by_meeting import count_everyone, keep_attendees
from crm.meetings.people_at_event import MOST_CHOSEN
from crm.meetings.people_from_log import DraftPeople, all_named
from crm.meetings.planning import describe, put_on
from crm.meetings.promises_from_log import PromiseWriter
from crm.meetings.reading_again.difference import (
    AdviceAdded,
    AdviceChanged,
    AdviceGone,
    Change,
    FieldChanged,
    PersonAdded,
    PersonLeft,
    PromiseAdded,
    PromiseChanged,
    PromiseGone,
    TopicAdded,
    TopicChanged,
    TopicGone,
)
from crm.meetings.undone_outcomes import take_out_advice, take_out_misread_promise
from crm.model import Advice, Attendance, Meeting, PersonTopic, Promise, PromisePerson
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork

Row = TypeVar("Row", Promise, PersonTopic, Advice)


def take(work: UnitOfWork, meeting_id: int, changes: Sequence[Change], text: str | None = None) -> None:
    """`text`: the corrected text, once everything about it is answered. Raises NotUnderstood."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotUnderstood("This meeting is no longer in the book.")
    _Taking(work, meeting).take(changes)
    if text is not None:
        meeting.said = text
    verb = "Read anew" if changes else "Corrected the words of"
    work.label = f"{verb} {describe(work, meeting)}"


class _Taking:
    def __init__(self, work: UnitOfWork, meeting: Meeting) -> None:
        self._work, self._meeting = work, meeting

    def take(self, changes: Sequence[Change]) -> None:
        """Fields and people first: advice and topics are dated by them."""
        for change in changes:
            if isinstance(change, FieldChanged):
                self._set(change)
        people = self._people_of(changes)
        self._change_people(changes, people)
        for change in changes:
            self._change_one(change, people)
        self._add(changes, people)

    def _people_of(self, changes: Sequence[Change]) -> DraftPeople:
        """Only people of what is taken come into the book."""
        draft = self._draft_of(changes)
        draft.people = [one.person for one in changes if isinstance(one, PersonAdded)]
        draft.promises += [one.promise for one in changes if isinstance(one, PromiseChanged)]
        draft.topics += [one.topic for one in changes if isinstance(one, TopicChanged)]
        draft.advice += [one.advice for one in changes if isinstance(one, AdviceChanged)]
        draft.people = list(all_named(draft))
        found = DraftPeople(self._work, draft)
        found.keep(one for one in draft.people)
        return found

    def _draft_of(self, changes: Sequence[Change]) -> Draft:
        """What is added by the changes."""
        meeting = DraftMeeting(self._meeting.kind, self._meeting.state, self._meeting.held_on)
        return Draft(
            "",
            meeting=meeting,
            promises=[one.promise for one in changes if isinstance(one, PromiseAdded)],
            topics=[one.topic for one in changes if isinstance(one, TopicAdded)],
            advice=[one.advice for one in changes if isinstance(one, AdviceAdded)],
        )

    def _set(self, change: FieldChanged) -> None:
        if change.field == "held_on" and isinstance(change.value, date):
            put_on(self._work, self._meeting, change.value)
        else:
            setattr(self._meeting, change.field, change.value)
            count_everyone(self._work, self._meeting.id)

    def _change_people(self, changes: Sequence[Change], people: DraftPeople) -> None:
        there = {row.person_id: row for row in self._attendances()}
        for change in changes:
            if isinstance(change, PersonAdded) and people.id(change.person) not in there:
                counts = self._meeting.kind != "event" or len(there) < MOST_CHOSEN
                added = Attendance(
                    meeting_id=self._meeting.id, person_id=people.id(change.person), counts=int(counts)
                )
                self._work.session.add(added)
                there[added.person_id] = added
            elif isinstance(change, PersonLeft) and change.person_id in there:
                self._work.session.delete(there.pop(change.person_id))
        if not there and self._meeting.kind != "event":
            raise NotUnderstood("A meeting is with someone: the last person cannot be taken out.")
        if self._meeting.state == "happened":
            keep_attendees(self._work, [self._meeting.id])

    def _attendances(self) -> Sequence[Attendance]:
        chosen = select(Attendance).where(Attendance.meeting_id == self._meeting.id)
        return self._work.session.scalars(chosen).all()

    def _change_one(self, change: Change, people: DraftPeople) -> None:
        match change:
            case PromiseChanged():
                self._change_promise(change, people)
            case PromiseGone():
                take_out_misread_promise(self._work, self._row(Promise, change.promise_id))
            case TopicChanged():
                self._work.session.delete(self._row(PersonTopic, change.topic_id))
                self._work.flush()
                topics_from_log.keep(self._work, people, [change.topic], self._meeting.id)
            case TopicGone():
                self._work.session.delete(self._row(PersonTopic, change.topic_id))
            case AdviceChanged():
                advice = self._row(Advice, change.advice_id)
                advice.words = lines(change.advice.words)
                advice.person_id = people.id(change.advice.person)
            case AdviceGone():
                take_out_advice(self._work, self._row(Advice, change.advice_id))

    def _change_promise(self, change: PromiseChanged, people: DraftPeople) -> None:
        promise, told = self._row(Promise, change.promise_id), change.promise
        promise.words, promise.due_on, promise.due_said = told.what, told.due, int(told.due_said)
        promise.by_person_id = None if told.by is None else people.id(told.by)
        if promise.kind != "introduction":  # its two sides are the same, else it would be another one
            self._set_people(promise, told, people)

    def _set_people(self, promise: Promise, told: DraftPromise, people: DraftPeople) -> None:
        session = self._work.session
        made_to = select(PromisePerson).where(
            PromisePerson.promise_id == promise.id, PromisePerson.part == "to"
        )
        for row in session.scalars(made_to):
            session.delete(row)
        self._work.flush()
        for place, person_id in enumerate(people.ids(told.people), 1):
            session.add(PromisePerson(promise_id=promise.id, person_id=person_id, place=place))

    def _add(self, changes: Sequence[Change], people: DraftPeople) -> None:
        self._work.flush()
        draft = self._draft_of(changes)
        writer = PromiseWriter(self._work, people, self._meeting.id)
        for promise in draft.promises:
            writer.promise(promise)
        writer.advice(draft)
        writer.write()
        topics_from_log.keep(self._work, people, draft.topics, self._meeting.id)

    def _row(self, model: type[Row], row_id: int) -> Row:
        found = self._work.session.get(model, row_id)
        if found is None:
            raise NotUnderstood("Something of this meeting changed meanwhile: read the words again.")
        return found
