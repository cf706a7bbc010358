"""The rows of one event, for its use cases."""

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.meetings.event_purpose import split_purpose
from crm.model import Attendance, Meeting, Person
from crm.unit_of_work import UnitOfWork


def get_event(work: UnitOfWork, meeting_id: int) -> Meeting:
    """Raises NotUnderstood for a missing meeting and for one of another kind."""
    found = work.session.get(Meeting, meeting_id)
    if found is None:
        raise NotUnderstood(f"There is no meeting-{meeting_id} here.")
    if found.kind != "event":
        raise NotUnderstood(f"meeting-{meeting_id} is no event: its kind is {found.kind}.")
    return found


def name_of(event: Meeting) -> str:
    """As within a sentence: "the spring fair" is called “spring fair”, one without a name "the event"."""
    name = split_purpose(event.purpose).title
    return f"“{name}”" if name else "the event"


def attendance_of(work: UnitOfWork, meeting_id: int, person_id: int) -> Attendance | None:
    chosen = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.person_id == person_id)
    return work.session.scalars(chosen).first()


def get_attendance(work: UnitOfWork, meeting_id: int, person_id: int) -> Attendance:
    """Raises NotUnderstood if the person was not there."""
    found = attendance_of(work, meeting_id, person_id)
    if found is None:
        raise NotUnderstood("That person is not among those you met there.")
    return found


def person_name(work: UnitOfWork, person_id: int) -> str:
    return work.session.get_one(Person, person_id).full_name
