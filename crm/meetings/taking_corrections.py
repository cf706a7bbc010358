"""Takes over the chosen differences of a corrected text, and keeps the text itself: one step."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import select

from crm.capture.draft import Draft, DraftMeeting, DraftPromise
from crm.errors import NotUnderstood
from crm.meetings import asks_from_log, topics_from_log
from crm.meetings.hopes import people_named
from crm.meetings.kept_by_meeting import keep_attendees
from crm.meetings.naming_people import add_people, follow_kind, take_person
from crm.meetings.people_from_log import DraftPeople, all_named
from crm.meetings.planning import describe, put_on
from crm.meetings.promises_from_log import PromiseWriter
from crm.meetings.reading_again.difference import (
    AdviceAdded,
    AdviceChanged,
    AdviceGone,
    AskAdded,
    AskChanged,
    AskGone,
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
from crm.model import Advice, Ask, Meeting, PersonTopic, Promise, PromisePerson
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork

Row = TypeVar("Row", Promise, PersonTopic, Advice, Ask)


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
        draft.asks += [one.ask for one in changes if isinstance(one, AskChanged)]
        draft.people = list(all_named(draft))
        found = DraftPeople(self._work, draft)
        found.keep(one for one in draft.people)
        return found

    def _draft_of(self, changes: Sequence[Change]) -> Draft:
        """What is added by the changes."""
        return Draft(
            "",
            meeting=self._told(),
            promises=[one.promise for one in changes if isinstance(one, PromiseAdded)],
            topics=[one.topic for one in changes if isinstance(one, TopicAdded)],
            advice=[one.advice for one in changes if isinstance(one, AdviceAdded)],
            asks=[one.ask for one in changes if isinstance(one, AskAdded)],
        )

    def _told(self) -> DraftMeeting:
        return DraftMeeting(self._meeting.kind, self._meeting.state, self._meeting.held_on)

    def _set(self, change: FieldChanged) -> None:
        if change.field == "held_on" and isinstance(change.value, date):
            put_on(self._work, self._meeting, change.value)
        else:
            setattr(self._meeting, change.field, change.value)
            if change.field == "kind":
                follow_kind(self._work, self._meeting)

    def _change_people(self, changes: Sequence[Change], people: DraftPeople) -> None:
        there = people_named(self._work.read, self._meeting.id)
        for change in changes:
            if isinstance(change, PersonAdded):
                add_people(self._work, self._meeting, [people.id(change.person)])
            elif isinstance(change, PersonLeft) and change.person_id in there:
                take_person(self._work, self._meeting, change.person_id)
        if not people_named(self._work.read, self._meeting.id) and self._meeting.kind != "event":
            raise NotUnderstood("A meeting is with someone: the last person cannot be taken out.")
        if self._meeting.state == "happened":
            keep_attendees(self._work, [self._meeting.id])

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
            case AskChanged():
                self._work.session.delete(self._row(Ask, change.ask_id))  # it has nothing but its words
                self._work.flush()
                asks_from_log.keep(self._work, people, [change.ask], self._told(), self._meeting.id)
            case AskGone():
                self._work.session.delete(self._row(Ask, change.ask_id))

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
        asks_from_log.keep(self._work, people, draft.asks, draft.meeting, self._meeting.id)

    def _row(self, model: type[Row], row_id: int) -> Row:
        found = self._work.session.get(model, row_id)
        if found is None:
            raise NotUnderstood("Something of this meeting changed meanwhile: read the words again.")
        return found
