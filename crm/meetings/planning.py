"""Plans, moves and closes meetings."""

from datetime import date

from crm.errors import NotUnderstood
from crm.meetings import keeping_beside_plan
from crm.meetings.hopes import has_hopes
from crm.meetings.kept_by_meeting import keep_attendees
from crm.meetings.meeting_names import describe_meeting, title_of
from crm.meetings.naming_people import add_people
from crm.meetings.plan import Plan
from crm.model import Meeting, Person
from crm.people import adding
from crm.text import days_in_words
from crm.text.folding import fold
from crm.text.typed_text import line, lines
from crm.unit_of_work import UnitOfWork

_MOVE_ADVICE = "UPDATE advice SET given_on = :on WHERE meeting_id = :id AND given_on = :before"


def plan(work: UnitOfWork, wanted: Plan) -> int:
    """Adds a planned or, on a past day, happened meeting, and people who are new. Returns its id.

    Raises NotUnderstood if nobody is named. An event needs only its name: whom one meets there shows later.
    """
    is_named_event = wanted.kind == "event" and bool(wanted.purpose.strip())
    if not (wanted.people or wanted.new_people or is_named_event):
        raise NotUnderstood("A meeting is with someone: say who.")
    state = "planned" if wanted.on >= work.today else "happened"
    meeting = Meeting(
        kind=wanted.kind,
        state=state,
        held_on=wanted.on,
        held_at=wanted.at,
        place=line(wanted.place),
        purpose=line(wanted.purpose),
        said=lines(wanted.said),
    )
    work.session.add(meeting)
    work.session.flush()
    is_hope = has_hopes(wanted.kind, state)
    standing = "parked" if is_hope else "kept"
    new = {fold(name): adding.add(work, name, standing=standing).id for name in wanted.new_people}
    for person_id in wanted.people:
        person = work.session.get(Person, person_id)
        if person is None:
            raise NotUnderstood("Someone of this meeting is no longer in the book; nothing was saved.")
        person.standing = "kept" if person.standing == "parked" and not is_hope else person.standing
    add_people(work, meeting, [*wanted.people, *new.values()])
    keeping_beside_plan.keep(work, meeting, wanted.beside, new)
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
    put_on(work, meeting, on)
    meeting.held_at = at or meeting.held_at
    work.label = f"Moved {describe(work, meeting)} to {days_in_words.named(on, work.today)}"


def call_off(work: UnitOfWork, meeting_id: int) -> None:
    """A planned meeting that will not be: it stays in the book as missed."""
    meeting = _get_planned(work, meeting_id)
    meeting.state = "missed"
    work.label = f"Called off {describe(work, meeting)}"


def delete_plan(work: UnitOfWork, meeting_id: int) -> None:
    """For a plan that nothing is to remind of."""
    meeting = _get_planned(work, meeting_id)
    work.label = f"Deleted the plan of {describe(work, meeting)}"
    work.session.delete(meeting)


def put_on(work: UnitOfWork, meeting: Meeting, on: date) -> None:
    """A meeting ahead is planned, whatever it was; a planned one on a past day is asked about by Today.
    Advice given on its day moves with it.
    """
    work.session.flush()
    work.connection.execute(_MOVE_ADVICE, {"on": str(on), "id": meeting.id, "before": str(meeting.held_on)})
    meeting.held_on = on
    meeting.state = "planned" if on > work.today else meeting.state


def _get_meeting(work: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotUnderstood(f"There is no meeting {meeting_id}.")
    return meeting


def _get_planned(work: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = _get_meeting(work, meeting_id)
    if meeting.state != "planned":
        raise NotUnderstood("Only a planned meeting can be called off.")
    return meeting


def describe(work: UnitOfWork, meeting: Meeting) -> str:
    """ "coffee with Ana Ruiz", for labels of steps."""
    names = work.read.values(
        "SELECT full_name FROM attendance JOIN person ON person.id = person_id WHERE meeting_id = :id "
        "ORDER BY attendance.id",
        id=meeting.id,
    )
    return describe_meeting(meeting.kind, title_of(meeting.kind, meeting.purpose, meeting.source_uid), names)
