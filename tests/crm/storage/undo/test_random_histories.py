"""Any step of a random history can be undone with its dependents, and redone."""

import random

import pytest

from crm.book import Book
from crm.errors import DependentStepsError
from crm.model import Attendance, ContactPoint, Meeting, Person, Promise, PromisePerson, Tag
from crm.steps import Step
from tests.crm.storage.test_journal import dump
from tests.crm.storage.test_runs import bring_in


def _random_action(book: Book, dice: random.Random, step: int) -> None:
    people = book.read.values("SELECT id FROM person")
    if len(people) < 3 or dice.random() < 0.15:
        bring_in(book, dice.choice([1, 12]), step * 100)
        return
    one, other = dice.choice(people), dice.choice(people)
    with book.work() as work:
        person = work.session.get_one(Person, one)
        match dice.randint(0, 7):
            case 0:
                person.nickname = f"N{step}"
            case 1:
                person.introduced_by_id, person.blurb = other, f"B{step}"
            case 2:
                work.session.add(ContactPoint(person_id=one, kind="url", value="w", folded="w"))
            case 3:
                meeting = Meeting(held_on=work.today)
                work.session.add(meeting)
                work.session.flush()
                work.session.add_all(Attendance(meeting_id=meeting.id, person_id=p) for p in {one, other})
                work.session.add(Promise(kind="share", words="w", made_on=work.today, meeting_id=meeting.id))
            case 4:
                work.connection.execute("DELETE FROM tag WHERE name = 'food'")
                work.session.add(Tag(name="food"))
            case 5:
                work.connection.execute("DELETE FROM meeting WHERE id = (SELECT max(id) FROM meeting)")
            case 6:
                promise = work.session.query(Promise).first()
                if promise is not None:
                    work.session.add(PromisePerson(promise_id=promise.id, person_id=one))
            case _:
                work.session.delete(person)


@pytest.mark.parametrize("seed", range(2))
def test_any_step_of_a_random_history_goes_with_what_rests_on_it_and_comes_back(
    book: Book, seed: int
) -> None:
    dice = random.Random(seed)
    for step in range(25):
        _random_action(book, dice, step)
    for _ in range(12):
        chosen = dice.choice(book.steps())
        reverse = book.redo if chosen.undone else book.undo
        before = dump(book)
        in_the_way: tuple[Step, ...] = ()
        try:
            reverse(chosen.id)
        except DependentStepsError as refused:
            in_the_way = refused.steps or (chosen,)
        if in_the_way:
            assert chosen.id not in [step.id for step in in_the_way]
            assert dump(book) == before
            reverse(chosen.id, with_dependents=True)
        assert next(step for step in book.steps() if step.id == chosen.id).undone != chosen.undone
        if not chosen.undone:
            book.redo(chosen.id)
            assert dump(book) == before
            book.undo(chosen.id, with_dependents=True)
    assert book.check() == []
