"""A format that adds columns: every book comes up to it, older steps are undone in it, and no damage is taken for sound."""

import gzip
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookDamaged
from crm.people import adding, deleting, merging
from crm.people.lookup import find_person
from crm.people.unmerging import take_apart
from crm.sample.book import open_sample
from crm.storage.backups.copying import CopyCancelled
from crm.storage.checks import integrity, mending
from crm.storage.connection import connect
from crm.storage.format import migrating
from crm.storage.format.migrating import GivenUp, newest_version
from crm.storage.format.schema import as_script, table_statements, trigger_statements
from crm.storage.format.up_to_date import migrate, migrate_new
from crm.storage.full_text.schema import COMPARE
from crm.trouble import ways_out
from tests.conftest import clock
from tests.crm.storage.structure import structure
from tests.crm.storage.trial import trial_format
from tests.endure.acting import command, digest

GOLDEN = sorted((Path(__file__).parent / "golden").glob("schema-*.db.gz"))
ROOT = Path(__file__).resolve().parents[3]
TRIAL = [sys.executable, "-m", "tests.crm.storage.trial.trial_format"]
Switch = Callable[[], None]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial_format.room(tmp_path_factory.mktemp("trial"))


@pytest.fixture
def updated(room: Path, monkeypatch: pytest.MonkeyPatch) -> Switch:
    """From the moment it is called, the program is one of the trial format."""
    return lambda: monkeypatch.setattr(migrating, "ROOM", room)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, with a person added and another taken out again, by a program of today."""
    folder = tmp_path_factory.mktemp("told") / "book"
    book = open_sample(folder, clock())
    with book.work() as work:
        adding.add(work, "Nobody Names Me")
    with book.work() as work:
        deleting.delete(work, find_person(book.read, "Ana Ruiz"))
    book.close()
    return folder


@pytest.fixture
def sample(told: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told, tmp_path / "book"))


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


DAMAGE = {
    "a row of a changed table": "UPDATE person SET nickname = 'Nobody wrote this' WHERE id = 2",
    "rows of a changed table": "UPDATE meeting SET note = note || 'x'",
    "a row of another table": "UPDATE topic SET words = 'Nobody wrote this' WHERE id = 1",
    "a row that vanished": "DELETE FROM person WHERE full_name = 'Nobody Names Me'",
    "a row that nobody wrote": "INSERT INTO promise SELECT 'u', kind, by_person_id, words, meeting_id, made_on, due_on, "
    "due_said, state, back_on, kept_on, kept_in_id, outcome, advice_id, item_id, 999 FROM promise WHERE id = 1",
    "a digest": "UPDATE row_digest SET digest = randomblob(16) WHERE table_name = 'person' AND row_id = 2",
    "a total": "UPDATE table_digest SET total = randomblob(16) WHERE table_name = 'meeting'",
    "what the book says of itself": "UPDATE book SET uid = lower(hex(randomblob(16)))",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_told_after_it_as_it_was_before(what: str, sample: Path, updated: Switch) -> None:
    damage(sample, DAMAGE[what])
    with closing(connect(sample / "goodturn.db")) as connection:
        before = integrity.damage(connection)
        updated()
        bring_up(connection)
        after = integrity.damage(connection)
    assert after == before != []


def test_a_damaged_book_is_not_brought_up_to_date(sample: Path, updated: Switch) -> None:
    damage(sample, DAMAGE["a row of a changed table"])
    before = digest(sample)
    updated()
    with pytest.raises(BookDamaged) as refused:
        Book.open(sample, clock())
    assert [(one.table, one.row_id) for one in refused.value.findings] == [("person", 2)]
    assert digest(sample) == before


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
        monkeypatch.setattr(migrating, "ROOM", room)
        bring_up(connection)
        assert (list(map(tuple, connection.execute(index))) == before) == is_empty
        connection.execute(COMPARE)
        found = connection.execute("SELECT count(*) FROM words_index WHERE words_index MATCH 'falconry'")
        assert found.fetchone()[0] == (0 if is_empty else 1)


def test_progress_is_told_and_can_be_broken_off(sample: Path, updated: Switch) -> None:
    before = digest(sample)
    updated()
    told: list[tuple[int, int]] = []
    with closing(connect(sample / "goodturn.db")) as connection:
        with pytest.raises(GivenUp):
            bring_up(connection, lambda done, _of: done == 0)
        assert digest(sample) == before
        bring_up(connection, lambda done, of: told.append((done, of)) is None)
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0


def test_it_can_be_given_up_while_the_copy_is_made(sample: Path, updated: Switch) -> None:
    before = digest(sample)
    updated()
    with pytest.raises(CopyCancelled):
        Book.open(sample, clock(), on_progress=lambda _done, _of: False)
    assert digest(sample) == before
    assert not list(sample.glob("backups/*.db"))
    Book.open(sample, clock()).close()


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


def test_a_damaged_book_of_the_format_before_is_rescued(
    sample: Path, tmp_path: Path, updated: Switch
) -> None:
    rows = [count(sample, table) for table in trial_format.ADDED]
    damage(sample, DAMAGE["a row of a changed table"])
    updated()
    command(sample, ["rescue", str(sample / "goodturn.db"), str(tmp_path / "new")])
    book = Book.open(tmp_path / "new", clock())
    assert [count(tmp_path / "new", table) for table in trial_format.ADDED] == rows
    book.undo()
    assert book.check() == []
    book.close()


def test_a_backup_of_the_format_before_puts_right_what_is_damaged_since(
    sample: Path, tmp_path: Path, updated: Switch
) -> None:
    backup = shutil.copyfile(sample / "goodturn.db", tmp_path / "backup.db")
    updated()
    Book.open(sample, clock()).close()
    damage(sample, DAMAGE["a row of a changed table"])
    damage(sample, DAMAGE["a row of another table"])
    with closing(connect(sample / "goodturn.db")) as connection:
        found = integrity.damage(connection)
        assert len(found) == 2
        assert mending.restore_damaged(connection, found, [backup]) == (found, [], None)
        assert connection.execute("SELECT nickname FROM person WHERE id = 2").fetchone()[0] == ""
    assert list(tmp_path.glob("backup.db*")) == [backup]


def test_a_damaged_book_of_the_format_before_is_put_right(sample: Path, updated: Switch) -> None:
    book = Book.open(sample, clock())
    book.backup()
    book.close()
    damage(sample, DAMAGE["a row of a changed table"])
    updated()
    with pytest.raises(BookDamaged):
        Book.open(sample, clock())
    mended = ways_out.repair(sample, clock())
    assert [(one.table, one.row_id) for one in mended.mended] == [("person", 2)]
    assert mended.left == []
    book = Book.open(sample, clock())
    assert book.check() == []
    book.close()
    assert list(sample.glob("backups/damaged/*before-format*")), "it is kept as it was"


def test_a_suspect_file_of_the_format_before_is_made_ready(sample: Path, room: Path, updated: Switch) -> None:
    """In a process of its own, as it sets itself limits of time and memory."""
    file = sample / "goodturn.db"
    subprocess.run([*TRIAL, "ready", str(room), str(file)], cwd=ROOT, check=True)
    updated()
    with closing(connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_version()
        assert integrity.damage(connection) == []


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "goodturn.db")) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def damage(folder: Path, sql: str) -> None:
    """Behind the back of the journal."""
    with closing(sqlite3.connect(folder / "goodturn.db", isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute(sql)
        for _, made in triggers:
            raw.execute(made)
        raw.execute("INSERT INTO words_index(words_index) VALUES ('rebuild')")


def bring_up(connection: sqlite3.Connection, progress: migrating.Progress = migrating.go_on) -> None:
    migrate(connection, newest_version() - 1, lambda: None, progress=progress)


@pytest.mark.parametrize(
    "kills", [pytest.param(1, id="a few"), pytest.param(60, id="many", marks=pytest.mark.endure)]
)
def test_a_killed_migration_leaves_the_old_book_or_the_new(
    kills: int, sample: Path, tmp_path: Path, room: Path, updated: Switch
) -> None:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"\n{kills} kills inside a migration, seed {seed}")
    chance, ended, new = random.Random(seed), 0, 0
    takes = lived(sample, room, tmp_path / "alone", 60.0)[1]
    for number in range(kills):
        folder = tmp_path / f"life{number}"
        in_time, _ = lived(sample, room, folder, chance.uniform(0, 1.1 * takes))
        ended += in_time
        with closing(connect(folder / "goodturn.db")) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            new += version > newest_version()
        shutil.rmtree(folder / "backups", ignore_errors=True)
        if version == newest_version():
            assert digest(folder) == digest(sample), f"kill {number} of seed {seed}"
    print(f"{ended} ended before they were done; {new} books were the new one, {kills - new} the old")
    assert ended >= kills // 2, "most migrations had ended before the kill came"
    updated()
    for number in range(kills):
        book = Book.open(tmp_path / f"life{number}", clock(), wait=10.0)
        assert book.check() == [], f"kill {number} of seed {seed}"
        book.close()


def lived(source: Path, room: Path, folder: Path, after: float) -> tuple[bool, float]:
    """Whether the kill came in time, and how long it had been at work; from when the copy before it is made."""
    shutil.copytree(source, folder)
    with subprocess.Popen([*TRIAL, "open", str(room), str(folder)], cwd=ROOT) as process:
        while process.poll() is None and not list(folder.glob("backups/*before-format*")):
            os.sched_yield()
        begun = time.monotonic()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            return True, after
        return False, time.monotonic() - begun
