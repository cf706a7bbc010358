"""An ask put right, its answer too, and deleted."""

from collections.abc import Sequence

from crm.asks.ask_lines import shorten_question
from crm.asks.asking import answer_no, answer_not_now, answer_yes
from crm.errors import NotUnderstood
from crm.model import Ask, Person
from crm.model.ask import STATES
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, day, filled, one_of, optional_day
from crm.unit_of_work import UnitOfWork

_COLUMNS = {
    "why": "why_you",
    "respect": "respect",
    "offer": "offer",
    "size": "size",
    "answer_words": "answer_words",
}


def edit(work: UnitOfWork, ask_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, ("words", "state", "until", "on", *_COLUMNS))
    ask = get_row(work, Ask, "ask", ask_id)
    given = {one.field: one.value for one in assignments}
    for name, value in given.items():
        _set(work, ask, name, value)
    work.label = f"Changed an ask to {_person(work, ask)}: {shorten_question(ask.words)}"
    # The answer last: it is kept with its words, and names the step itself.
    if "state" in given or "until" in given:
        _set_answer(work, ask, given.get("state"), given.get("until"))


def _set(work: UnitOfWork, ask: Ask, name: str, value: str) -> None:
    if name == "words":
        ask.words = lines(filled(value, "words"))
    elif name == "on":
        ask.asked_on = day(value, work.today, forward=False)
    elif name in _COLUMNS:
        setattr(ask, _COLUMNS[name], lines(value))


def _set_answer(work: UnitOfWork, ask: Ask, words: str | None, until_words: str | None) -> None:
    """The answer as it is given anew; a day alone is the one of “not now”. The promise that a yes made stays."""
    state = one_of(words, STATES, "answer") if words is not None else ask.state
    until = optional_day(until_words, work.today, forward=True) if until_words is not None else None
    if until is not None and state != "not_now":
        raise NotUnderstood("Only “not now” has a day.")
    if state == "not_now" and until is None and (until_words is not None or ask.state != "not_now"):
        raise NotUnderstood("“Not now” needs a day after today: when may you ask again?")
    if (state, until or ask.not_before_on) == (ask.state, ask.not_before_on):
        return
    if ask.state == "draft" and state != "open":
        raise NotUnderstood("This was not asked yet.")
    _take_answer_back(work, ask, state)
    if state == "yes":
        answer_yes(work, ask.id, ask.answer_words)
    elif state == "no":
        answer_no(work, ask.id, ask.answer_words)
    elif until is not None:
        answer_not_now(work, ask.id, until, ask.answer_words)


def _take_answer_back(work: UnitOfWork, ask: Ask, state: str) -> None:
    ask.state = "draft" if state == "draft" else "open"
    ask.asked_on = None if state == "draft" else ask.asked_on or work.today
    ask.answered_on = ask.not_before_on = None
    work.flush()


def delete(work: UnitOfWork, ask_id: int) -> None:
    """The promise that a yes made stays."""
    ask = get_row(work, Ask, "ask", ask_id)
    work.label = f"Deleted an ask to {_person(work, ask)}: {shorten_question(ask.words)}"
    work.session.delete(ask)


def _person(work: UnitOfWork, ask: Ask) -> str:
    return work.session.get_one(Person, ask.person_id).full_name
