"""An introduction with its sides and its promise, as mapped objects, for the use cases that change it."""

from sqlalchemy import select

from crm.errors import NothingFound, NotUnderstood
from crm.model import Introduction, IntroductionSide, Person, Promise, PromisePerson
from crm.unit_of_work import UnitOfWork


def get_introduction(work: UnitOfWork, introduction_id: int) -> Introduction:
    found = work.session.get(Introduction, introduction_id)
    if found is None:
        raise NothingFound(f"There is no introduction with the key introduction-{introduction_id}.")
    return found


def of_promise(work: UnitOfWork, promise_id: int) -> Introduction:
    """The introduction of a promise, created from the people of the promise if missing."""
    found = existing_of_promise(work, promise_id)
    return found or start_introduction(work, promise_id)


def existing_of_promise(work: UnitOfWork, promise_id: int) -> Introduction | None:
    found = select(Introduction).where(Introduction.promise_id == promise_id)
    return work.session.scalars(found).first()


def start_introduction(work: UnitOfWork, promise_id: int) -> Introduction:
    """Raises NotUnderstood for a promise of another kind, or of someone else."""
    promise = work.session.get(Promise, promise_id)
    if promise is None or promise.kind != "introduction" or promise.by_person_id is not None:
        raise NotUnderstood(f"promise-{promise_id} is no introduction of yours.")
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
    return [name_of(work, side) for side in sides_of(work, introduction)]


def name_of(work: UnitOfWork, side: IntroductionSide) -> str:
    person = work.session.get(Person, side.person_id) if side.person_id else None
    return person.full_name if person else side.name


def has_open_question(work: UnitOfWork, introduction: Introduction) -> bool:
    """Whether a side was asked, and not both have said yes."""
    answers = {side.answer for side in sides_of(work, introduction)}
    return not answers <= {"not_asked"} and not answers <= {"yes"}


def promise_of(work: UnitOfWork, introduction: Introduction) -> Promise | None:
    return work.session.get(Promise, introduction.promise_id) if introduction.promise_id else None


def leave_without_promise(work: UnitOfWork, promise_id: int) -> None:
    """To be called before the promise is deleted: the foreign key would delete the introduction with it."""
    introduction = existing_of_promise(work, promise_id)
    if introduction is not None:
        introduction.promise_id = None
        work.flush()
