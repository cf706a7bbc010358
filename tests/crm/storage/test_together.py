"""A step with all that rests on it: named in full, and undone and brought back as one, or not at all."""

import random

import pytest

from crm.book import Book
from crm.errors import BookDamaged, InTheWay, NotUnderstood
from crm.model import Attendance, ContactPoint, Meeting, Person, Promise, PromisePerson, Tag
from crm.people import roles
from crm.steps import Step
from crm.storage.rescue.journal import cut_journal
from crm.storage.undo import undo_with_dependents
from crm.storage.undo.dependent_steps import DependentSteps
from tests.conftest import clock
from tests.crm.storage.test_journal import add_person, dump, rename
from tests.crm.storage.test_runs import bring_in


def labels(refused: pytest.ExceptionInfo[InTheWay]) -> list[str]:
    return [step.label for step in refused.value.steps]


def newest(book: Book) -> int:
    return book.steps(1)[0].id


def meet(book: Book, *people: int) -> int:
    with book.work() as work:
        meeting = Meeting(held_on=work.today, kind="coffee")
        work.session.add(meeting)
        work.session.flush()
        work.session.add_all(Attendance(meeting_id=meeting.id, person_id=one) for one in people)
        work.label = f"Met {', '.join(map(str, people))}"
        work.session.flush()
        return meeting.id


def place(book: Book, meeting_id: int, where: str) -> None:
    with book.work() as work:
        work.session.get_one(Meeting, meeting_id).place = where
        work.label = f"Met at {where}"


def test_many_new_people_and_what_was_done_with_them_since(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    bring_in(book, 50)
    brought = newest(book)
    meeting = meet(book, 10, ana)
    place(book, meeting, "Blue Bottle")
    rename(book, 17, nickname="Ani")
    rename(book, ana, nickname="A")
    with pytest.raises(
        InTheWay,
        match=r"“Brought in 50” cannot be undone alone: “Changed nickname” \(today\) and 2 more steps",
    ) as refused:
        book.undo(brought)
    assert labels(refused) == ["Changed nickname", "Met at Blue Bottle", f"Met 10, {ana}"]
    whole = dump(book)
    heard = []
    book.listen(heard.append)
    done = book.undo(brought, with_others=True)
    assert done.label == "Brought in 50, with 3 other steps"
    assert [one.origin for one in heard] == ["undo"], "one transaction, one record"
    assert {"person", "meeting", "attendance"} <= done.touched.keys()
    assert book.read.values("SELECT nickname FROM person") == ["A"], "what does not rest on it stays"
    assert [step.undone for step in book.steps()] == [False, True, True, True, True, False]
    book.redo()
    assert dump(book) == whole
    book.undo()
    assert book.read.values("SELECT nickname FROM person") == ["A"], "what came back as one goes as one"
    book.redo()
    assert dump(book) == whole
    assert book.check() == []


def test_each_of_them_brings_all_of_them_back_also_after_a_restart(book: Book) -> None:
    bring_in(book, 20)
    brought = newest(book)
    meet(book, 3)
    met = newest(book)
    whole = dump(book)
    book.undo(brought, with_others=True)
    folder = book.folder
    book.close()
    again = Book.open(folder, clock())
    again.redo(met)
    assert dump(again) == whole
    again.undo(met)
    again.undo(brought)
    assert again.read.value("SELECT count(*) FROM person") == 0
    again.redo()
    again.redo()
    assert dump(again) == whole
    assert again.check() == []
    again.close()


def test_what_is_undone_already_is_not_in_the_way(book: Book) -> None:
    bring_in(book, 20)
    brought = newest(book)
    rename(book, 3, nickname="C")
    book.undo()
    rename(book, 4, nickname="D")
    with pytest.raises(InTheWay) as refused:
        book.undo(brought)
    assert [step.id for step in refused.value.steps] == [newest(book)]
    book.undo()
    book.redo()
    book.undo()
    book.undo(brought)
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_what_has_to_come_back_first_is_named_and_comes_back(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    for nickname in ("A", "B", "C"):
        rename(book, ana, nickname=nickname)
    third, second, _, added = (step.id for step in book.steps())
    whole = dump(book)
    for _ in range(4):
        book.undo()
    with pytest.raises(
        InTheWay, match=r"cannot be brought back alone: .* and 2 more steps stand in its way"
    ) as refused:
        book.redo(third)
    assert (refused.value.steps[0].undone, refused.value.steps[0].id) == (True, added)
    assert book.redo(third, with_others=True).label == "Changed nickname, with 3 other steps"
    assert dump(book) == whole
    book.undo(second, with_others=True)
    assert book.read.value("SELECT nickname FROM person") == "A"


def test_a_step_that_came_since_goes_before_an_undone_one_comes_back(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="A")
    first = newest(book)
    book.undo()
    rename(book, ana, nickname="B")
    second = newest(book)
    with pytest.raises(InTheWay, match=r"“Changed nickname” \(today\) stands in its way") as refused:
        book.redo(first)
    assert [(step.id, step.undone) for step in refused.value.steps] == [(second, False)]
    book.redo(first, with_others=True)
    assert book.read.value("SELECT nickname FROM person") == "A"
    assert {step.id: step.undone for step in book.steps()} == {1: False, first: False, second: True}
    book.undo()
    assert book.read.value("SELECT nickname FROM person") == "B", "what went as one comes back as one"
    assert book.check() == []


def test_bringing_back_and_undoing_in_turns_leaves_nothing_in_the_way(book: Book) -> None:
    """An even number of reversals since is as none."""
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="A")
    first = newest(book)
    book.undo(first)
    rename(book, ana, nickname="B")
    second = newest(book)
    book.undo(second)
    book.redo(first)
    book.undo(first)
    book.redo(second)
    assert book.read.value("SELECT nickname FROM person") == "B"


def test_a_name_that_another_has_by_now(book: Book) -> None:
    with book.work() as work:
        work.session.add(Tag(name="food"))
    with book.work() as work:
        work.connection.execute("DELETE FROM tag")
    deleted = newest(book)
    with book.work() as work:
        work.session.add(Tag(name="food"))
        work.label = "Made it again"
    with pytest.raises(InTheWay) as refused:
        book.undo(deleted)
    assert labels(refused) == ["Made it again"]
    book.undo(deleted, with_others=True)
    assert book.read.values("SELECT id FROM tag") == [1]


def test_what_does_not_go_with_the_old_value(book: Book) -> None:
    """A rule over two fields: a "not now" needs its day."""
    ana = add_person(book, "Ana Ruiz")
    with book.work() as work:
        work.connection.execute("INSERT INTO ask(uid, person_id, words, why_you, respect, offer, size, state, answer_words) "
            "VALUES ('u', ?, 'w', '', '', '', '', 'open', '')", (ana,))  # fmt: skip
    with book.work() as work:
        work.connection.execute("UPDATE ask SET not_before_on = '2027-01-01'")
    day = newest(book)
    with book.work() as work:
        work.connection.execute("UPDATE ask SET state = 'not_now'")
        work.label = "Not now"
    with pytest.raises(InTheWay) as refused:
        book.undo(day)
    assert labels(refused) == ["Not now"]


def test_a_later_value_that_would_be_emptied_with_a_person_is_not_lost(book: Book) -> None:
    """It stands in a row that the step changed, too, though in another field."""
    ana = add_person(book, "Ana Ruiz")
    with book.work() as work:
        work.session.get_one(Person, ana).blurb = "makes hot sauce"
        work.session.add(Person(full_name="Ben", name_key="ben"))
        work.label = "Added Ben"
    added = newest(book)
    ben = book.read.value("SELECT max(id) FROM person")
    rename(book, ana, introduced_by_id=ben)
    with pytest.raises(InTheWay) as refused:
        book.undo(added)
    assert labels(refused) == ["Changed introduced_by_id"]
    assert book.read.value("SELECT introduced_by_id FROM person WHERE id = :ana", ana=ana) == ben


def test_all_or_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in(book, 20)
    brought = newest(book)
    rename(book, 3, nickname="C")
    rename(book, 3, nickname="D")
    spoilt = newest(book)
    rename(book, 3, blurb="Told")
    with book.quiet_connection() as connection:
        connection.execute("UPDATE row_change SET before = '{\"nickname' WHERE step_id = ?", (spoilt,))
    before = dump(book)
    with pytest.raises(InTheWay):
        book.undo(brought)
    with pytest.raises(Exception, match="is damaged, so it was not undone"):
        book.undo(brought, with_others=True)
    assert dump(book) == before
    assert not any(step.undone for step in book.steps())


def test_there_is_no_step_to_bring_back_after_all_came_back(book: Book) -> None:
    bring_in(book, 10)
    brought = newest(book)
    meet(book, 1)
    book.undo(brought, with_others=True)
    book.redo()
    with pytest.raises(NotUnderstood, match="nothing to bring back"):
        book.redo()


def test_where_it_cannot_be_told_what_is_in_the_way_all_since_goes_exactly_backwards(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = add_person(book, "Ana Ruiz")
    bring_in(book, 10)
    brought = newest(book)
    rename(book, ana, nickname="A")
    meet(book, 3, ana)
    rename(book, ana, nickname="B")
    book.undo()
    book.redo()
    book.undo()
    whole = dump(book)
    monkeypatch.setattr(undo_with_dependents, "find_dependent_steps", lambda *given: DependentSteps({}, {}))
    with pytest.raises(InTheWay) as refused:
        book.undo(brought)
    assert labels(refused) == [f"Met 3, {ana}", "Changed nickname"]
    assert dump(book) == whole
    book.undo(brought, with_others=True)
    assert (book.read.values("SELECT nickname FROM person"), len(book.steps())) == ([""], 5)
    book.redo()
    assert dump(book) == whole
    assert book.check() == []


def test_an_organisation_two_share_goes_after_what_names_it(book: Book) -> None:
    """The one that made it was undone and came back last, yet the others were done on top of it."""
    people = [add_person(book, "Ana Ruiz"), add_person(book, "Ben Okafor")]
    first = newest(book)
    for person_id in people:
        with book.work() as work:
            roles.work_at(work, work.session.get_one(Person, person_id), "Acme")
    with book.work() as work:
        roles.work_at(work, work.session.get_one(Person, people[1]), "")
    book.undo(first + 1)
    book.redo(first + 1)
    whole = dump(book)
    for added in (first, first - 1):
        book.undo(added, with_others=True)
        book.redo()
    book.undo(first - 1, with_others=True)
    assert book.read.values("SELECT full_name FROM person") == ["Ben Okafor"]
    book.redo()
    assert dump(book) == whole


def test_where_the_book_does_not_hold_what_undoing_needs_it_says_so(book: Book) -> None:
    with book.work() as work:
        work.session.add(Tag(name="food"))
    with book.work() as work:
        work.connection.execute("DELETE FROM tag")
    with book.quiet_connection() as connection:  # behind the journal's back
        connection.execute("UPDATE journal_now SET step_id = 2")
        connection.execute("INSERT INTO tag(name) VALUES ('food')")
        connection.execute("DELETE FROM row_change WHERE seq = (SELECT max(seq) FROM row_change)")
        connection.execute("UPDATE journal_now SET step_id = NULL")
    with pytest.raises(BookDamaged, match="Run “check”"):
        book.undo()
    assert book.read.values("SELECT id FROM tag") == [2]


def test_in_a_rescued_journal_that_begins_later_they_are_steps_like_any_other(book: Book) -> None:
    bring_in(book, 10)
    meet(book, 1)
    book.undo(1, with_others=True)
    rename(book, add_person(book, "Ana Ruiz"), nickname="A")
    with book.quiet_connection() as connection:
        kept = [row[0] for row in connection.execute("SELECT id FROM step WHERE id > 2 ORDER BY id DESC")]
        cut_journal(connection, kept)
    assert [step.label for step in book.steps()][2:] == ["Took back: Brought in 10", "Took back: Met 1"]
    assert book.reach(book.steps()[3].id) > 0


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
        except InTheWay as refused:
            in_the_way = refused.steps or (chosen,)
        if in_the_way:
            assert chosen.id not in [step.id for step in in_the_way]
            assert dump(book) == before
            reverse(chosen.id, with_others=True)
        assert next(step for step in book.steps() if step.id == chosen.id).undone != chosen.undone
        if not chosen.undone:
            book.redo(chosen.id)
            assert dump(book) == before
            book.undo(chosen.id, with_others=True)
    assert book.check() == []


def test_an_older_step_that_was_brought_back_just_now_is_what_goes_again(book: Book) -> None:
    ana, ben = add_person(book, "Ana Ruiz"), add_person(book, "Ben Okafor")
    rename(book, ana, nickname="A")
    nicknamed = newest(book)
    rename(book, ben, nickname="B")
    book.undo(nicknamed)
    before = dump(book)
    book.redo()
    assert book.undo().label == "Changed nickname"
    assert dump(book) == before
    book.undo()
    assert book.read.values("SELECT nickname FROM person ORDER BY id") == ["", ""], "then the newest as ever"
