"""An introduction put right, and deleted with its promise. Answers are a use case of their own (`crm.introductions`)."""

from collections.abc import Sequence

from crm.introductions.side_answers import names_of, sides_of
from crm.model import Introduction, Promise
from crm.promises.promise_titles import join_names
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, optional_day
from crm.unit_of_work import UnitOfWork

_SIDES = {"reason_a": 1, "reason_b": 2}
_DAYS = {"made_on": "made_on", "heard_on": "heard_on", "thanked_on": "thanked_on"}


def edit(work: UnitOfWork, introduction_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, (*_SIDES, *_DAYS))
    introduction = get_row(work, Introduction, "introduction", introduction_id)
    for one in assignments:
        if one.field in _DAYS:
            setattr(introduction, _DAYS[one.field], optional_day(one.value, work.today, forward=False))
        else:
            for side in sides_of(work, introduction):
                if side.place == _SIDES[one.field]:
                    side.reason = lines(one.value)
    work.label = f"Changed the introduction of {join_names(names_of(work, introduction))}"


def delete(work: UnitOfWork, introduction_id: int) -> None:
    introduction = get_row(work, Introduction, "introduction", introduction_id)
    work.label = f"Deleted the introduction of {join_names(names_of(work, introduction))}"
    promise = work.session.get(Promise, introduction.promise_id) if introduction.promise_id else None
    work.session.delete(introduction)
    work.flush()
    if promise is not None:
        work.session.delete(promise)
