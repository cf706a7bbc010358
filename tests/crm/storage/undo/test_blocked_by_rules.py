"""Constraints of the database that block an undo, and the steps that have to go first."""

import pytest

from crm.book import Book
from crm.errors import BookDamaged, DependentStepsError
from crm.model import Person, Tag
from crm.people import roles
from crm.storage.undo import undo_with_dependents
from crm.storage.undo.dependent_steps import DependentSteps
from tests.crm.storage.test_journal import add_person, dump, rename
from tests.crm.storage.test_runs import bring_in
from tests.crm.storage.undo.steps_made import labels, meet, newest


def test_a_name_that_another_has_by_now(book: Book) -> None:
    with book.work() as work:
        work.session.add(Tag(name="food"))
    with book.work() as work:
        work.connection.execute("DELETE FROM tag")
    deleted = newest(book)
    with book.work() as work:
        work.session.add(Tag(name="food"))
        work.label = "Made it again"
    with pytest.raises(DependentStepsError) as refused:
        book.undo(deleted)
    assert labels(refused) == ["Made it again"]
    book.undo(deleted, with_dependents=True)
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
    with pytest.raises(DependentStepsError) as refused:
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
    with pytest.raises(DependentStepsError) as refused:
        book.undo(added)
    assert labels(refused) == ["Changed introduced_by_id"]
    assert book.read.value("SELECT introduced_by_id FROM person WHERE id = :ana", ana=ana) == ben


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
    with pytest.raises(DependentStepsError) as refused:
        book.undo(brought)
    assert labels(refused) == [f"Met 3, {ana}", "Changed nickname"]
    assert dump(book) == whole
    book.undo(brought, with_dependents=True)
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
        book.undo(added, with_dependents=True)
        book.redo()
    book.undo(first - 1, with_dependents=True)
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
