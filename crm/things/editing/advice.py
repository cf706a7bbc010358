"""Advice put right, and deleted; its follow-up promise goes along."""

from collections.abc import Sequence
from datetime import date

from crm.advice import follow_ups
from crm.errors import NotUnderstood
from crm.model import Advice, Person
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
    told_on, try_by = advice.told_on, advice.try_by
    for one in assignments:
        _set(work, advice, one)
    if advice.try_by != try_by:
        follow_ups.follow_try_by(work, advice, try_by)
    _follow_told(work, advice, told_on)
    work.label = f"Changed advice {_described(work, advice)}"


def _set(work: UnitOfWork, advice: Advice, one: Assignment) -> None:
    if one.field == "words":
        advice.words = lines(filled(one.value, "words"))
    elif one.field == "direction":
        _turn(work, advice, one_of(one.value, ("received", "given"), "direction"))
    elif one.field == "on":
        advice.given_on = _past_day(one.value, work.today, "advice")
    elif one.field == "told":
        advice.told_on = _past_day(one.value, work.today, "telling")
    elif one.field == "try_by":
        advice.try_by = optional_day(one.value, work.today, forward=True)
    elif one.field == "tried":
        advice.tried = one_of(one.value, ("yes", "no"), "answer") if one.value.strip() else ""
    else:
        setattr(advice, one.field, lines(one.value))


def _past_day(value: str, today: date, what: str) -> date | None:
    found = optional_day(value, today, forward=False)
    if found is not None and found > today:
        raise NotUnderstood(f"The day of the {what} cannot be after today.")
    return found


def _turn(work: UnitOfWork, advice: Advice, direction: str) -> None:
    """The promise to tell becomes one to ask, or the other way round."""
    if direction != advice.direction:
        own = [one for one in follow_ups.open_follow_ups(work, advice) if one.advice_id == advice.id]
        advice.direction = direction
        for promise in own:
            promise.kind, promise.words = follow_ups.FOLLOW_UPS[direction]


def _follow_told(work: UnitOfWork, advice: Advice, before: date | None) -> None:
    told_on = advice.told_on
    if told_on is not None and told_on != before:
        follow_ups.close(work, advice, told_on)
    elif told_on is None and before is not None:
        advice.told_on = before
        follow_ups.reopen(work, advice)


def delete(work: UnitOfWork, advice_id: int) -> None:
    """With the open promise that it opened."""
    advice = get_row(work, Advice, "advice", advice_id)
    work.label = f"Deleted advice {_described(work, advice)}"
    for promise in follow_ups.open_follow_ups(work, advice):
        if promise.advice_id == advice.id:
            work.session.delete(promise)
    work.flush()
    work.session.delete(advice)


def _described(work: UnitOfWork, advice: Advice) -> str:
    name = work.session.get_one(Person, advice.person_id).full_name
    return f"from {name}" if advice.direction == "received" else f"to {name}"
