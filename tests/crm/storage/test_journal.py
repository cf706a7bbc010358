"""Undo and redo of everything, also after a restart, also out of order, and never at the cost of a later edit."""

import random
import sqlite3

import pytest
from sqlalchemy import text

from crm.book import Book
from crm.errors import DependentStepsError, NotUnderstood
from crm.model import Attendance, ContactPoint, Meeting, Person, Promise, PromisePerson
from crm.storage.checks.integrity import check
from crm.storage.journal.triggers import mapped_content_tables
from tests.conftest import clock


def add_person(book: Book, name: str, **fields: object) -> int:
    with book.work() as work:
        person = Person(full_name=name, name_key=name.lower(), **fields)
        work.session.add(person)
        work.session.flush()
        work.label = f"Added {name}"
        return person.id


def rename(book: Book, person_id: int, **fields: object) -> None:
    with book.work() as work:
        person = work.session.get_one(Person, person_id)
        for field, value in fields.items():
            setattr(person, field, value)
        work.label = f"Changed {', '.join(fields)}"


def dump(book: Book) -> dict[str, list[tuple[object, ...]]]:
    return {
        t.name: [tuple(r) for r in book.read.rows(f'SELECT * FROM "{t.name}" ORDER BY id')]
        for t in mapped_content_tables()
    }


def test_a_name_is_taken_back_and_brought_again(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="Anita")
    book.undo()
    assert book.read.value("SELECT nickname FROM person") == ""
    book.redo()
    assert book.read.value("SELECT nickname FROM person") == "Anita"
    assert [step.undone for step in book.steps()] == [False, False]


def test_how_far_a_step_reaches_is_known_before_it_is_undone(book: Book) -> None:
    assert book.reach() == 0, "there is nothing to undo"
    add_person(book, "Ana Ruiz")
    alone = book.reach()
    assert alone > 0
    add_person(book, "Ben Okafor")
    assert book.reach(1) > alone, "later changes are looked at too"
    assert book.reach(redo=True) == 0
    book.undo()
    assert book.reach(redo=True) > 0


def test_undo_reaches_across_a_restart(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    folder = book.folder
    book.close()
    again = Book.open(folder, clock())
    again.undo()
    assert again.read.value("SELECT count(*) FROM person") == 0
    assert [step.undone for step in again.steps()] == [True]
    again.close()


def test_a_new_step_ends_what_could_be_brought_back(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    book.undo()
    add_person(book, "Ben Okafor")
    with pytest.raises(NotUnderstood):
        book.redo()
    book.undo()
    book.redo()
    assert book.read.values("SELECT full_name FROM person") == ["Ben Okafor"]


def test_an_older_step_can_go_alone_where_nothing_rests_on_it(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="Anita")
    nickname_step = book.steps()[0].id
    rename(book, ana, blurb="makes hot sauce")
    book.undo(nickname_step)
    row = book.read.one("SELECT nickname, blurb FROM person")
    assert row is not None
    assert tuple(row) == ("", "makes hot sauce")


def test_a_later_edit_of_the_same_field_is_never_lost(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="Anita")
    first = book.steps()[0].id
    rename(book, ana, nickname="Ani")
    second = book.steps()[0].id
    with pytest.raises(DependentStepsError) as refusal:
        book.undo(first)
    assert [one.id for one in refusal.value.steps] == [second]
    assert book.read.value("SELECT nickname FROM person") == "Ani"


def test_what_a_step_took_from_something_deleted_since_is_not_put_back_alone(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    with book.work() as work:
        meeting = Meeting(kind="coffee", held_on=work.today)
        work.session.add(meeting)
        work.session.flush()
        work.session.add(Attendance(meeting_id=meeting.id, person_id=ana))
    with book.work() as work:
        work.connection.execute("DELETE FROM attendance")
    taken_away = book.steps(1)[0].id
    with book.work() as work:
        work.connection.execute("DELETE FROM meeting")
    before = dump(book)
    with pytest.raises(DependentStepsError, match="rests on it"):
        book.undo(taken_away)
    assert dump(book) == before
    book.undo()
    book.undo(taken_away)
    assert book.read.value("SELECT count(*) FROM attendance") == 1


def test_a_later_child_survives_the_refused_undo_of_its_parent(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    added = book.steps()[0].id
    with book.work() as work:
        work.session.add(
            ContactPoint(person_id=ana, kind="email", value="ana@ruiz.example", folded="ana@ruiz.example")
        )
    with pytest.raises(DependentStepsError):
        book.undo(added)
    assert book.read.value("SELECT value FROM contact_point") == "ana@ruiz.example"


def test_a_freed_id_is_never_given_again(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    book.undo()
    assert add_person(book, "Ben Okafor") > ana


def test_two_people_who_met_through_each_other_go_and_come_back(book: Book) -> None:
    ana, ben = add_person(book, "Ana Ruiz"), add_person(book, "Ben Okafor")
    rename(book, ana, introduced_by_id=ben)
    rename(book, ben, introduced_by_id=ana)
    with book.work() as work:
        work.session.execute(text("DELETE FROM person"))
    book.undo()
    assert book.read.values("SELECT introduced_by_id FROM person ORDER BY id") == [ben, ana]


def test_a_write_outside_a_step_fails(book: Book) -> None:
    with book.quiet_connection() as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO tag(name) VALUES ('food')")


def test_a_step_that_changed_nothing_leaves_no_trace(book: Book) -> None:
    heard = []
    book.listen(heard.append)
    with book.work() as work:
        work.label = "Nothing at all"
    assert book.steps() == []
    assert heard == []


def test_a_failed_action_leaves_the_book_as_it_was(book: Book) -> None:
    with pytest.raises(ZeroDivisionError), book.work() as work:
        work.session.add(Person(full_name="Half", name_key="half"))
        work.session.flush()
        _ = 1 / 0
    assert book.read.value("SELECT count(*) FROM person") == 0
    assert add_person(book, "Whole") > 0


def test_listeners_hear_each_commit_once_with_its_rows(book: Book) -> None:
    heard = []
    book.listen(heard.append)
    ana = add_person(book, "Ana Ruiz")
    book.undo()
    assert [(c.origin, dict(c.touched)) for c in heard] == [
        ("user", {"person": frozenset({ana})}),
        ("undo", {"person": frozenset({ana})}),
    ]


def _random_action(book: Book, dice: random.Random) -> None:
    people = book.read.values("SELECT id FROM person")
    choice = dice.random()
    if not people or choice < 0.25:
        name = dice.choice(["Ana", "Ben 'Quote", "Mei\x07", "Zoë", "佐藤"])
        add_person(book, name, rhythm_days=dice.choice([None, 21]))
        return
    one = dice.choice(people)
    with book.work() as work:
        if choice < 0.45:
            person = work.session.get_one(Person, one)
            person.nickname = dice.choice(["", "A", "a", "\t\"'"])
            person.rhythm_days = dice.choice([None, 60, 182])
        elif choice < 0.7:
            meeting = Meeting(held_on=work.today, kind="coffee", direction=dice.choice(["both", "out"]))
            work.session.add(meeting)
            work.session.flush()
            for attendee in dice.sample(people, min(len(people), 2)):
                work.session.add(Attendance(meeting_id=meeting.id, person_id=attendee))
        elif choice < 0.85:
            promise = Promise(kind="share", words="the article", made_on=work.today)
            work.session.add(promise)
            work.session.flush()
            work.session.add(PromisePerson(promise_id=promise.id, person_id=one))
        else:
            work.session.delete(work.session.get_one(Person, one))


def walk_back_and_forth(book: Book, states: list[dict[str, list[tuple[object, ...]]]]) -> None:
    """Undone step by step, closed, opened, and done again: the book is as it was at each."""
    for state in reversed(states[:-1]):
        book.undo()
        assert dump(book) == state
    folder = book.folder
    book.close()
    again = Book.open(folder, clock())
    for state in states[1:]:
        again.redo()
        assert dump(again) == state
    with again.quiet_connection() as connection:
        assert check(connection) == []
    again.close()


@pytest.mark.parametrize("seed", [7, 11])
def test_a_random_history_walks_back_to_the_start_and_forth_to_the_end(book: Book, seed: int) -> None:
    dice, states = random.Random(seed), [dump(book)]
    for _ in range(40):
        _random_action(book, dice)
        if dump(book) != states[-1]:
            states.append(dump(book))
    walk_back_and_forth(book, states)
