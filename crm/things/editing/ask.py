"""An ask put right, and deleted. The answer to an ask is a use case of its own (`crm.asks.asking`)."""

from collections.abc import Sequence

from crm.asks.ask_lines import shorten_question
from crm.errors import NotUnderstood
from crm.model import Ask, Person
from crm.text.assignments import Assignment
from crm.text.typed_text import lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, day, filled, one_of
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
    check_fields(assignments, ("words", "state", "on", *_COLUMNS))
    ask = get_row(work, Ask, "ask", ask_id)
    for one in assignments:
        _set(work, ask, one)
    work.label = f"Changed an ask to {_person(work, ask)}: {shorten_question(ask.words)}"


def _set(work: UnitOfWork, ask: Ask, one: Assignment) -> None:
    if one.field == "words":
        ask.words = lines(filled(one.value, "words"))
    elif one.field == "on":
        ask.asked_on = day(one.value, work.today, forward=False)
    elif one.field == "state":
        _set_state(work, ask, one_of(one.value, ("draft", "open"), "state"))
    else:
        setattr(ask, _COLUMNS[one.field], lines(one.value))


def _set_state(work: UnitOfWork, ask: Ask, state: str) -> None:
    """A draft becomes an ask of today, and back; one that was answered keeps its answer."""
    if ask.state not in ("draft", "open"):
        raise NotUnderstood("This ask has its answer already.")
    ask.state, ask.asked_on = state, (ask.asked_on or work.today) if state == "open" else None


def delete(work: UnitOfWork, ask_id: int) -> None:
    """The promise that a yes made stays."""
    ask = get_row(work, Ask, "ask", ask_id)
    work.label = f"Deleted an ask to {_person(work, ask)}: {shorten_question(ask.words)}"
    work.session.delete(ask)


def _person(work: UnitOfWork, ask: Ask) -> str:
    return work.session.get_one(Person, ask.person_id).full_name
