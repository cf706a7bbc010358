"""After an event: who was met, and the few who are chosen. Everyone else is kept quietly."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from crm.errors import NothingFound, NotUnderstood
from crm.events.event_rows import attendance_of, get_attendance, get_event, name_of, person_name
from crm.events.promise_in_words import add_promise
from crm.meetings.people_at_event import MOST_CHOSEN
from crm.model import Attendance, Meeting, Person
from crm.people import adding
from crm.people.lookup import find_person
from crm.text.folding import fold
from crm.text.typed_text import line
from crm.unit_of_work import UnitOfWork

_FULL = "Five are chosen already, and five is enough to do well by. Let one of them be kept quietly first."


class Met(NamedTuple):
    """A person of the book by id, or a new one by name."""

    name: str
    person_id: int | None = None


def met(
    work: UnitOfWork, meeting_id: int, names: Sequence[str], said: str | None = None, do: str | None = None
) -> list[int]:
    """Notes who was met, by name; `said` and `do` choose them. Returns their ids.

    A first name is that of the only one noted there who has it. A name that is not in the book becomes a parked
    person. Raises ChoiceNeeded for a name that fits several.
    """
    there = _names_there(work, meeting_id)
    each = {fold(line(name)): name for name in reversed(names)}
    people = add_met(work, meeting_id, [_find(work, there, name) for name in reversed(each.values())])
    label = work.label
    for person_id in people:
        if said is not None:
            hear(work, meeting_id, person_id, said)
            label = work.label
        if do is not None and do.strip():
            promise(work, meeting_id, person_id, do)
            label = work.label
    work.label = label
    return people


def _names_there(work: UnitOfWork, meeting_id: int) -> list[tuple[str, int]]:
    """The names of those who are noted already, folded, with their ids."""
    noted = select(Person).join(Attendance, Attendance.person_id == Person.id)
    people = work.session.scalars(noted.where(Attendance.meeting_id == meeting_id))
    return [(fold(one.full_name), one.id) for one in people]


def _find(work: UnitOfWork, there: Sequence[tuple[str, int]], name: str) -> Met:
    try:
        return Met(name, find_person(work.read, name))
    except NothingFound:
        if name.strip().isdigit() or "@" in name:
            raise
    first = fold(line(name))
    fitting = [person_id for full_name, person_id in there if first and full_name.split()[0] == first]
    return Met(name, fitting[0] if len(fitting) == 1 else None)


def add_met(work: UnitOfWork, meeting_id: int, people: Sequence[Met]) -> list[int]:
    """Adds those who are not noted yet, quietly. An event that was still planned has happened by this."""
    event = get_event(work, meeting_id)
    if event.held_on > work.today:
        raise NotUnderstood(f"{name_of(event)[:1].upper()}{name_of(event)[1:]} is still ahead.")
    event.state = "happened"
    ids = list(dict.fromkeys(_id(work, one) for one in people))
    for person_id in ids:
        if attendance_of(work, meeting_id, person_id) is None:
            work.session.add(Attendance(meeting_id=meeting_id, person_id=person_id, counts=0))
    work.session.flush()
    names = [person_name(work, person_id) for person_id in ids]
    who = names[0] if len(names) == 1 else f"{len(names)} people"
    work.label = f"Met {who} at {name_of(event)}"
    return ids


def _id(work: UnitOfWork, one: Met) -> int:
    if one.person_id is not None:
        return one.person_id
    return adding.add(work, line(one.name), standing="parked").id


def choose(work: UnitOfWork, meeting_id: int, person_id: int) -> None:
    """It counts as contact from now on, and a parked person is kept. Raises NotUnderstood for the sixth."""
    event = get_event(work, meeting_id)
    attendance = get_attendance(work, meeting_id, person_id)
    if not attendance.counts:
        if _chosen(work, event) >= MOST_CHOSEN:
            raise NotUnderstood(_FULL)
        attendance.counts = 1
    person = work.session.get_one(Person, person_id)
    person.standing = "kept" if person.standing == "parked" else person.standing
    work.session.flush()
    work.label = f"Chose {person.full_name} after {name_of(event)}"


def _chosen(work: UnitOfWork, event: Meeting) -> int:
    counted = select(func.count()).where(Attendance.meeting_id == event.id, Attendance.counts == 1)
    return work.session.execute(counted).scalar_one()


def keep_quietly(work: UnitOfWork, meeting_id: int, person_id: int) -> None:
    """The opposite of `choose`: what was said and promised stays."""
    event = get_event(work, meeting_id)
    get_attendance(work, meeting_id, person_id).counts = 0
    work.session.flush()
    work.label = f"Kept {person_name(work, person_id)} quietly after {name_of(event)}"


def hear(work: UnitOfWork, meeting_id: int, person_id: int, said: str) -> None:
    """One thing the person said; it chooses the person."""
    choose(work, meeting_id, person_id)
    get_attendance(work, meeting_id, person_id).heard = line(said)
    work.session.flush()
    work.label = f"Noted what {person_name(work, person_id)} said"


def promise(work: UnitOfWork, meeting_id: int, person_id: int, do: str) -> list[int]:
    """One thing to do for the person, as a promise; it chooses the person. Returns the ids of the promises."""
    choose(work, meeting_id, person_id)
    return add_promise(work, meeting_id, person_id, do)


def take_out(work: UnitOfWork, meeting_id: int, person_id: int) -> None:
    """The person was not met there after all; they stay in the book."""
    event = get_event(work, meeting_id)
    work.session.delete(get_attendance(work, meeting_id, person_id))
    work.session.flush()
    work.label = f"Took {person_name(work, person_id)} out of {name_of(event)}"
