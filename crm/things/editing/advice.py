"""Advice put right, and deleted."""

from collections.abc import Sequence

from crm.model import Advice, Person
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled, one_of, optional_day
from crm.unit_of_work import UnitOfWork

_FIELDS = ("words", "direction", "on", "applies", "tried", "came_of", "told")


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
    elif one.field == "tried":
        advice.tried = one_of(one.value, ("yes", "no"), "answer") if one.value.strip() else ""
    else:
        setattr(advice, one.field, lines(one.value))


def delete(work: UnitOfWork, advice_id: int) -> None:
    """The promise it opened stays, without the advice."""
    advice = get_row(work, Advice, "advice", advice_id)
    work.label = f"Deleted advice {_described(work, advice)}"
    work.session.delete(advice)


def _described(work: UnitOfWork, advice: Advice) -> str:
    name = work.session.get_one(Person, advice.person_id).full_name
    return f"from {name}" if advice.direction == "received" else f"to {name}"
