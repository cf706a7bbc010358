"""The answers: a rhythm, none, rest, or later. Each is one step, and whoever was given one is not asked about again."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from crm.model import Dismissal
from crm.people import editing
from crm.people.fields import get_person

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


def choose(work: "UnitOfWork", person_id: int, days: int | None) -> None:
    """A rhythm, or none: then the person simply stays in the book, also one who was let rest a moment ago."""
    person = get_person(work, person_id)
    if person.standing == "resting":
        person.standing = "kept"
    editing.set_rhythm(work, person_id, days)
    _note(work, f"sorted-{person_id}")
    _forget(work, f"later-{person_id}")


def let_rest(work: "UnitOfWork", person_id: int) -> None:
    editing.set_standing(work, person_id, "resting")
    _note(work, f"sorted-{person_id}")
    _forget(work, f"later-{person_id}")


def decide_later(work: "UnitOfWork", person_id: int) -> None:
    """Comes again when everybody else was seen."""
    _note(work, f"later-{person_id}")
    work.label = f"Left {get_person(work, person_id).full_name} for later"


def _note(work: "UnitOfWork", row: str) -> None:
    found = work.session.scalars(select(Dismissal).where(Dismissal.row == row)).first()
    if found is None:
        work.session.add(Dismissal(row=row, on_day=work.today))
    else:
        found.on_day = work.today
    work.session.flush()


def _forget(work: "UnitOfWork", row: str) -> None:
    found = work.session.scalars(select(Dismissal).where(Dismissal.row == row)).first()
    if found is not None:
        work.session.delete(found)
        work.session.flush()
