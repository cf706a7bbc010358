"""Offers an introduction of two people, with a reason for each, or sets the pair aside for good."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from crm.errors import NotUnderstood
from crm.introductions.side_answers import names_of
from crm.model import Introduction, IntroductionSide, Person
from crm.promises.keeping import add as add_promise
from crm.promises.promise_titles import join_names
from crm.unit_of_work import UnitOfWork


class ProposedSide(NamedTuple):
    """`reason`: what to tell this person about the other."""

    person_id: int
    reason: str = ""


def offer(work: UnitOfWork, one: ProposedSide, other: ProposedSide) -> int:
    """The id of the introduction. A kept idea of the two becomes the offer. Raises NotUnderstood if it is under way."""
    introduction = _kept_idea(work, one, other) or _new(work, one, other)
    names = names_of(work, introduction)
    introduction.promise_id = add_promise(
        work, "introduction", f"introduce {' to '.join(names)}", [one.person_id, other.person_id]
    )
    introduction.state = "offered"
    work.label = f"Offered to introduce {' to '.join(names)}"
    return introduction.id


def set_aside(work: UnitOfWork, one: ProposedSide, other: ProposedSide) -> int:
    """The pair is never proposed again. The id of the introduction, which is dropped from the start."""
    introduction = _kept_idea(work, one, other) or _new(work, one, other)
    introduction.state = "dropped"
    work.label = f"Set aside an introduction of {join_names(names_of(work, introduction))}"
    return introduction.id


def _kept_idea(work: UnitOfWork, one: ProposedSide, other: ProposedSide) -> Introduction | None:
    """Of both, with reasons filled in where none were written."""
    mine, theirs = aliased(IntroductionSide), aliased(IntroductionSide)
    query = (
        select(Introduction, mine, theirs)
        .join(mine, mine.introduction_id == Introduction.id)
        .join(theirs, theirs.introduction_id == Introduction.id)
        .where(mine.person_id == one.person_id, theirs.person_id == other.person_id)
        .where(Introduction.state != "dropped")
    )
    found = work.session.execute(query).first()
    if found is None:
        return None
    introduction, side, other_side = found
    if introduction.state != "idea":
        raise NotUnderstood("An introduction of these two is under way already.")
    side.reason, other_side.reason = side.reason or one.reason, other_side.reason or other.reason
    return introduction


def _new(work: UnitOfWork, one: ProposedSide, other: ProposedSide) -> Introduction:
    if one.person_id == other.person_id:
        raise NotUnderstood("An introduction needs two people.")
    for side in (one, other):
        if work.session.get(Person, side.person_id) is None:
            raise NotUnderstood(f"There is no person {side.person_id}.")
    introduction = Introduction(state="idea")
    work.session.add(introduction)
    work.session.flush()
    for place, side in enumerate((one, other), 1):
        work.session.add(
            IntroductionSide(
                introduction_id=introduction.id, place=place, person_id=side.person_id, reason=side.reason
            )
        )
    work.session.flush()
    return introduction
