"""Logging: all that a draft says becomes one step, with the text kept as it was typed."""

from dataclasses import dataclass, field

from sqlalchemy import select

from crm.asks import asking
from crm.capture.draft import Draft, DraftAsk, DraftMeeting, DraftTopic
from crm.errors import NotUnderstood
from crm.folding import fold
from crm.meetings import labels, promising
from crm.meetings.roster import Roster
from crm.model import Attendance, Meeting, Note, Person, PersonTopic, Said, Topic
from crm.people.words import lines
from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written. `people` are the ids of everyone named, by folded name; `new_people` those just added."""

    meeting_id: int | None
    promise_ids: list[int]
    people: dict[str, int]
    new_people: list[int]
    opened_ids: list[int] = field(default_factory=list)  # promises that advice opened


def log(work: UnitOfWork, draft: Draft) -> Logged:
    """Raises ChoiceNeeded where more than one person fits, NotUnderstood where nobody is named."""
    roster = Roster(work, draft)
    if draft.meeting is None and not draft.people:
        raise NotUnderstood(
            "Nobody is named here, so nothing was saved: say who it is about."
            if draft.text.strip()
            else "There is nothing to log."
        )
    meeting_id = None if draft.meeting is None else _meeting(work, roster, draft, draft.meeting)
    promises = [promising.promise(work, roster, one, meeting_id) for one in draft.promises]
    opened = promising.advice(work, roster, draft, meeting_id)
    for topic in draft.topics:
        _topic(work, roster, topic, meeting_id)
    for said in draft.asks:
        _ask(work, roster, said, draft.meeting, meeting_id)
    if meeting_id is None:
        work.session.add(Said(words=lines(draft.text), on_day=work.today))
        if draft.note.strip():
            _notes(work, roster, draft)
    work.label = labels.label(draft, roster)
    people = {fold(one.name): roster.id(one) for one in draft.people}
    return Logged(meeting_id, promises, people, roster.new, opened)


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


def _meeting(work: UnitOfWork, roster: Roster, draft: Draft, told: DraftMeeting) -> int:
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
    for person_id in roster.keep(told.people):
        work.session.add(Attendance(meeting_id=meeting.id, person_id=person_id))
    work.session.flush()
    return meeting.id


def _topic(work: UnitOfWork, roster: Roster, told: DraftTopic, meeting_id: int | None) -> None:
    """One topic for one wording; said again about the same person it changes nothing."""
    key = fold(told.topic)
    topic = work.session.scalars(select(Topic).where(Topic.folded == key)).first()
    if topic is None:
        topic = Topic(words=told.topic, folded=key)
        work.session.add(topic)
        work.session.flush()
    person_id = roster.id(told.person)
    same = select(PersonTopic).filter_by(person_id=person_id, topic_id=topic.id, kind=told.kind)
    if work.session.scalars(same).first() is None:
        kept = PersonTopic(person_id=person_id, topic_id=topic.id, kind=told.kind)
        kept.meeting_id, kept.added_on = meeting_id, work.today
        work.session.add(kept)
        work.session.flush()


def _ask(
    work: UnitOfWork, roster: Roster, said: DraftAsk, meeting: DraftMeeting | None, meeting_id: int | None
) -> None:
    """Asked on the day of the meeting it was asked in; what is still to be asked waits as a draft."""
    person_id = roster.id(said.person)
    if not said.asked:
        asking.draft(work, person_id, said.words)
    elif meeting is not None and meeting.state == "happened":
        asking.ask(work, person_id, said.words, asked_in=meeting_id, on=meeting.on)
    else:
        asking.ask(work, person_id, said.words)


def _notes(work: UnitOfWork, roster: Roster, draft: Draft) -> None:
    """To each person the note names; to everyone in the text where it names nobody."""
    folded = f" {fold(draft.note)}"
    named = [one for one in draft.people if f" {fold(one.typed).split(' ')[0]}" in folded]
    for person_id in roster.ids(named or draft.people):
        work.session.add(Note(person_id=person_id, on_day=work.today, words=lines(draft.note)))
    work.session.flush()
