"""Taking an introduction onward: each side's answer, the joint mail sent, and hearing how it went."""

from datetime import date

from sqlalchemy import select

from crm.errors import NotUnderstood
from crm.introductions.stages import ANSWERS, DAYS_TO_INTRODUCE, SideAnswer, progress_of
from crm.model import Introduction, IntroductionSide, Person, Promise, PromisePerson
from crm.promises.promise_titles import join_names
from crm.text.days_in_words import on as on_day
from crm.unit_of_work import UnitOfWork

_SAID = {
    "not_asked": "{who} has not been asked",
    "asked": "Asked {who} about an introduction",
    "yes": "{who} said yes to an introduction",
    "no": "{who} would rather not be introduced",
    "later": "{who} said later, {until}",
}


def answer(work: UnitOfWork, introduction_id: int, place: int, given: str, until: date | None = None) -> None:
    """What side 1 or 2 said: not_asked, asked, yes, no, or later until a day. Raises NotUnderstood."""
    if given not in ANSWERS:
        raise NotUnderstood(f"“{given}” is no answer. Use not_asked, asked, yes, no or later.")
    if given == "later" and (until is None or until <= work.today):
        raise NotUnderstood("“Later” needs a day to come back to, after today.")
    between = _introduction(work, introduction_id)
    side = next((one for one in sides_of(work, between) if one.place == place), None)
    if side is None:
        raise NotUnderstood("An introduction has two sides, 1 and 2.")
    side.answer, side.answered_on = given, work.today
    side.later_until = until if given == "later" else None
    _settle(work, between)
    when = on_day(until, work.today) if until else ""
    work.label = _SAID[given].format(who=_name(work, side), until=when)


def answer_promise(
    work: UnitOfWork, promise_id: int, place: int, given: str, until: date | None = None
) -> None:
    """The same where only the promise may be stored so far."""
    answer(work, of_promise(work, promise_id).id, place, given, until)


def mark_made(work: UnitOfWork, introduction_id: int, outcome: str = "") -> None:
    """The joint mail is sent: my word is kept, and in three weeks Today asks how it went."""
    between = _introduction(work, introduction_id)
    between.state, between.made_on, between.heard_on = "made", work.today, None
    promise = _promise(work, between)
    if promise is not None:
        promise.state, promise.back_on, promise.kept_on = "kept", None, work.today
        promise.outcome = outcome or promise.outcome
    work.label = f"Introduced {' to '.join(names_of(work, between))}"


def mark_heard_back(work: UnitOfWork, introduction_id: int, outcome: str = "") -> None:
    between = _introduction(work, introduction_id)
    between.state, between.heard_on = "heard", work.today
    promise = _promise(work, between)
    if promise is not None and outcome:
        promise.outcome = outcome
    work.label = f"Heard back from {join_names(names_of(work, between))}"


def ask_again(work: UnitOfWork, introduction_id: int) -> None:
    """The user asked once more: whoever has not agreed is waited for anew."""
    between = _introduction(work, introduction_id)
    open_sides = [side for side in sides_of(work, between) if side.answer in ("asked", "later")]
    for side in open_sides:
        side.answer, side.answered_on, side.later_until = "asked", work.today, None
    _settle(work, between)
    work.label = f"Asked {join_names([_name(work, side) for side in open_sides])} again"


def of_promise(work: UnitOfWork, promise_id: int) -> Introduction:
    """The introduction behind a promise, made from the promise's people where only the promise was noted."""
    found = work.session.scalars(select(Introduction).where(Introduction.promise_id == promise_id)).first()
    return found or start_introduction(work, promise_id)


def start_introduction(work: UnitOfWork, promise_id: int) -> Introduction:
    between = Introduction(promise_id=promise_id, state="offered")
    work.session.add(between)
    work.session.flush()
    people = select(PromisePerson).where(PromisePerson.promise_id == promise_id, PromisePerson.part == "to")
    ordered = work.session.scalars(people.order_by(PromisePerson.place, PromisePerson.id))
    for place, one in enumerate(list(ordered)[:2], 1):
        work.session.add(
            IntroductionSide(introduction_id=between.id, place=place, person_id=one.person_id, name=one.name)
        )
    work.session.flush()
    return between


def sides_of(work: UnitOfWork, between: Introduction) -> list[IntroductionSide]:
    work.session.flush()
    sides = select(IntroductionSide).where(IntroductionSide.introduction_id == between.id)
    return list(work.session.scalars(sides.order_by(IntroductionSide.place)))


def names_of(work: UnitOfWork, between: Introduction) -> list[str]:
    return [_name(work, side) for side in sides_of(work, between)]


def _settle(work: UnitOfWork, between: Introduction) -> None:
    """Put the answers' meaning into the introduction and its promise."""
    answers = [
        SideAnswer(side.answer, side.answered_on, side.later_until) for side in sides_of(work, between)
    ]
    now = progress_of(answers, work.today)
    between.state = now.state
    promise = _promise(work, between)
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


def _promise(work: UnitOfWork, between: Introduction) -> Promise | None:
    return work.session.get(Promise, between.promise_id) if between.promise_id else None


def _name(work: UnitOfWork, side: IntroductionSide) -> str:
    person = work.session.get(Person, side.person_id) if side.person_id else None
    return person.full_name if person else side.name
