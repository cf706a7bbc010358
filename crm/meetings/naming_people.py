"""Adds people to a meeting, takes them out, and lets them follow its kind: attendees, or hopes of a planned event."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.meetings.hopes import has_hopes
from crm.meetings.kept_by_meeting import count_everyone
from crm.meetings.people_at_event import MOST_CHOSEN
from crm.model import Attendance, Meeting, MeetingHope
from crm.unit_of_work import UnitOfWork


def add_people(work: UnitOfWork, meeting: Meeting, people: Iterable[int]) -> None:
    """Whoever is named already stays as they are. At a large event the later ones were only seen."""
    work.flush()
    if has_hopes(meeting.kind, meeting.state):
        _add_hopes(work, meeting, people)
        return
    there = {one.person_id for one in _attendances(work, meeting.id)}
    for person_id in dict.fromkeys(people):
        if person_id not in there:
            counts = meeting.kind != "event" or len(there) < MOST_CHOSEN
            work.session.add(Attendance(meeting_id=meeting.id, person_id=person_id, counts=int(counts)))
            there.add(person_id)
    work.flush()


def take_person(work: UnitOfWork, meeting: Meeting, person_id: int) -> None:
    """Raises NotUnderstood if the meeting does not name them."""
    rows: list[Attendance | MeetingHope] = [*_attendances(work, meeting.id)]
    if has_hopes(meeting.kind, meeting.state):
        rows += _hopes(work, meeting.id)
    found = [one for one in rows if one.person_id == person_id]
    if not found:
        raise NotUnderstood("That person was not at this meeting.")
    for one in found:
        work.session.delete(one)
    work.flush()


def follow_kind(work: UnitOfWork, meeting: Meeting) -> None:
    """After the kind was changed: of what is planned, attendees become hopes of an event, or hopes attendees."""
    count_everyone(work, meeting.id)
    if meeting.state != "planned":
        return
    attending, hopes = _attendances(work, meeting.id), _hopes(work, meeting.id)
    if meeting.kind == "event":
        _add_hopes(work, meeting, [one.person_id for one in attending])
    else:
        add_people(work, meeting, [one.person_id for one in hopes if one.person_id is not None])
    for gone in attending if meeting.kind == "event" else hopes:
        work.session.delete(gone)
    work.flush()


def _add_hopes(work: UnitOfWork, meeting: Meeting, people: Iterable[int]) -> None:
    hopes = _hopes(work, meeting.id)
    named = [one.person_id for one in hopes]
    new = [one for one in dict.fromkeys(people) if one not in named]
    first = max((one.place for one in hopes), default=0) + 1
    for place, person_id in enumerate(new, first):
        work.session.add(MeetingHope(meeting_id=meeting.id, person_id=person_id, place=place))
    work.flush()


def _attendances(work: UnitOfWork, meeting_id: int) -> Sequence[Attendance]:
    chosen = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.id)
    return work.session.scalars(chosen).all()


def _hopes(work: UnitOfWork, meeting_id: int) -> Sequence[MeetingHope]:
    """Those of the book; names alone stay what they are."""
    chosen = select(MeetingHope).where(
        MeetingHope.meeting_id == meeting_id, MeetingHope.person_id.is_not(None)
    )
    return work.session.scalars(chosen.order_by(MeetingHope.place, MeetingHope.id)).all()
