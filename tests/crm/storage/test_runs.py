"""Very many new rows of one step stand in the journal as one note: undo, redo, digests and refusals go by it all the same."""

import random
import sqlite3

import pytest

from crm.book import Book
from crm.errors import BookNotUsable, DependentStepsError
from crm.storage import bulk_insert
from crm.storage.journal.row_changes import changes_so_far
from tests.crm.storage.test_journal import add_person, dump, rename, walk_back_and_forth

NAMED = ["uid", "full_name", "name_key", "standing", "added_on"]
EMPTY = ["given", "additional", "family", "prefix", "suffix", "nickname", "pronouns", "blurb", "how_we_met"]
PEOPLE = [*NAMED, *EMPTY]


def rows(count: int, first: int = 0) -> list[tuple[str, ...]]:
    empty = ("",) * len(EMPTY)
    numbers = range(first, first + count)
    return [(f"uid-{n}", f"Person {n}", f"person {n}", "kept", "2026-01-01", *empty) for n in numbers]


def bring_in(book: Book, count: int, first: int = 0) -> None:
    with book.work() as work:
        work.insert_many("person", PEOPLE, rows(count, first))
        work.label = f"Brought in {count}"


def notes(book: Book) -> int:
    return int(book.read.value("SELECT count(*) FROM row_change") or 0)


def test_a_thousand_new_people_are_one_note_and_one_undo(book: Book) -> None:
    heard = []
    book.listen(heard.append)
    bring_in(book, 1000)
    assert notes(book) == 1
    assert book.reach() == 1000
    assert sorted(heard[0].touched["person"]) == list(range(1, 1001))
    before = dump(book)
    book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 0
    book.redo()
    assert dump(book) == before
    book.undo()
    book.redo()
    assert dump(book) == before
    assert book.check() == []


def test_a_few_rows_and_rows_with_gaps_between_their_ids_have_notes_of_their_own(book: Book) -> None:
    bring_in(book, 3)
    assert notes(book) == 3
    numbered = [(2 * n + 100, *row) for n, row in enumerate(rows(20, 500))]
    with book.work() as work:
        work.insert_many("person", ["id", *PEOPLE], numbered)
    assert notes(book) == 23
    book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 3


def test_someone_of_a_run_who_was_edited_since_keeps_it_from_being_undone(book: Book) -> None:
    bring_in(book, 50)
    brought = book.steps()[0].id
    rename(book, 17, nickname="Ani")
    edited = book.steps()[0].id
    with pytest.raises(DependentStepsError) as refused:
        book.undo(brought)
    assert [one.id for one in refused.value.steps] == [edited]
    book.undo(edited)
    book.undo(brought)
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_an_older_step_is_undone_though_a_run_came_after_it(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz")
    rename(book, ana, nickname="Ani")
    renamed = book.steps()[0].id
    bring_in(book, 50)
    book.undo(renamed)
    assert book.read.value("SELECT nickname FROM person WHERE id = :ana", ana=ana) == ""


def test_a_flipped_bit_in_any_row_of_a_run_is_found(book: Book) -> None:
    bring_in(book, 600)
    assert book.check() == []
    with book.quiet_connection() as connection:
        for behind_the_journals_back in (
            "UPDATE journal_now SET step_id = 1",
            "UPDATE person SET how_we_met = 'flipped' WHERE id = 433",
            "DELETE FROM row_change WHERE op = 'U'",
            "UPDATE journal_now SET step_id = NULL",
        ):
            connection.execute(behind_the_journals_back)
    assert book.check()[0] == "Row 433 of person is not as it was written."


def test_a_run_whose_note_was_changed_is_not_undone(book: Book) -> None:
    bring_in(book, 50)
    with book.quiet_connection() as connection:
        connection.execute("UPDATE row_change SET up_to = 40")
    with pytest.raises(BookNotUsable, match="damaged"):
        book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 50


def test_a_failed_run_leaves_no_row_unnoted(book: Book) -> None:
    """The second row of a name that must be unique: all is taken back, and what follows is noted again."""
    twice = [*rows(20), *rows(1)]
    with book.work() as work:
        with pytest.raises(sqlite3.IntegrityError):
            work.insert_many("person", PEOPLE, twice)
        assert work.connection.execute("SELECT in_run FROM journal_now").fetchone()[0] == 0
        work.connection.execute("DELETE FROM person")
    add_person(book, "Ana Ruiz")
    book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 0


def test_what_a_failed_run_left_behind_is_noted_where_the_step_goes_on(book: Book) -> None:
    """Two hundred rows were in when the next two hundred failed."""
    names = [(f"tag {n}",) for n in range(300)]
    with book.work() as work:
        with pytest.raises(sqlite3.IntegrityError):
            work.insert_many("tag", ["name"], [*names, ("tag 7",)])
        work.label = "Tagged"
    left = book.read.value("SELECT count(*) FROM tag")
    assert 0 < left < 300
    assert book.check() == []
    book.undo()
    assert book.read.value("SELECT count(*) FROM tag") == 0
    book.redo()
    assert book.read.value("SELECT count(*) FROM tag") == left


def test_without_its_own_row_the_journal_refuses_to_write(book: Book) -> None:
    with book.quiet_connection() as connection:
        connection.execute("DELETE FROM journal_now")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO tag(name) VALUES ('food')")
        connection.execute("INSERT INTO journal_now(one) VALUES (1)")


def test_what_a_step_did_so_far_names_each_row_of_a_run(book: Book) -> None:
    with book.work() as work:
        work.insert_many("tag", ["name"], [(f"tag {n}",) for n in range(30)])
        assert [change[:3] for change in changes_so_far(work.connection)] == [
            ("tag", one, "I") for one in range(1, 31)
        ]


def test_a_book_in_the_midst_of_a_run_is_found(book: Book) -> None:
    with book.quiet_connection() as connection:
        connection.execute("UPDATE journal_now SET in_run = 1")
    assert book.check() == ["The journal is open though nothing is being written."]


@pytest.mark.parametrize("seed", [3, 5])
def test_a_random_history_with_runs_walks_back_and_forth(
    book: Book, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_insert, "_FEW", 2)
    dice, states = random.Random(seed), [dump(book)]
    for step in range(30):
        people = book.read.values("SELECT id FROM person")
        if not people or dice.random() < 0.4:
            bring_in(book, dice.randint(1, 12), step * 100)
        elif dice.random() < 0.5:
            rename(book, dice.choice(people), nickname=f"N{step}")
        else:
            with book.work() as work:
                work.connection.execute("DELETE FROM person WHERE id >= ?", (dice.choice(people),))
        states.append(dump(book))
    walk_back_and_forth(book, states)


@pytest.mark.parametrize(
    ("table", "columns", "row"),
    [
        ("tag", ["name"], (None,)),
        ("setting", ["key", "value"], (None, "x")),
        ("contact_point", ["person_id", "kind", "value", "folded", "label", "preferred"], (1, "url", "w", "w", "", None)),
    ],
)  # fmt: skip
def test_nothing_is_never_taken_for_something_where_something_must_stand(
    book: Book, table: str, columns: list[str], row: tuple[object, ...]
) -> None:
    add_person(book, "Ana Ruiz")
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"), book.work() as work:
        work.insert_many(table, columns, [row] * 20)
    assert book.read.value(f"SELECT count(*) FROM {table}") == 0
