"""Saves what the words of a plan say beside the meeting, as Log would, in the step of the plan."""

from collections.abc import Mapping
from dataclasses import replace

from crm.capture.draft import Draft, DraftMeeting, NamedPerson
from crm.meetings import asks_from_log, topics_from_log
from crm.meetings.beside_plan import BesidePlan
from crm.meetings.people_from_log import DraftPeople, all_named
from crm.meetings.promises_from_log import PromiseWriter
from crm.model import Meeting
from crm.text.folding import fold
from crm.unit_of_work import UnitOfWork


def keep(work: UnitOfWork, meeting: Meeting, beside: BesidePlan, new_ids: Mapping[str, int]) -> None:
    """`new_ids`: who came into the book with this plan, by folded name. Raises ChoiceNeeded for an unclear name."""
    draft = Draft("", meeting=DraftMeeting(meeting.kind, meeting.state, meeting.held_on))
    draft.promises = [
        replace(
            one,
            by=None if one.by is None else _known(one.by, new_ids),
            people=[_known(each, new_ids) for each in one.people],
        )
        for one in beside.promises
    ]
    draft.topics = [replace(one, person=_known(one.person, new_ids)) for one in beside.topics]
    draft.advice = [replace(one, person=_known(one.person, new_ids)) for one in beside.advice]
    draft.asks = [replace(one, person=_known(one.person, new_ids)) for one in beside.asks]
    draft.people = list(all_named(draft))
    people = DraftPeople(work, draft)
    people.keep(draft.people)
    writer = PromiseWriter(work, people, meeting.id)
    for promise in draft.promises:
        writer.promise(promise)
    writer.advice(draft)
    writer.write()
    topics_from_log.keep(work, people, draft.topics, meeting.id)
    asks_from_log.keep(work, people, draft.asks, draft.meeting, meeting.id)


def _known(one: NamedPerson, new_ids: Mapping[str, int]) -> NamedPerson:
    found = new_ids.get(fold(one.name)) if one.person_id is None else one.person_id
    return replace(one, person_id=found)
