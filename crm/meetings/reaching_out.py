"""Logs that the user has written to or called a person today, after another program was opened for it."""

from crm.errors import NotUnderstood
from crm.model import Attendance, Meeting, Person
from crm.unit_of_work import UnitOfWork

_LABELS = {
    "message": "Sent {who} a message today",
    "email": "Wrote to {who} today",
    "call": "Called {who} today",
}


def reach_out(work: UnitOfWork, person_id: int, kind: str) -> int:
    """`kind`: message, email or call. What was written goes out and waits for an answer. The id of the meeting."""
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotUnderstood("This person is no longer in the book.")
    if kind not in _LABELS:
        raise NotUnderstood(f"“{kind}” is no way to reach a person.")
    if person.standing == "parked":
        person.standing = "kept"
    direction = "both" if kind == "call" else "out"
    meeting = Meeting(kind=kind, state="happened", held_on=work.today, direction=direction)
    work.session.add(meeting)
    work.session.flush()
    work.session.add(Attendance(meeting_id=meeting.id, person_id=person_id))
    work.session.flush()
    work.label = _LABELS[kind].format(who=person.full_name)
    return meeting.id
