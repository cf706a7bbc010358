"""Stores the decision about a person: a rhythm, none, rest, or later. Each decision is one undoable step."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.model import Dismissal
from crm.people import editing
from crm.people.fields import get_person

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def choose(work: "UnitOfWork", person_id: int, days: int | None) -> None:
    """Sets a rhythm of so many days, or none. Ends the rest of a resting person."""
    person = get_person(work, person_id)
    if person.standing == "resting":
        person.standing = "kept"
    editing.set_rhythm(work, person_id, days)
    _mark(work, f"sorted-{person_id}")
    _clear_mark(work, f"later-{person_id}")


def let_rest(work: "UnitOfWork", person_id: int) -> None:
    editing.set_standing(work, person_id, "resting")
    _mark(work, f"sorted-{person_id}")
    _clear_mark(work, f"later-{person_id}")


def decide_later(work: "UnitOfWork", person_id: int) -> None:
    """The person comes again after everyone else."""
    _mark(work, f"later-{person_id}")
    work.label = f"Left {get_person(work, person_id).full_name} for later"


def _mark(work: "UnitOfWork", row: str) -> None:
    found = work.session.scalars(select(Dismissal).where(Dismissal.row == row)).first()
    if found is None:
        work.session.add(Dismissal(row=row, on_day=work.today))
    else:
        found.on_day = work.today
    work.session.flush()


def _clear_mark(work: "UnitOfWork", row: str) -> None:
    found = work.session.scalars(select(Dismissal).where(Dismissal.row == row)).first()
    if found is not None:
        work.session.delete(found)
        work.session.flush()
