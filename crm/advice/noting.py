"""Notes advice without a meeting, closes its loop, and lets it go."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.advice.follow_ups import FOLLOW_UPS, close, open_follow_ups, open_one
from crm.errors import NothingFound, NotUnderstood
from crm.model import Advice, Person
from crm.people import adding
from crm.promises.full_names import join_names
from crm.text.folding import fold
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


class NewAdvice(NamedTuple):
    """`applies` is what it means for the user or, of advice given, what they meant to do."""

    direction: str  # received | given
    words: str
    applies: str = ""
    try_by: date | None = None


def note(work: UnitOfWork, person_id: int, advice: NewAdvice) -> int:
    """With the promise to follow it up. A parked person becomes kept, as by any promise. Returns the advice's id."""
    if advice.direction not in FOLLOW_UPS:
        raise NotUnderstood(f"Advice is received or given, not “{advice.direction}”.")
    if not fold(advice.words):
        raise NotUnderstood("Advice needs words: what was advised?")
    person = work.session.get(Person, person_id)
    if person is None:
        raise NothingFound(f"There is no person {person_id}.")
    if person.standing == "parked":
        person.standing = "kept"
    made = Advice(
        direction=advice.direction, person_id=person_id, words=lines(advice.words), applies=lines(advice.applies),
        given_on=work.today, try_by=advice.try_by,
    )  # fmt: skip
    work.session.add(made)
    work.flush()
    open_one(work, made)
    work.label = _label(advice, [person.full_name])
    return made.id


def note_for(
    work: UnitOfWork, people: Sequence[int], new_people: Sequence[str], advice: NewAdvice
) -> list[int]:
    """The same advice from, or to, each of them; new people are added by their names. Returns the ids."""
    if not people and not new_people:
        raise NotUnderstood("Say whose advice it is.")
    made = [adding.add(work, name) for name in new_people]
    ids = [*dict.fromkeys(people), *(person.id for person in made)]
    noted = [note(work, person_id, advice) for person_id in ids]
    work.label = _label(advice, [work.session.get_one(Person, each).full_name for each in ids])
    return noted


def _label(advice: NewAdvice, names: Sequence[str]) -> str:
    return f"Noted advice {'from' if advice.direction == 'received' else 'to'} {join_names(names)}"


def mark_told(work: UnitOfWork, advice_id: int) -> None:
    """Of advice received: they were told what came of it. Of advice given: they were asked how it went."""
    advice = _advice(work, advice_id)
    close(work, advice, work.today)
    name = work.session.get_one(Person, advice.person_id).full_name
    if advice.direction == "received":
        work.label = f"Told {name} what came of the advice"
    else:
        work.label = f"{'Heard from' if advice.came_of else 'Asked'} {name} how it went"


def let_go(work: UnitOfWork, advice_id: int) -> None:
    """The promise to follow it up is let go; the advice stays, and what came of it can still be written down."""
    advice = _advice(work, advice_id)
    # Advice that shares its follow-up with other advice has none: one that was let go says that it is settled.
    promises = open_follow_ups(work, advice) or [open_one(work, advice)]
    for promise in promises:
        promise.state, promise.back_on = "released", None
    name = work.session.get_one(Person, advice.person_id).full_name
    work.label = f"Let go: the advice {'from' if advice.direction == 'received' else 'to'} {name}"


def _advice(work: UnitOfWork, advice_id: int) -> Advice:
    found = work.session.get(Advice, advice_id)
    if found is None:
        raise NothingFound(f"There is no advice {advice_id}.")
    return found
