"""A note on a person put right, and deleted."""

from collections.abc import Sequence

from crm.model import Note, Person
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled, optional_day
from crm.unit_of_work import UnitOfWork


def edit(work: UnitOfWork, note_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("words", "on"))
    note = get_row(work, Note, "note", note_id)
    for one in assignments:
        if one.field == "words":
            note.words = lines(filled(one.value, "words"))
        else:
            note.on_day = optional_day(one.value, work.today, forward=False)
    work.label = f"Changed a note about {_person(work, note)}"


def delete(work: UnitOfWork, note_id: int) -> None:
    note = get_row(work, Note, "note", note_id)
    work.label = f"Deleted a note about {_person(work, note)}"
    work.session.delete(note)


def _person(work: UnitOfWork, note: Note) -> str:
    return work.session.get_one(Person, note.person_id).full_name
