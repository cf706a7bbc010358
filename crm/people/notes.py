"""Adds, edits and deletes notes on a person. The note of a meeting belongs to the meeting."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Note, Person
from crm.text.typed_text import lines

if TYPE_CHECKING:
    from datetime import date

    from crm.unit_of_work import UnitOfWork


def add_note(work: "UnitOfWork", person_id: int, words: str, on: "date | None" = None) -> int:
    """Adds a note dated `on`, by default today. Returns its id."""
    person = work.session.get(Person, person_id)
    text = lines(words)
    if person is None or not text:
        raise NotUnderstood(
            "There is nothing to note." if person else "This person is no longer in the book."
        )
    note = Note(person_id=person_id, on_day=on or work.today, words=text)
    work.session.add(note)
    work.session.flush()
    work.label = f"Noted something about {person.full_name}"
    return note.id


def edit_note(work: "UnitOfWork", note_id: int, words: str) -> None:
    """Replaces the words; empty words delete the note."""
    note = work.session.get(Note, note_id)
    if note is None:
        raise NotUnderstood("This note is no longer there.")
    person = work.session.get_one(Person, note.person_id)
    work.label = (
        f"Changed a note about {person.full_name}"
        if lines(words)
        else f"Deleted a note about {person.full_name}"
    )
    if lines(words):
        note.words = lines(words)
    else:
        work.session.delete(note)


def set_undated_note(work: "UnitOfWork", person: Person, words: str, append: bool = False) -> None:
    """Sets or extends the undated notes of a person (vCard NOTE); empty words remove them."""
    chosen = select(Note).where(Note.person_id == person.id, Note.on_day.is_(None)).order_by(Note.id.desc())
    old = list(work.session.scalars(chosen))
    if not append:
        for note in old:
            work.session.delete(note)
    if lines(words):
        work.session.add(Note(person_id=person.id, on_day=None, words=lines(words)))
    work.session.flush()
