"""Saves a draft as one undoable step, together with the text as typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crm.capture.draft import Draft, DraftMeeting, NamedPerson
from crm.errors import NotUnderstood
from crm.meetings import asks_from_log, notes_from_log, step_labels, topics_from_log
from crm.meetings.hopes import has_hopes
from crm.meetings.naming_people import add_people
from crm.meetings.people_at_event import quiet_people
from crm.meetings.people_from_log import DraftPeople
from crm.meetings.promises_from_log import PromiseWriter
from crm.model import Attendance, Meeting, Person, Said
from crm.new_rows import NewRows
from crm.text.folding import fold
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LogResult:
    """`people` are the ids of all named people by folded name; `new_people` those just added."""

    meeting_id: int | None
    promise_ids: list[int]
    people: dict[str, int]
    new_people: list[int]
    opened_ids: list[int] = field(default_factory=list)  # promises created by advice


def log(work: UnitOfWork, draft: Draft) -> LogResult:
    """Raises ChoiceNeeded if a name is ambiguous, NotUnderstood if no person is named."""
    quiet = quiet_people(draft)
    draft_people = DraftPeople(work, draft, quiet)
    if draft.meeting is None and not draft.people:
        raise NotUnderstood(
            "Nobody is named here, so nothing was saved: say who it is about."
            if draft.text.strip()
            else "There is nothing to log."
        )
    draft_people.keep(_people_to_keep(draft, quiet))
    meeting_id = None if draft.meeting is None else _meeting(work, draft_people, draft, draft.meeting, quiet)
    writer = PromiseWriter(work, draft_people, meeting_id)
    promises = [writer.promise(one) for one in draft.promises]
    opened = writer.advice(draft)
    writer.write()
    topics_from_log.keep(work, draft_people, draft.topics, meeting_id)
    asks_from_log.keep(work, draft_people, draft.asks, draft.meeting, meeting_id)
    if meeting_id is None:
        work.session.add(Said(words=lines(draft.text), on_day=work.today))
        notes_from_log.keep(work, draft_people, draft)
    work.label = step_labels.label(draft, draft_people)
    people = {fold(one.name): draft_people.id(one) for one in draft.people}
    return LogResult(meeting_id, promises, people, draft_people.new, opened)


def _people_to_keep(draft: Draft, quiet: Sequence[NamedPerson]) -> Iterator[NamedPerson]:
    """The people of the draft that are made kept if they were parked."""
    yield from [one for one in draft.meeting.people if one not in quiet] if draft.meeting else ()
    for promise in draft.promises:
        yield from promise.people
        yield from [promise.by] if promise.by else ()
    yield from (advice.person for advice in draft.advice)


def in_touch(work: UnitOfWork, person_id: int) -> int:
    """Records contact today as a message both ways, which restarts the rhythm. Returns the id of the meeting."""
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


def _meeting(
    work: UnitOfWork,
    draft_people: DraftPeople,
    draft: Draft,
    draft_meeting: DraftMeeting,
    quiet: Sequence[NamedPerson],
) -> int:
    meeting = Meeting(
        kind=draft_meeting.kind,
        state=draft_meeting.state,
        held_on=draft_meeting.on,
        held_at=draft_meeting.at,
        place=draft_meeting.place,
        purpose=draft_meeting.title,
        note=lines(draft_meeting.note),
        said=draft.text,
        direction=draft_meeting.direction,
    )
    work.session.add(meeting)
    work.session.flush()
    if has_hopes(meeting.kind, meeting.state):
        add_people(work, meeting, draft_people.ids(draft_meeting.people))
        return meeting.id
    attendances = NewRows(work, Attendance)
    not_counted = set(draft_people.ids(quiet))
    for person_id in draft_people.ids(draft_meeting.people):
        attendances.add(meeting_id=meeting.id, person_id=person_id, counts=int(person_id not in not_counted))
    attendances.write()
    return meeting.id
