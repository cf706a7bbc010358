"""Plans, moves and closes meetings."""

from datetime import date

from crm.errors import NotUnderstood
from crm.meetings.kept_by_meeting import keep_attendees
from crm.meetings.meeting_names import describe_meeting
from crm.model import Attendance, Meeting, Person
from crm.unit_of_work import UnitOfWork


def plan(work: UnitOfWork, people: list[int], on: date, kind: str = "meeting", at: str | None = None) -> int:
    """Adds a planned or, on a past date, happened meeting. Returns its id."""
    state = "planned" if on > work.today else "happened"
    meeting = Meeting(kind=kind, state=state, held_on=on, held_at=at)
    work.session.add(meeting)
    work.session.flush()
    for person_id in dict.fromkeys(people):
        person = work.session.get(Person, person_id)
        if person is None:
            raise NotUnderstood("Someone of this meeting is no longer in the book; nothing was saved.")
        person.standing = "kept" if person.standing == "parked" else person.standing
        work.session.add(Attendance(meeting_id=meeting.id, person_id=person_id))
    work.label = f"{'Planned' if state == 'planned' else 'Logged'} {describe(work, meeting)}"
    return meeting.id


def mark_happened(work: UnitOfWork, meeting_id: int) -> None:
    meeting = _get_meeting(work, meeting_id)
    meeting.state = "happened"
    keep_attendees(work, [meeting.id])
    work.label = f"Noted that {describe(work, meeting)} happened"


def mark_missed(work: UnitOfWork, meeting_id: int) -> None:
    meeting = _get_meeting(work, meeting_id)
    meeting.state = "missed"
    work.label = f"Noted that {describe(work, meeting)} did not happen"


def move(work: UnitOfWork, meeting_id: int, on: date, at: str | None = None) -> None:
    meeting = _get_meeting(work, meeting_id)
    put_on(meeting, on, work.today)
    meeting.held_at = at or meeting.held_at
    work.label = f"Moved {describe(work, meeting)}"


def put_on(meeting: Meeting, on: date, today: date) -> None:
    """A meeting ahead is planned, whatever it was; a planned one on a past day is asked about by Today."""
    meeting.held_on = on
    meeting.state = "planned" if on > today else meeting.state


def _get_meeting(work: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotUnderstood(f"There is no meeting {meeting_id}.")
    return meeting


def describe(work: UnitOfWork, meeting: Meeting) -> str:
    """ "coffee with Ana Ruiz", for labels of steps."""
    names = work.read.values(
        "SELECT full_name FROM attendance JOIN person ON person.id = person_id WHERE meeting_id = :id "
        "ORDER BY attendance.id",
        id=meeting.id,
    )
    return describe_meeting(meeting.kind, meeting.purpose if meeting.source_uid else "", names)
