"""Notes advice without a meeting, closes its loop, and lets it go."""

from datetime import date

from crm.advice.follow_ups import FOLLOW_UPS, close, open_follow_ups, open_one
from crm.errors import NothingFound, NotUnderstood
from crm.model import Advice, Person
from crm.text.folding import fold
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


def note(
    work: UnitOfWork,
    person_id: int,
    direction: str,
    words: str,
    applies: str = "",
    try_by: date | None = None,
) -> int:
    """With the promise to follow it up. A parked person becomes kept, as by any promise. Returns the advice's id."""
    if direction not in FOLLOW_UPS:
        raise NotUnderstood(f"Advice is received or given, not “{direction}”.")
    if not fold(words):
        raise NotUnderstood("Advice needs words: what was advised?")
    person = work.session.get(Person, person_id)
    if person is None:
        raise NothingFound(f"There is no person {person_id}.")
    if person.standing == "parked":
        person.standing = "kept"
    advice = Advice(
        direction=direction, person_id=person_id, words=lines(words), applies=lines(applies), given_on=work.today,
        try_by=try_by,
    )  # fmt: skip
    work.session.add(advice)
    work.flush()
    open_one(work, advice)
    work.label = f"Noted advice {'from' if direction == 'received' else 'to'} {person.full_name}"
    return advice.id


def mark_told(work: UnitOfWork, advice_id: int) -> None:
    """Of advice received: they were told what came of it. Of advice given: they were asked how it went."""
    advice = _advice(work, advice_id)
    close(work, advice, work.today)
    name = work.session.get_one(Person, advice.person_id).full_name
    told = f"Told {name} what came of the advice"
    work.label = told if advice.direction == "received" else f"Asked {name} how it went"


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
