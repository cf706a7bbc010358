"""An introduction put right, and deleted with its promise."""

from collections.abc import Sequence

from crm.errors import NotUnderstood
from crm.introductions.days_made import put_heard_on, put_made_on, put_thanked_on
from crm.introductions.introduction_rows import names_of, sides_of
from crm.introductions.side_answers import answer
from crm.introductions.stages import ANSWERS
from crm.model import Introduction, IntroductionSide, Promise
from crm.promises.promise_titles import join_names
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, one_of, optional_day
from crm.unit_of_work import UnitOfWork

_SIDES = {"a": 1, "b": 2}
_DAYS = {"made_on": put_made_on, "heard_on": put_heard_on, "thanked_on": put_thanked_on}
_FIELDS = (
    *(f"{what}_{side}" for what in ("reason", "answer", "until") for side in _SIDES),
    *_DAYS,
    "came_of",
)


def edit(work: UnitOfWork, introduction_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, _FIELDS)
    introduction = get_row(work, Introduction, "introduction", introduction_id)
    work.label = f"Changed the introduction of {join_names(names_of(work, introduction))}"
    given = {one.field: one.value for one in assignments}
    sides = {side.place: side for side in sides_of(work, introduction)}
    for letter, place in _SIDES.items():
        reason = given.get(f"reason_{letter}")
        if reason is not None and place in sides:
            sides[place].reason = lines(reason)
        if place in sides:
            _set_answer(work, introduction, sides[place], given.get(f"answer_{letter}"), given.get(f"until_{letter}"))  # fmt: skip
    if "came_of" in given:
        introduction.came_of = lines(given["came_of"])
    for name, put in _DAYS.items():
        if name in given:
            put(work, introduction, optional_day(given[name], work.today, forward=False))


def _set_answer(
    work: UnitOfWork,
    introduction: Introduction,
    side: IntroductionSide,
    words: str | None,
    until_words: str | None,
) -> None:
    """The answer of one side as it is given anew; a day alone is the one of “later”."""
    if words is None and until_words is None:
        return
    given = one_of(words, ANSWERS, "answer") if words is not None else side.answer
    until = optional_day(until_words, work.today, forward=True) if until_words is not None else None
    if until is not None and given != "later":
        raise NotUnderstood("Only “later” has a day.")
    if given == "later" and until is None and until_words is not None:
        raise NotUnderstood("“Later” needs a day to come back to, after today.")
    if (given, until or side.later_until) == (side.answer, side.later_until):
        return
    answer(work, introduction.id, side.place, given, until)


def delete(work: UnitOfWork, introduction_id: int) -> None:
    introduction = get_row(work, Introduction, "introduction", introduction_id)
    work.label = f"Deleted the introduction of {join_names(names_of(work, introduction))}"
    promise = work.session.get(Promise, introduction.promise_id) if introduction.promise_id else None
    work.session.delete(introduction)
    work.flush()
    if promise is not None:
        work.session.delete(promise)
