"""A promise put right, and deleted."""

from collections.abc import Sequence

from sqlalchemy import select

from crm.advice.follow_ups import advice_of
from crm.errors import NotUnderstood
from crm.introductions import completing, received
from crm.introductions.introduction_rows import existing_of_promise, leave_without_promise
from crm.model import Person, Promise, PromisePerson
from crm.model.promise import STATES
from crm.people.lookup import find_person
from crm.promises import keeping
from crm.promises.kinds import DEFAULT_DAYS
from crm.promises.promise_titles import within_sentence
from crm.text.assignments import Assignment
from crm.text.folding import fold
from crm.text.typed_text import line, lines
from crm.things.editing.rows import get_row
from crm.things.field_values import check_fields, filled, one_of, optional_day
from crm.unit_of_work import UnitOfWork

_SINGLE = ("what", "kind", "due", "state", "outcome")
_LISTS = ("people",)


def edit(work: UnitOfWork, promise_id: int, assignments: Sequence[Assignment]) -> None:
    """All of them or none. Raises NothingFound, or NotUnderstood for a field or value that does not fit."""
    check_fields(assignments, _SINGLE, _LISTS)
    promise = get_row(work, Promise, "promise", promise_id)
    for one in assignments:
        _set(work, promise, one)
    work.label = f"Changed a promise: {within_sentence(keeping.title_of(work, promise))}"


def _set(work: UnitOfWork, promise: Promise, one: Assignment) -> None:
    if one.field == "what":
        promise.words = line(filled(one.value, "what"))
    elif one.field == "kind":
        _set_kind(promise, one_of(one.value, tuple(DEFAULT_DAYS), "kind"))
    elif one.field == "due":
        promise.due_on = optional_day(one.value, work.today, forward=True)
        promise.due_said = int(promise.due_on is not None)
    elif one.field == "state":
        _set_state(work, promise, one_of(one.value, STATES, "state"))
    elif one.field == "outcome":
        promise.outcome = lines(one.value)
    else:
        _set_people(work, promise, one)


def _set_kind(promise: Promise, kind: str) -> None:
    """An introduction has two sides with answers of their own: it is made and dropped, never renamed."""
    if "introduction" in (kind, promise.kind) and kind != promise.kind:
        raise NotUnderstood(
            "An introduction has two sides: it cannot become another kind, nor another kind one."
        )
    promise.kind = kind


def _set_state(work: UnitOfWork, promise: Promise, state: str) -> None:
    if state == "waiting" and promise.back_on is None:
        raise NotUnderstood("A promise waits until a day: snooze its row of Today instead.")
    promise.state = state
    promise.kept_on = (promise.kept_on or work.today) if state == "kept" else None
    if state == "kept" and promise.by_person_id is None:
        _tell_of_advice(work, promise)
    if state != "waiting":
        promise.back_on = None
    _set_introduction(work, promise, state)


def _set_introduction(work: UnitOfWork, promise: Promise, state: str) -> None:
    """The introduction it stands for follows: made with its promise kept, dropped with its promise released."""
    introduction = existing_of_promise(work, promise.id)
    if introduction is None:
        return
    if promise.kind != "introduction":
        if state == "kept":
            received.follow_kept_promise(work, promise.id, promise.outcome)
    elif state == "kept":
        completing.mark_made(work, introduction.id)
    elif state == "released" and introduction.made_on is None:
        completing.drop_silently(work, introduction)


def _tell_of_advice(work: UnitOfWork, promise: Promise) -> None:
    """A kept promise to report back, or to ask, closes the loop of its advice."""
    advice = advice_of(work, promise)
    if advice is not None:
        advice.told_on = advice.told_on or work.today


def _set_people(work: UnitOfWork, promise: Promise, one: Assignment) -> None:
    """Those the promise is to, in order; an introduction keeps its two sides."""
    if promise.kind == "introduction":
        raise NotUnderstood("The two sides of an introduction stay: drop it, and offer another one.")
    rows = _rows(work, promise)
    if one.operator == "-=":
        for row in _named(work, rows, one.value):
            work.session.delete(row)
    else:
        names = one.value.split(",") if one.operator == "=" else [one.value]
        ids = [find_person(work.read, name) for name in names if name.strip()]
        for row in rows if one.operator == "=" else []:
            work.session.delete(row)
        there = {row.person_id for row in rows} if one.operator == "+=" else set()
        for place, person_id in enumerate([each for each in ids if each not in there], len(there) + 1):
            work.session.add(PromisePerson(promise_id=promise.id, person_id=person_id, place=place))
    work.flush()
    if promise.by_person_id is None and not _rows(work, promise):
        raise NotUnderstood("A promise is to someone: the last person cannot be taken out.")


def _named(work: UnitOfWork, rows: list[PromisePerson], words: str) -> list[PromisePerson]:
    """Those of its people with this name, also where others of the book have it, too. Raises NotUnderstood."""
    wanted = fold(words)
    names = {row.id: _name(work, row) for row in rows}
    found = [row for row in rows if fold(names[row.id]) == wanted]
    if not found:
        person_id = find_person(work.read, words)
        found = [row for row in rows if row.person_id == person_id]
    if not found:
        raise NotUnderstood("This promise is not to that person.")
    return found[:1]


def _name(work: UnitOfWork, row: PromisePerson) -> str:
    return row.name if row.person_id is None else work.session.get_one(Person, row.person_id).full_name


def _rows(work: UnitOfWork, promise: Promise) -> list[PromisePerson]:
    chosen = select(PromisePerson).where(PromisePerson.promise_id == promise.id, PromisePerson.part == "to")
    return list(work.session.scalars(chosen.order_by(PromisePerson.place, PromisePerson.id)))


def delete(work: UnitOfWork, promise_id: int) -> None:
    """The introduction it stands for stays, without a promise."""
    promise = get_row(work, Promise, "promise", promise_id)
    label = f"Deleted a promise: {within_sentence(keeping.title_of(work, promise))}"
    leave_without_promise(work, promise_id)
    work.session.delete(promise)
    work.label = label
