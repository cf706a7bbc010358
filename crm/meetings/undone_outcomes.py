"""Takes out what a meeting brought about, together with what it opened: introductions, and follow-up promises."""

from sqlalchemy import select

from crm.model import Advice, Introduction, Promise
from crm.unit_of_work import UnitOfWork


def take_out_promise(work: UnitOfWork, promise: Promise) -> None:
    """An introduction that was asked or made stays, without its promise."""
    for one in work.session.scalars(select(Introduction).where(Introduction.promise_id == promise.id)):
        if one.state in ("idea", "offered"):
            work.session.delete(one)
        else:
            one.promise_id = None
    work.flush()
    work.session.delete(promise)
    work.flush()


def take_out_advice(work: UnitOfWork, advice: Advice) -> None:
    """With the open promise to tell, or to ask, what came of it."""
    opened = select(Promise).where(Promise.advice_id == advice.id, Promise.state == "open")
    for promise in work.session.scalars(opened):
        work.session.delete(promise)
    work.flush()
    work.session.delete(advice)
    work.flush()
