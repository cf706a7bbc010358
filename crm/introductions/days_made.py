"""The days of an introduction put right: made, and heard back. Its state and its promise follow."""

from datetime import date

from crm.errors import NotUnderstood
from crm.introductions.introduction_rows import promise_of, sides_of
from crm.introductions.side_answers import update_progress
from crm.model import Introduction
from crm.unit_of_work import UnitOfWork


def put_made_on(work: UnitOfWork, introduction: Introduction, on: date | None) -> None:
    """Without a day it is not made yet, and its promise is open again as the answers say."""
    if on == introduction.made_on:
        return
    introduction.made_on = on
    promise = promise_of(work, introduction)
    if on is None:
        introduction.heard_on = introduction.thanked_on = None
        if introduction.by_person_id is None and sides_of(work, introduction):
            update_progress(work, introduction)
        else:  # someone else introduced the user
            introduction.state = "offered"
        if promise is not None:
            promise.kept_on = None
        return
    if introduction.heard_on is None:
        introduction.state = "made"
    if promise is not None and introduction.by_person_id is None:
        promise.state, promise.back_on, promise.kept_on = "kept", None, on


def put_heard_on(work: UnitOfWork, introduction: Introduction, on: date | None) -> None:
    """Raises NotUnderstood for an introduction that is not made yet."""
    if on == introduction.heard_on:
        return
    _require_made(introduction)
    introduction.heard_on = on
    introduction.state = "heard" if on is not None else "made"


def put_thanked_on(work: UnitOfWork, introduction: Introduction, on: date | None) -> None:
    """Raises NotUnderstood for an introduction that is not made yet."""
    if on != introduction.thanked_on:
        _require_made(introduction)
        introduction.thanked_on = on


def _require_made(introduction: Introduction) -> None:
    if introduction.made_on is None:
        raise NotUnderstood("This introduction is not made yet: say first on which day it was.")
