"""The last stages of an introduction: made, heard back, or dropped."""

from crm.errors import NotUnderstood
from crm.introductions.introduction_rows import get_introduction, names_of, promise_of
from crm.model import Introduction
from crm.promises.promise_titles import join_names
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


def mark_made(work: UnitOfWork, introduction_id: int, outcome: str = "") -> None:
    """Records that the joint mail was sent and keeps the promise. Today asks what came of it a month later."""
    introduction = get_introduction(work, introduction_id)
    if introduction.made_on is not None:
        return
    introduction.state, introduction.made_on, introduction.heard_on = "made", work.today, None
    promise = promise_of(work, introduction)
    if promise is not None:
        promise.state, promise.back_on, promise.kept_on = "kept", None, work.today
        promise.outcome = outcome or promise.outcome
    work.label = f"Introduced {' to '.join(names_of(work, introduction))}"


def mark_heard_back(work: UnitOfWork, introduction_id: int, came_of: str = "") -> None:
    """Raises NotUnderstood for an introduction that is not made yet."""
    introduction = get_introduction(work, introduction_id)
    if introduction.made_on is None:
        raise NotUnderstood("This introduction is not made yet: first say that it is.")
    introduction.state = "heard"
    introduction.heard_on = introduction.heard_on or work.today
    introduction.came_of = lines(came_of) or introduction.came_of
    promise = promise_of(work, introduction)
    if promise is not None and introduction.by_person_id is None:
        promise.outcome = introduction.came_of or promise.outcome
    names = join_names(names_of(work, introduction))
    mine = f"Heard back from {names}"
    work.label = mine if introduction.by_person_id is None else f"Noted what came of meeting {names}"


def drop(work: UnitOfWork, introduction_id: int) -> None:
    """Lets it be; its promise is no longer owed. Raises NotUnderstood for one that was made."""
    introduction = get_introduction(work, introduction_id)
    if introduction.made_on is not None:
        raise NotUnderstood("This introduction is made, so it cannot be dropped.")
    if introduction.state == "dropped":
        return
    drop_silently(work, introduction)
    work.label = f"Dropped the introduction of {join_names(names_of(work, introduction))}"


def drop_silently(work: UnitOfWork, introduction: Introduction) -> None:
    """Without a label of its own, as part of another step."""
    introduction.state = "dropped"
    promise = promise_of(work, introduction)
    if promise is not None:
        promise.state, promise.back_on = "released", None


def stop_waiting(work: UnitOfWork, introduction_id: int) -> None:
    """The user no longer wants to ask what came of it."""
    mark_heard_back(work, introduction_id)
    introduction = get_introduction(work, introduction_id)
    work.label = f"Stopped waiting to hear from {join_names(names_of(work, introduction))}"
