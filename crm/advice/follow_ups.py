"""The promise that advice opens: to tell what came of it, or to ask how it went. It follows the advice.

Due is the day to try it by; telling (or asking) keeps the promise, and keeping the promise tells.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from crm.model import Advice, Promise, PromisePerson
from crm.promises.kinds import default_due
from crm.unit_of_work import UnitOfWork


class FollowUp(NamedTuple):
    """`words` are those of the promise; the advice itself is in its own row."""

    kind: str
    words: str


FOLLOW_UPS = {
    "received": FollowUp("report_back", "what came of the advice"),
    "given": FollowUp("ask_after", "how it went"),
}
_OPEN = ("open", "waiting")
_DIRECTIONS = {follow_up.kind: direction for direction, follow_up in FOLLOW_UPS.items()}


def open_follow_ups(work: UnitOfWork, advice: Advice) -> Sequence[Promise]:
    """Those of this advice; without any, the one that was promised to the same person in the same meeting."""
    work.flush()
    mine = select(Promise).where(Promise.by_person_id.is_(None), Promise.state.in_(_OPEN))
    own = work.session.scalars(mine.where(Promise.advice_id == advice.id)).all()
    if own or advice.meeting_id is None:
        return own
    to_person = select(PromisePerson.promise_id).where(PromisePerson.person_id == advice.person_id)
    said = mine.where(
        Promise.meeting_id == advice.meeting_id,
        Promise.kind == FOLLOW_UPS[advice.direction].kind,
        Promise.advice_id.is_(None),
        Promise.id.in_(to_person),
    )
    return work.session.scalars(said.order_by(Promise.id).limit(1)).all()


def close(work: UnitOfWork, advice: Advice, on: date) -> None:
    """They were told (or asked): the promise to do so is kept."""
    advice.told_on = on
    for promise in open_follow_ups(work, advice):
        promise.state, promise.back_on, promise.kept_on = "kept", None, on
        promise.outcome = advice.came_of or promise.outcome


def reopen(work: UnitOfWork, advice: Advice) -> None:
    """They were not told after all: what telling them had kept is owed again."""
    kept_on, advice.told_on = advice.told_on, None
    chosen = select(Promise).where(Promise.advice_id == advice.id, Promise.state == "kept")
    for promise in work.session.scalars(chosen.where(Promise.kept_on == kept_on)):
        promise.state, promise.kept_on = "open", None


def follow_try_by(work: UnitOfWork, advice: Advice, before: date | None) -> None:
    """Due on the day to try it by; without that day, as usual for its kind. `before` was the day until now."""
    if advice.told_on is not None:
        return
    promises = open_follow_ups(work, advice)
    if not promises and advice.try_by is not None:
        promises = [open_one(work, advice)]
    for promise in promises:
        if advice.try_by is not None:
            promise.due_on, promise.due_said = advice.try_by, 1
        elif promise.due_on == before:
            promise.due_on, promise.due_said = default_due(promise.kind, work.today), 0


def open_one(work: UnitOfWork, advice: Advice) -> Promise:
    kind, words = FOLLOW_UPS[advice.direction]
    promise = Promise(
        kind=kind,
        words=words,
        made_on=work.today,
        meeting_id=advice.meeting_id,
        advice_id=advice.id,
        due_on=advice.try_by or default_due(kind, work.today),
        due_said=int(advice.try_by is not None),
    )
    work.session.add(promise)
    work.flush()
    work.session.add(PromisePerson(promise_id=promise.id, person_id=advice.person_id, place=1))
    work.flush()
    return promise


def advice_of(work: UnitOfWork, promise: Promise) -> Advice | None:
    """The advice that this promise follows up."""
    if promise.advice_id is not None:
        return work.session.get(Advice, promise.advice_id)
    if promise.meeting_id is None or promise.kind not in _DIRECTIONS:
        return None
    people = select(PromisePerson.person_id).where(PromisePerson.promise_id == promise.id)
    chosen = select(Advice).where(
        Advice.meeting_id == promise.meeting_id,
        Advice.direction == _DIRECTIONS[promise.kind],
        Advice.told_on.is_(None),
        Advice.person_id.in_(people),
    )
    return work.session.scalars(chosen.order_by(Advice.id).limit(1)).first()
