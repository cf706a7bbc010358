"""Someone who was at a meeting and is not in the book yet."""

from crm.people import adding
from crm.text.assignments import Assignment
from crm.things import one
from crm.things.key import Key
from crm.unit_of_work import UnitOfWork


def add_new_attendee(work: UnitOfWork, meeting_id: int, name: str) -> None:
    """Adds the person and their attendance as one step."""
    person = adding.add(work, name)
    work.session.flush()
    one.edit(work, Key("meeting", meeting_id), [Assignment("people", "+=", str(person.id))])
