"""Records the answer of each side of an introduction; its state and its promise follow from both."""

from collections.abc import Sequence
from datetime import date

from crm.errors import NotUnderstood
from crm.introductions.introduction_rows import get_introduction, name_of, of_promise, promise_of, sides_of
from crm.introductions.offering import give_promise
from crm.introductions.stages import ANSWERS, DAYS_TO_INTRODUCE, SideAnswer, ask_again_on, progress_of
from crm.model import Introduction, IntroductionSide
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.unit_of_work import UnitOfWork

_ANSWER_LABELS = {
    "not_asked": "{who} has not been asked",
    "asked": "Asked {who} about an introduction",
    "yes": "{who} said yes to an introduction",
    "no": "{who} would rather not be introduced",
    "later": "{who} said later: to be asked again {until}",
}


def answer(work: UnitOfWork, introduction_id: int, place: int, given: str, until: date | None = None) -> None:
    """Records the answer of side 1 or 2: not_asked, asked, yes, no, or later with a date. Raises NotUnderstood."""
    _check_answer(work, given, until)
    introduction = get_introduction(work, introduction_id)
    side = next((one for one in sides_of(work, introduction) if one.place == place), None)
    if side is None:
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    if (given, until) == (side.answer, side.later_until) and given != "asked":
        return
    if introduction.made_on is not None:
        raise NotUnderstood("This introduction is made: the answers of its two sides stay.")
    if introduction.state == "idea" and given not in ("not_asked", "no"):
        give_promise(work, introduction)
    _set_answer(side, given, until, work.today)
    update_progress(work, introduction)
    when = days_in_words.on(until, work.today) if until else ""
    work.label = _ANSWER_LABELS[given].format(who=name_of(work, side), until=when)


def _check_answer(work: UnitOfWork, given: str, until: date | None) -> None:
    if given not in ANSWERS:
        raise NotUnderstood(f"“{given}” is no answer. Use not_asked, asked, yes, no or later.")
    if given == "later" and (until is None or until <= work.today):
        raise NotUnderstood("“Later” needs a day to come back to, after today.")
    if given != "later" and until is not None:
        raise NotUnderstood("Only “later” has a day.")


def _set_answer(side: IntroductionSide, given: str, until: date | None, today: date) -> None:
    """The day a side was asked stays with its answer: the story tells both."""
    if given == "asked":
        side.asked_on = today
    elif given == "not_asked":
        side.asked_on = None
    elif side.answer == "asked":
        side.asked_on = side.asked_on or side.answered_on
    side.answer, side.later_until = given, until
    side.answered_on = None if given == "not_asked" else today


def answer_promise(
    work: UnitOfWork, promise_id: int, place: int, given: str, until: date | None = None
) -> None:
    """As `answer`, by promise. Creates the introduction if only the promise exists."""
    answer(work, of_promise(work, promise_id).id, place, given, until)


def ask_next(work: UnitOfWork, introduction_id: int) -> None:
    """Records that whoever is to be asked next was asked: sides not asked yet, else those without a yes, again."""
    introduction = get_introduction(work, introduction_id)
    sides = sides_of(work, introduction)
    first = [side for side in sides if side.answer == "not_asked"]
    again = _sides_to_ask_again(sides, work.today)
    for side in first or again:
        _set_answer(side, "asked", None, work.today)
    update_progress(work, introduction)
    names = join_names([name_of(work, side) for side in first or again])
    work.label = f"Asked {names} about an introduction" if first else f"Asked {names} again"


def _sides_to_ask_again(sides: Sequence[IntroductionSide], today: date) -> list[IntroductionSide]:
    """Those whose day has come, else all without a yes: “later” is not asked before its day."""
    unanswered = [side for side in sides if side.answer in ("asked", "later")]
    due = [side for side in unanswered if ask_again_on(_side_answer(side), today) <= today]
    return due or unanswered


def _side_answer(side: IntroductionSide) -> SideAnswer:
    return SideAnswer(side.answer, side.asked_on or side.answered_on, side.later_until)


def update_progress(work: UnitOfWork, introduction: Introduction) -> None:
    """Updates the introduction and its promise from the answers."""
    now = progress_of([_side_answer(side) for side in sides_of(work, introduction)], work.today)
    if introduction.state != "idea" or now.state != "offered":
        introduction.state = now.state
    promise = promise_of(work, introduction)
    if promise is None:
        return
    promise.state, promise.back_on = now.promise, now.back_on
    if now.both_agree:
        promise.due_on, promise.due_said = work.today + DAYS_TO_INTRODUCE, 0
