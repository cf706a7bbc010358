"""Takes out what a meeting brought about, together with what it opened: introductions, and follow-up promises."""

from sqlalchemy import select

from crm.introductions.introduction_rows import existing_of_promise, leave_without_promise
from crm.model import Advice, Promise
from crm.unit_of_work import UnitOfWork


def take_out_promise(work: UnitOfWork, promise: Promise) -> None:
    """Its introduction stays, without it."""
    leave_without_promise(work, promise.id)
    work.session.delete(promise)
    work.flush()


def take_out_misread_promise(work: UnitOfWork, promise: Promise) -> None:
    """It was never promised: an introduction for which nobody was asked goes with it."""
    introduction = existing_of_promise(work, promise.id)
    if introduction is not None and introduction.state in ("idea", "offered"):
        work.session.delete(introduction)
        work.flush()
    take_out_promise(work, promise)


def take_out_advice(work: UnitOfWork, advice: Advice) -> None:
    """With the open promise to tell, or to ask, what came of it."""
    opened = select(Promise).where(Promise.advice_id == advice.id, Promise.state == "open")
    for promise in work.session.scalars(opened):
        work.session.delete(promise)
    work.flush()
    work.session.delete(advice)
    work.flush()
