"""Introductions that someone made for the user: first they are thanked, then told what came of it."""

from crm.errors import NotUnderstood
from crm.introductions.introduction_rows import existing_of_promise, get_introduction, names_of, promise_of
from crm.model import Introduction, Person
from crm.promises import keeping
from crm.promises.promise_titles import join_names
from crm.unit_of_work import UnitOfWork

THANKS = "introducing me to {name}"  # the words of the promise: "Thank Ben Okafor for introducing me to ..."
_REPORT = "what came of meeting {names}"


def mark_thanked(work: UnitOfWork, introduction_id: int) -> None:
    """Keeps the promise to thank, and opens the one to tell them what came of it. Raises NotUnderstood."""
    introduction = get_introduction(work, introduction_id)
    if introduction.by_person_id is None:
        raise NotUnderstood("This introduction is yours: there is nobody to thank for it.")
    if introduction.thanked_on is not None:
        return
    promise = promise_of(work, introduction)
    if promise is not None:
        keeping.keep(work, promise.id)
    _open_report(work, introduction)
    by = work.session.get_one(Person, introduction.by_person_id)
    names = join_names(names_of(work, introduction))
    work.label = f"Thanked {by.full_name} for the introduction to {names}"


def mark_told(work: UnitOfWork, introduction_id: int) -> None:
    """Keeps the promise to tell them what came of it."""
    introduction = get_introduction(work, introduction_id)
    promise = promise_of(work, introduction)
    if promise is not None:
        keeping.keep(work, promise.id, introduction.came_of)
        follow_kept_promise(work, promise.id, introduction.came_of)


def follow_kept_promise(work: UnitOfWork, promise_id: int, came_of: str) -> None:
    """A promise was kept: if it was the thanks for an introduction, or the report of what came of it, the
    introduction moves on. Without a label of its own."""
    introduction = existing_of_promise(work, promise_id)
    if introduction is None or introduction.by_person_id is None:
        return
    if introduction.thanked_on is None:
        _open_report(work, introduction)
        return
    introduction.state = "heard"
    introduction.heard_on = introduction.heard_on or work.today
    introduction.came_of = introduction.came_of or came_of


def _open_report(work: UnitOfWork, introduction: Introduction) -> None:
    introduction.thanked_on = work.today
    if introduction.by_person_id is None or introduction.state == "heard":
        return
    words = _REPORT.format(names=join_names(names_of(work, introduction)))
    introduction.promise_id = keeping.add(work, "report_back", words, [introduction.by_person_id])
    work.flush()
