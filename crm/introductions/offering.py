"""Begins an introduction: as an idea that is kept, or offered, which makes it a promise with a day; or sets it aside."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from crm.errors import NotUnderstood
from crm.introductions.introduction_rows import get_introduction, names_of, sides_of
from crm.model import Introduction, IntroductionSide, Person
from crm.promises import keeping
from crm.promises.promise_titles import join_names
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork

OPEN_STATES = ("idea", "offered", "asking")


@dataclass(frozen=True, slots=True)
class ProposedSide:
    """A person to be introduced. `reason` says why the other one is worth meeting; None leaves it as it is."""

    person_id: int
    reason: str | None = None


def introduce(work: UnitOfWork, one: ProposedSide, other: ProposedSide, as_idea: bool = False) -> int:
    """The id of the introduction; a pair with an open one moves on in it. Raises NotUnderstood."""
    if one.person_id == other.person_id:
        raise NotUnderstood("An introduction is between two people: name another one.")
    introduction = _open_introduction(work, one.person_id, other.person_id)
    if introduction is None:
        introduction = _start_idea(work, one, other)
        work.label = f"Kept an idea: {join_names(names_of(work, introduction))} could meet"
    else:
        _set_reasons(work, introduction, one, other)
    if introduction.state == "idea" and not as_idea:
        offer(work, introduction.id)
    return introduction.id


def offer(work: UnitOfWork, introduction_id: int) -> None:
    """An idea becomes a promise, due in the usual days. Raises NotUnderstood for what is no idea."""
    introduction = get_introduction(work, introduction_id)
    if introduction.state != "idea":
        raise NotUnderstood("Only an idea can be offered: this introduction has begun already.")
    give_promise(work, introduction)
    work.label = f"Offered to introduce {' to '.join(names_of(work, introduction))}"


def offer_pair(work: UnitOfWork, one: ProposedSide, other: ProposedSide) -> int:
    """Offers what was proposed, with these reasons where the user wrote none. The id of the introduction.

    Raises NotUnderstood if the two are being introduced.
    """
    if one.person_id == other.person_id:
        raise NotUnderstood("An introduction is between two people: name another one.")
    introduction = _open_introduction(work, one.person_id, other.person_id) or _start_idea(work, one, other)
    proposed = {side.person_id: side.reason or "" for side in (one, other)}
    for side in sides_of(work, introduction):
        side.reason = side.reason or lines(proposed.get(side.person_id or 0, ""))
    if introduction.state != "idea":
        raise NotUnderstood("An introduction of these two is under way already.")
    offer(work, introduction.id)
    return introduction.id


def set_aside(work: UnitOfWork, one: ProposedSide, other: ProposedSide) -> int:
    """The pair is never proposed again. The id of the introduction, which is dropped from the start.

    Raises NotUnderstood if the two are being introduced.
    """
    introduction = _open_introduction(work, one.person_id, other.person_id) or _start_idea(work, one, other)
    if introduction.state != "idea":
        raise NotUnderstood("An introduction of these two is under way already.")
    introduction.state = "dropped"
    work.label = f"Set aside an introduction of {join_names(names_of(work, introduction))}"
    return introduction.id


def give_promise(work: UnitOfWork, introduction: Introduction) -> None:
    names = names_of(work, introduction)
    people = [side.person_id for side in sides_of(work, introduction) if side.person_id is not None]
    introduction.promise_id = keeping.add(work, "introduction", f"introduce {' to '.join(names)}", people)
    introduction.state = "offered"
    work.flush()


def set_reason(work: UnitOfWork, introduction_id: int, place: int, reason: str) -> None:
    """Why the other side is worth meeting, told to side 1 or 2."""
    introduction = get_introduction(work, introduction_id)
    side = next(one for one in sides_of(work, introduction) if one.place == place)
    side.reason = lines(reason)
    work.label = f"Changed why {' and '.join(names_of(work, introduction))} should meet"


def _open_introduction(work: UnitOfWork, one_id: int, other_id: int) -> Introduction | None:
    one, other = aliased(IntroductionSide), aliased(IntroductionSide)
    found = select(Introduction).join(one, one.introduction_id == Introduction.id)
    found = found.join(other, other.introduction_id == Introduction.id)
    found = found.where(one.person_id == one_id, other.person_id == other_id)
    found = found.where(Introduction.by_person_id.is_(None), Introduction.state.in_(OPEN_STATES))
    return work.session.scalars(found.order_by(Introduction.id.desc())).first()


def _start_idea(work: UnitOfWork, *sides: ProposedSide) -> Introduction:
    introduction = Introduction(state="idea")
    work.session.add(introduction)
    work.session.flush()
    for place, side in enumerate(sides, 1):
        work.session.get_one(Person, side.person_id)
        row = IntroductionSide(introduction_id=introduction.id, place=place, person_id=side.person_id)
        row.reason = lines(side.reason or "")
        work.session.add(row)
    work.session.flush()
    return introduction


def _set_reasons(work: UnitOfWork, introduction: Introduction, *given: ProposedSide) -> None:
    """Whichever way round the two were named."""
    by_person = {side.person_id: side for side in sides_of(work, introduction)}
    for one in given:
        if one.reason is not None:
            by_person[one.person_id].reason = lines(one.reason)
    work.label = f"Changed why {' and '.join(names_of(work, introduction))} should meet"
