"""The user's answers where another rhythm is proposed because of energy. Each is one step and puts the proposal away."""

from sqlalchemy import select

from crm import rhythm
from crm.errors import NotUnderstood
from crm.meetings.energy import row_key
from crm.meetings.other_rhythm import closer, slower
from crm.model import Dismissal
from crm.people import editing
from crm.people.fields import get_person
from crm.unit_of_work import UnitOfWork


def meet_more_often(work: UnitOfWork, person_id: int) -> None:
    _set(work, person_id, closer(get_person(work, person_id).rhythm_days))


def meet_less_often(work: UnitOfWork, person_id: int) -> None:
    _set(work, person_id, slower(get_person(work, person_id).rhythm_days))


def let_rest(work: UnitOfWork, person_id: int) -> None:
    editing.set_standing(work, person_id, "resting")
    _put_away(work, person_id)


def leave_it(work: UnitOfWork, person_id: int) -> None:
    """Nothing is proposed again before three new answers."""
    _put_away(work, person_id)
    work.label = f"Left the rhythm with {get_person(work, person_id).full_name} as it is"


def _set(work: UnitOfWork, person_id: int, days: int | None) -> None:
    if days is None:
        person = get_person(work, person_id)
        raise NotUnderstood(
            f"There is no such rhythm beside {rhythm.describe(person.rhythm_days)}; choose one in the menu."
        )
    editing.set_rhythm(work, person_id, days)
    _put_away(work, person_id)


def _put_away(work: UnitOfWork, person_id: int) -> None:
    row = row_key(person_id)
    found = work.session.scalars(select(Dismissal).where(Dismissal.row == row)).first()
    if found is None:
        work.session.add(Dismissal(row=row, on_day=work.today))
    else:
        found.on_day = work.today
    work.flush()
