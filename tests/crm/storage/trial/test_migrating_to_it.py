"""A format that adds columns: every book is migrated to it, and older steps are undone in it."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm.book import Book
from crm.people import adding, merging
from crm.people.lookup import find_person
from crm.people.unmerging import take_apart
from crm.storage.checks import integrity
from crm.storage.connection import connect
from crm.storage.format import migrating
from crm.storage.format.schema import as_script, table_statements, trigger_statements
from crm.storage.format.up_to_date import migrate_new
from crm.storage.full_text.schema import COMPARE
from tests.conftest import clock
from tests.crm.storage.structure import structure
from tests.crm.storage.trial import trial_format
from tests.crm.storage.trial.migrating_books import GOLDEN, Switch, bring_up
from tests.endure.acting import command


def test_what_the_classes_say_is_what_the_migration_leads_to(updated: Switch) -> None:
    updated()
    migrated, declared = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    migrate_new(migrated)
    tables = trial_format.tables()
    for statement in as_script([*table_statements(tables), *trigger_statements(tables)]).split(";\n\n"):
        declared.execute(statement.rstrip().removesuffix(";"))
    assert structure(migrated) == structure(declared)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda file: file.name)
def test_a_book_of_every_format_comes_up(golden: Path, tmp_path: Path, updated: Switch) -> None:
    (tmp_path / "goodturn.db").write_bytes(gzip.decompress(golden.read_bytes()))
    updated()
    book = Book.open(tmp_path, clock())
    try:
        assert book.check() == []
        assert set(book.read.values("SELECT greeting FROM person")) == {""}
        assert set(book.read.values("SELECT minutes FROM meeting")) == {0}
        assert set(book.read.values("SELECT weight FROM promise")) == {None}
        book.redo(next(step for step in book.steps() if step.undone).id)
        for _ in range(4):
            book.undo()
        assert book.check() == []
    finally:
        book.close()


def test_what_was_taken_out_before_is_undone_and_done_again(sample: Path, updated: Switch) -> None:
    updated()
    book = Book.open(sample, clock())
    try:
        book.undo()
        ana = find_person(book.read, "Ana Ruiz")
        assert book.read.value("SELECT greeting FROM person WHERE id = :id", id=ana) == ""
        assert book.check() == []
        with book.work() as work:
            work.label = "Greeted"
            work.connection.execute("UPDATE person SET greeting = 'Hola' WHERE id = ?", (ana,))
        book.undo()
        assert book.read.value("SELECT greeting FROM person WHERE id = :id", id=ana) == ""
        book.redo()
        assert book.read.value("SELECT greeting FROM person WHERE id = :id", id=ana) == "Hola"
        for _ in range(3):
            book.undo()
        assert book.check() == []
        assert book.read.value("SELECT count(*) FROM person") == 0, "the story itself is undone"
        book.redo()
        assert book.check() == []
    finally:
        book.close()


def test_what_was_not_hashed_yet_is_hashed_with_the_columns_it_was_written_with(
    sample: Path, tmp_path: Path, updated: Switch
) -> None:
    """A process that died after a large import leaves it so, and edits of hashed rows with it."""
    book = Book.open(sample, clock())
    with book.work() as work:
        for number in range(500):
            adding.add(work, f"Number {number}")
    with book.work() as work:
        work.label = "Renamed"
        work.connection.execute("UPDATE person SET nickname = 'Nick'")
    died = shutil.copytree(sample, tmp_path / "died")
    book.close()
    updated()
    with closing(connect(died / "goodturn.db")) as connection:
        done = connection.execute("SELECT digested_seq FROM digest_state").fetchone()[0]
        assert done < connection.execute("SELECT max(seq) FROM row_change").fetchone()[0]
        bring_up(connection)
        assert integrity.damage(connection) == []


def test_what_did_not_change_is_kept(sample: Path, updated: Switch) -> None:
    kept = (
        "SELECT name, rootpage FROM sqlite_master WHERE type = 'index' AND name <> 'ix_promise_weight' ORDER BY 1",
        "SELECT id, block FROM words_index_data ORDER BY 1",
        "SELECT * FROM row_digest WHERE table_name NOT IN ('person', 'meeting', 'promise') ORDER BY 1, 2",
    )
    with closing(connect(sample / "goodturn.db")) as connection:
        before = [list(map(tuple, connection.execute(query))) for query in kept]
        updated()
        bring_up(connection)
        assert [list(map(tuple, connection.execute(query))) for query in kept] == before
    book = Book.open(sample, clock())
    with book.work() as work:
        work.label = "Nicknamed"
        work.connection.execute("UPDATE person SET nickname = 'Zugvogel' WHERE id = 2")
    assert book.read.value("SELECT count(*) FROM words_index WHERE words_index MATCH 'zugvogel'") == 1
    assert book.check() == []
    book.close()


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_new_kind_of_words_leaves_the_index_as_it_is_while_there_are_none(
    is_empty: bool, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = "" if is_empty else "INSERT INTO hobby SELECT id, 'falconry' FROM person WHERE id = 2;\n"
    room = trial_format.room_with_hobbies(tmp_path / "hobbies", fill)
    index = "SELECT id, block FROM words_index_data ORDER BY 1"
    with closing(connect(sample / "goodturn.db")) as connection:
        before = list(map(tuple, connection.execute(index)))
        monkeypatch.setattr(migrating, "FORMAT_FOLDER", room)
        bring_up(connection)
        assert (list(map(tuple, connection.execute(index))) == before) == is_empty
        connection.execute(COMPARE)
        found = connection.execute("SELECT count(*) FROM words_index WHERE words_index MATCH 'falconry'")
        assert found.fetchone()[0] == (0 if is_empty else 1)


def test_two_who_became_one_before_are_taken_apart(sample: Path, updated: Switch) -> None:
    book = Book.open(sample, clock())
    keep, absorbed = find_person(book.read, "Ben Okafor"), find_person(book.read, "Mei Kobayashi")
    with book.work() as work:
        merging.merge(work, keep, absorbed)
    book.close()
    updated()
    book = Book.open(sample, clock())
    with book.work() as work:
        take_apart(work, book.read.value("SELECT id FROM merge"))
    assert find_person(book.read, "Mei Kobayashi") == absorbed
    assert book.check() == []
    book.close()


def test_an_archive_of_the_format_before_comes_in(sample: Path, tmp_path: Path, updated: Switch) -> None:
    archive = tmp_path / "all.json"
    command(sample, ["export", str(archive)])
    updated()
    command(tmp_path / "other", ["import", str(archive)])
    book = Book.open(tmp_path / "other", clock())
    assert book.check() == []
    assert find_person(book.read, "Mei Kobayashi") > 0
    book.close()
