"""Adds, keeps, releases and reschedules promises."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.model import Person, Promise, PromisePerson
from crm.promises.kinds import DEFAULT_DAYS, default_due
from crm.promises.promise_titles import past_tense, title, title_of_promise_by_other, within_sentence
from crm.text import days_in_words
from crm.unit_of_work import UnitOfWork


def add(
    work: UnitOfWork,
    kind: str,
    words: str,
    people: Sequence[int],
    by: int | None = None,
    due: date | None = None,
) -> int:
    """Adds a promise by the user, or by person `by`. Without `due`, the user's get the default of their kind."""
    if kind not in DEFAULT_DAYS:
        raise NotUnderstood(f"“{kind}” is no kind of promise.")
    if not words.strip():
        raise NotUnderstood("A promise needs words: what was promised?")
    _unpark(work, [*people, *([by] if by else [])])
    promise = Promise(
        kind=kind,
        words=words.strip(),
        by_person_id=by,
        made_on=work.today,
        due_on=due or (default_due(kind, work.today) if by is None else None),
        due_said=int(due is not None),
    )
    work.session.add(promise)
    work.session.flush()
    for place, person_id in enumerate(people, 1):
        work.session.add(PromisePerson(promise_id=promise.id, person_id=person_id, place=place))
    work.session.flush()
    work.label = f"Noted a promise: {within_sentence(title_of(work, promise))}"
    return promise.id


def keep(work: UnitOfWork, promise_id: int, outcome: str = "", kept_in_id: int | None = None) -> None:
    promise = get_promise(work, promise_id)
    promise.state, promise.back_on = "kept", None
    promise.kept_on = promise.kept_on or work.today
    promise.outcome = outcome or promise.outcome
    promise.kept_in_id = kept_in_id or promise.kept_in_id
    work.label = (
        past_tense(title_of(work, promise))
        if promise.by_person_id is None
        else _label_kept_by_other(work, promise)
    )


def release(work: UnitOfWork, promise_id: int, outcome: str = "") -> None:
    """Marks the promise as no longer owed."""
    promise = get_promise(work, promise_id)
    promise.state, promise.back_on, promise.outcome = "released", None, outcome or promise.outcome
    work.label = f"Let go: {within_sentence(title_of(work, promise))}"


def change_due(work: UnitOfWork, promise_id: int, due: date) -> None:
    promise = get_promise(work, promise_id)
    promise.due_on, promise.due_said = due, 1
    work.label = f"Due {days_in_words.on(due, work.today)}: {within_sentence(title_of(work, promise))}"


def get_promise(work: UnitOfWork, promise_id: int) -> Promise:
    found = work.session.get(Promise, promise_id)
    if found is None:
        raise NotUnderstood(f"There is no promise {promise_id}.")
    return found


def people_of(work: UnitOfWork, promise_id: int) -> list[Person]:
    """The people of the book it is made to, in order."""
    work.session.flush()
    found = select(Person).join(PromisePerson, PromisePerson.person_id == Person.id)
    ordered = found.where(PromisePerson.promise_id == promise_id, PromisePerson.part == "to")
    return list(work.session.scalars(ordered.order_by(PromisePerson.place, PromisePerson.id)))


def title_of(work: UnitOfWork, promise: Promise) -> str:
    work.session.flush()
    named = select(PromisePerson.name, Person.full_name).outerjoin(
        Person, Person.id == PromisePerson.person_id
    )
    rows = work.session.execute(
        named.where(PromisePerson.promise_id == promise.id, PromisePerson.part == "to").order_by(
            PromisePerson.place, PromisePerson.id
        )
    )
    names = [full_name or name for name, full_name in rows]
    if promise.by_person_id is not None:
        by = work.session.get(Person, promise.by_person_id)
        return title_of_promise_by_other(promise.words, by.full_name if by else "They")
    return title(promise.kind, promise.words, names)


def _label_kept_by_other(work: UnitOfWork, promise: Promise) -> str:
    by = work.session.get(Person, promise.by_person_id)
    return f"Noted that {by.full_name if by else 'someone'} kept a promise"


def _unpark(work: UnitOfWork, ids: Sequence[int]) -> None:
    """A promise makes parked people kept. Raises NotUnderstood for an unknown id."""
    for person_id in ids:
        person = work.session.get(Person, person_id)
        if person is None:
            raise NotUnderstood(f"There is no person {person_id}.")
        if person.standing == "parked":
            person.standing = "kept"
