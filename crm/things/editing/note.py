"""A note on a person put right, and deleted."""

from collections.abc import Sequence

from crm.model import Note, Person
from crm.text.typed_text import lines
from crm.things.assignments import Assignment, check_fields, filled, optional_day
from crm.things.key import Key, missing
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, note_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("words", "on"))
    note = _one(work, note_id)
    for one in assignments:
        if one.field == "words":
            note.words = lines(filled(one.value, "words"))
        else:
            note.on_day = optional_day(one.value, work.today, forward=False)
    work.label = f"Changed a note about {_person(work, note)}"


def delete(work: UnitOfWork, note_id: int) -> None:
    note = _one(work, note_id)
    work.label = f"Deleted a note about {_person(work, note)}"
    work.session.delete(note)


def _one(work: UnitOfWork, note_id: int) -> Note:
    found = work.session.get(Note, note_id)
    if found is None:
        raise missing(Key("note", note_id))
    return found


def _person(work: UnitOfWork, note: Note) -> str:
    return work.session.get_one(Person, note.person_id).full_name
