"""A step is undone together with the steps that depend on it, and they are redone together."""

import pytest

from crm.book import Book
from crm.errors import DependentStepsError, NotUnderstood
from crm.storage.rescue.journal import cut_journal
from tests.conftest import clock
from tests.crm.storage.test_journal import add_person, dump, rename
from tests.crm.storage.test_runs import bring_in
from tests.crm.storage.undo.steps_made import labels, meet, newest, place


def test_many_new_people_and_what_was_done_with_them_since(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    bring_in(book, 50)
    brought = newest(book)
    meeting = meet(book, 10, ana)
    place(book, meeting, "Blue Bottle")
    rename(book, 17, nickname="Ani")
    rename(book, ana, nickname="A")
    with pytest.raises(
        DependentStepsError,
        match=r"“Brought in 50” cannot be undone alone: “Changed nickname” \(today\) and 2 more steps",
    ) as refused:
        book.undo(brought)
    assert labels(refused) == ["Changed nickname", "Met at Blue Bottle", f"Met 10, {ana}"]
    whole = dump(book)
    heard = []
    book.listen(heard.append)
    done = book.undo(brought, with_dependents=True)
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
    book.undo(brought, with_dependents=True)
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
    with pytest.raises(DependentStepsError) as refused:
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
        DependentStepsError, match=r"cannot be brought back alone: .* and 2 more steps stand in its way"
    ) as refused:
        book.redo(third)
    assert (refused.value.steps[0].undone, refused.value.steps[0].id) == (True, added)
    assert book.redo(third, with_dependents=True).label == "Changed nickname, with 3 other steps"
    assert dump(book) == whole
    book.undo(second, with_dependents=True)
    assert book.read.value("SELECT nickname FROM person") == "A"


def test_a_step_that_came_since_goes_before_an_undone_one_comes_back(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="A")
    first = newest(book)
    book.undo()
    rename(book, ana, nickname="B")
    second = newest(book)
    with pytest.raises(
        DependentStepsError, match=r"“Changed nickname” \(today\) stands in its way"
    ) as refused:
        book.redo(first)
    assert [(step.id, step.undone) for step in refused.value.steps] == [(second, False)]
    book.redo(first, with_dependents=True)
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
    with pytest.raises(DependentStepsError):
        book.undo(brought)
    with pytest.raises(Exception, match="is damaged, so it was not undone"):
        book.undo(brought, with_dependents=True)
    assert dump(book) == before
    assert not any(step.undone for step in book.steps())


def test_there_is_no_step_to_bring_back_after_all_came_back(book: Book) -> None:
    bring_in(book, 10)
    brought = newest(book)
    meet(book, 1)
    book.undo(brought, with_dependents=True)
    book.redo()
    with pytest.raises(NotUnderstood, match="nothing to bring back"):
        book.redo()


def test_in_a_rescued_journal_that_begins_later_they_are_steps_like_any_other(book: Book) -> None:
    bring_in(book, 10)
    meet(book, 1)
    book.undo(1, with_dependents=True)
    rename(book, add_person(book, "Ana Ruiz"), nickname="A")
    with book.quiet_connection() as connection:
        kept = [row[0] for row in connection.execute("SELECT id FROM step WHERE id > 2 ORDER BY id DESC")]
        cut_journal(connection, kept)
    assert [step.label for step in book.steps()][2:] == ["Took back: Brought in 10", "Took back: Met 1"]
    assert book.reach(book.steps()[3].id) > 0


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
