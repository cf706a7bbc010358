"""Advice put right, and deleted."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.model import Advice, Person, Promise
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled, one_of, optional_day
from crm.unit_of_work import UnitOfWork

_FIELDS = ("words", "direction", "on", "applies", "tried", "try_by", "came_of", "told")


def edit(work: UnitOfWork, advice_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, _FIELDS)
    advice = get_row(work, Advice, "advice", advice_id)
    for one in assignments:
        _set(work, advice, one)
    work.label = f"Changed advice {_described(work, advice)}"


def _set(work: UnitOfWork, advice: Advice, one: Assignment) -> None:
    if one.field == "words":
        advice.words = lines(filled(one.value, "words"))
    elif one.field == "direction":
        advice.direction = one_of(one.value, ("received", "given"), "direction")
    elif one.field == "on":
        advice.given_on = optional_day(one.value, work.today, forward=False)
    elif one.field == "told":
        advice.told_on = optional_day(one.value, work.today, forward=False)
    elif one.field == "try_by":
        advice.try_by = optional_day(one.value, work.today, forward=True)
        _move_report(work, advice)
    elif one.field == "tried":
        advice.tried = one_of(one.value, ("yes", "no"), "answer") if one.value.strip() else ""
    else:
        setattr(advice, one.field, lines(one.value))


def _move_report(work: UnitOfWork, advice: Advice) -> None:
    """The open promise to report back is due on the day to try it by."""
    if advice.try_by is None:
        return
    chosen = select(Promise).where(Promise.advice_id == advice.id, Promise.state == "open")
    for promise in work.session.scalars(chosen.where(Promise.by_person_id.is_(None))):
        promise.due_on, promise.due_said = advice.try_by, 1


def delete(work: UnitOfWork, advice_id: int) -> None:
    """The promise it opened stays, without the advice."""
    advice = get_row(work, Advice, "advice", advice_id)
    work.label = f"Deleted advice {_described(work, advice)}"
    work.session.delete(advice)


def _described(work: UnitOfWork, advice: Advice) -> str:
    name = work.session.get_one(Person, advice.person_id).full_name
    return f"from {name}" if advice.direction == "received" else f"to {name}"
