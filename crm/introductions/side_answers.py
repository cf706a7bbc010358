"""Records the progress of an introduction: the answer of each side, the joint mail, and the outcome."""

from datetime import date

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.introductions.stages import ANSWERS, DAYS_TO_INTRODUCE, SideAnswer, progress_of
from crm.model import Introduction, IntroductionSide, Person, Promise, PromisePerson
from crm.promises.promise_titles import join_names
from crm.text import days_in_words
from crm.unit_of_work import UnitOfWork

_ANSWER_LABELS = {
    "not_asked": "{who} has not been asked",
    "asked": "Asked {who} about an introduction",
    "yes": "{who} said yes to an introduction",
    "no": "{who} would rather not be introduced",
    "later": "{who} said later, {until}",
}


def answer(work: UnitOfWork, introduction_id: int, place: int, given: str, until: date | None = None) -> None:
    """Records the answer of side 1 or 2: not_asked, asked, yes, no, or later with a date. Raises NotUnderstood."""
    if given not in ANSWERS:
        raise NotUnderstood(f"“{given}” is no answer. Use not_asked, asked, yes, no or later.")
    if given == "later" and (until is None or until <= work.today):
        raise NotUnderstood("“Later” needs a day to come back to, after today.")
    introduction = _introduction(work, introduction_id)
    side = next((one for one in sides_of(work, introduction) if one.place == place), None)
    if side is None:
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    side.answer, side.answered_on = given, work.today
    side.later_until = until if given == "later" else None
    update_progress(work, introduction)
    when = days_in_words.on(until, work.today) if until else ""
    work.label = _ANSWER_LABELS[given].format(who=_name(work, side), until=when)


def answer_promise(
    work: UnitOfWork, promise_id: int, place: int, given: str, until: date | None = None
) -> None:
    """As `answer`, by promise. Creates the introduction if only the promise exists."""
    answer(work, of_promise(work, promise_id).id, place, given, until)


def mark_made(work: UnitOfWork, introduction_id: int, outcome: str = "") -> None:
    """Records that the joint mail was sent and keeps the promise. Today asks for the outcome three weeks later."""
    introduction = _introduction(work, introduction_id)
    introduction.state, introduction.made_on, introduction.heard_on = "made", work.today, None
    promise = promise_of(work, introduction)
    if promise is not None:
        promise.state, promise.back_on, promise.kept_on = "kept", None, work.today
        promise.outcome = outcome or promise.outcome
    work.label = f"Introduced {' to '.join(names_of(work, introduction))}"


def mark_heard_back(work: UnitOfWork, introduction_id: int, outcome: str = "") -> None:
    introduction = _introduction(work, introduction_id)
    introduction.state, introduction.heard_on = "heard", work.today
    promise = promise_of(work, introduction)
    if promise is not None and outcome:
        promise.outcome = outcome
    work.label = f"Heard back from {join_names(names_of(work, introduction))}"


def ask_again(work: UnitOfWork, introduction_id: int) -> None:
    """Records that the sides that have not agreed were asked again; restarts the waiting period."""
    introduction = _introduction(work, introduction_id)
    open_sides = [side for side in sides_of(work, introduction) if side.answer in ("asked", "later")]
    for side in open_sides:
        side.answer, side.answered_on, side.later_until = "asked", work.today, None
    update_progress(work, introduction)
    work.label = f"Asked {join_names([_name(work, side) for side in open_sides])} again"


def of_promise(work: UnitOfWork, promise_id: int) -> Introduction:
    """The introduction of a promise, created from the people of the promise if missing."""
    found = work.session.scalars(select(Introduction).where(Introduction.promise_id == promise_id)).first()
    return found or start_introduction(work, promise_id)


def start_introduction(work: UnitOfWork, promise_id: int) -> Introduction:
    introduction = Introduction(promise_id=promise_id, state="offered")
    work.session.add(introduction)
    work.session.flush()
    people = select(PromisePerson).where(PromisePerson.promise_id == promise_id, PromisePerson.part == "to")
    ordered = work.session.scalars(people.order_by(PromisePerson.place, PromisePerson.id))
    for place, one in enumerate(list(ordered)[:2], 1):
        work.session.add(
            IntroductionSide(
                introduction_id=introduction.id, place=place, person_id=one.person_id, name=one.name
            )
        )
    work.session.flush()
    return introduction


def sides_of(work: UnitOfWork, introduction: Introduction) -> list[IntroductionSide]:
    work.session.flush()
    sides = select(IntroductionSide).where(IntroductionSide.introduction_id == introduction.id)
    return list(work.session.scalars(sides.order_by(IntroductionSide.place)))


def names_of(work: UnitOfWork, introduction: Introduction) -> list[str]:
    return [_name(work, side) for side in sides_of(work, introduction)]


def update_progress(work: UnitOfWork, introduction: Introduction) -> None:
    """Updates the introduction and its promise from the answers."""
    answers = [
        SideAnswer(side.answer, side.answered_on, side.later_until) for side in sides_of(work, introduction)
    ]
    now = progress_of(answers, work.today)
    introduction.state = now.state
    promise = promise_of(work, introduction)
    if promise is None:
        return
    promise.state, promise.back_on = now.promise, now.back_on
    if now.both_agree:
        promise.due_on, promise.due_said = work.today + DAYS_TO_INTRODUCE, 0


def _introduction(work: UnitOfWork, introduction_id: int) -> Introduction:
    found = work.session.get(Introduction, introduction_id)
    if found is None:
        raise NotUnderstood(f"There is no introduction {introduction_id}.")
    return found


def promise_of(work: UnitOfWork, introduction: Introduction) -> Promise | None:
    return work.session.get(Promise, introduction.promise_id) if introduction.promise_id else None


def _name(work: UnitOfWork, side: IntroductionSide) -> str:
    person = work.session.get(Person, side.person_id) if side.person_id else None
    return person.full_name if person else side.name
