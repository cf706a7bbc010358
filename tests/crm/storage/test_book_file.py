"""The file on disk: private, one writer, newer and foreign files left alone, backups that are good."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookNotUsable
from crm.storage.backups import making
from crm.storage.checks import integrity
from crm.storage.format.migrating import fingerprint, newest_version
from crm.storage.format.schema import as_script, table_statements, trigger_statements
from crm.storage.format.up_to_date import migrate, migrate_new
from crm.storage.lock import is_held
from crm.storage.restore.replacing_lost_book import replace_book
from tests.conftest import NOW, clock
from tests.crm.storage.backups.test_putting_back import flip_in_note
from tests.crm.storage.structure import structure
from tests.crm.storage.test_journal import add_person

NEWER = 9999


def test_only_the_user_can_read_the_book(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        book = Book.open(tmp_path / "new", clock())
        add_person(book, "Ana Ruiz")
        with book.quiet_connection() as connection:
            making.make_named(connection, book.folder, NOW)
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in book.folder.rglob("*")}
        book.close()
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert modes.pop("backups") == 0o700
    assert set(modes.values()) == {0o600}, modes


def test_power_may_fail_after_any_commit(book: Book) -> None:
    with book.quiet_connection() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_second_process_is_told_the_book_is_in_use(book: Book) -> None:
    with pytest.raises(BookNotUsable, match="in use"):
        Book.open(book.folder, clock())


def test_a_killed_process_blocks_nobody(folder: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from crm.book import Book; from crm.clock import Clock;"
        "book = Book.open(Path(sys.argv[1]), Clock()); os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(folder)], check=False, env={**os.environ, "PYTHONPATH": "."}
    )
    assert ended.returncode == -9
    Book.open(folder, clock()).close()


def _hash(file: Path) -> bytes:
    return file.read_bytes()


def test_a_newer_book_is_refused_and_untouched(folder: Path) -> None:
    file = folder / "goodturn.db"
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version={NEWER}")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = _hash(file)
    with pytest.raises(BookNotUsable, match="newer Goodturn"):
        Book.open(folder, clock())
    assert _hash(file) == before


@pytest.mark.parametrize("name", ["theirs", "words_index_theirs", "sqliteXtheirs"])
def test_a_trigger_goodturn_did_not_make_is_seen_whatever_its_name(folder: Path, name: str) -> None:
    changed = sqlite3.connect(folder / "goodturn.db")
    changed.execute(f"CREATE TRIGGER {name} AFTER INSERT ON tag BEGIN DELETE FROM person; END")
    changed.close()
    with pytest.raises(BookNotUsable, match="structure"):
        Book.open(folder, clock())


@pytest.mark.parametrize("content", [b"junk" * 400, b"SQLite format 3\0" + b"\0" * 40, bytes(200)])
def test_a_foreign_or_damaged_file_is_refused_and_untouched(folder: Path, content: bytes) -> None:
    file = folder / "goodturn.db"
    file.write_bytes(content)
    with pytest.raises(BookNotUsable):
        Book.open(folder, clock())
    assert _hash(file) == content


def test_no_empty_book_takes_the_place_of_one_that_is_missing(folder: Path) -> None:
    book = Book.open(folder, clock())
    add_person(book, "Ana Ruiz")
    kept = book.backup().file
    book.close()
    file = folder / "goodturn.db"
    file.unlink()
    with pytest.raises(BookNotUsable, match="missing, though backups"):
        Book.open(folder, clock())
    assert not file.exists()
    file.touch()
    with pytest.raises(BookNotUsable, match="is empty, though backups"):
        Book.open(folder, clock())
    replace_book(folder, kept, clock())
    again = Book.open(folder, clock())
    assert again.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    again.close()


def test_somebody_elses_database_is_left_alone(folder: Path) -> None:
    file = folder / "goodturn.db"
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE theirs(x)")
    connection.commit()
    connection.close()
    before = _hash(file)
    with pytest.raises(BookNotUsable, match="not a Goodturn book"):
        Book.open(folder, clock())
    assert _hash(file) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_in_one_sentence(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(BookNotUsable, match="cannot be written"):
            Book.open(folder, clock())
    finally:
        folder.chmod(0o700)


def test_the_frozen_schema_is_what_the_classes_say() -> None:
    """After a change of the model: write a migration, then python -m crm.storage.format.schema."""
    migrated, declared = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    migrate_new(migrated)
    for statement in as_script([*table_statements(), *trigger_statements()]).split(";\n\n"):
        declared.execute(statement.rstrip().removesuffix(";"))
    assert structure(migrated) == structure(declared)
    from crm.storage.format.migrating import expected_fingerprint

    assert fingerprint(migrated) == expected_fingerprint()


def test_a_migration_copies_first_and_keeps_everything(book: Book, tmp_path: Path) -> None:
    add_person(book, "Ana Ruiz")
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    (scripts / f"{newest_version() + 1:04}_colour.sql").write_text(
        "ALTER TABLE tag ADD COLUMN colour TEXT;\n"
    )
    with book.quiet_connection() as connection:
        copied = []
        migrate(
            connection,
            newest_version(),
            lambda: copied.append(making.make_named(connection, book.folder, NOW)),
            scripts,
        )
        assert [one.people for one in copied] == [1]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_version() + 1
        assert connection.execute("SELECT full_name FROM person").fetchone()[0] == "Ana Ruiz"
        assert (
            connection.execute("SELECT count(*) FROM words_index WHERE words_index MATCH 'ruiz'").fetchone()[
                0
            ]
            == 1
        )


def test_a_failing_migration_leaves_the_old_book(book: Book, tmp_path: Path) -> None:
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    (scripts / f"{newest_version() + 1:04}_broken.sql").write_text(
        "ALTER TABLE tag ADD COLUMN colour TEXT;\nSELECT nonsense FROM nowhere;\n"
    )
    with book.quiet_connection() as connection:
        before = fingerprint(connection)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, newest_version(), lambda: None, scripts)
        assert fingerprint(connection) == before
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_version()


def test_what_is_derived_is_checked_and_mended(book: Book) -> None:
    add_person(book, "Ana Ruiz", rhythm_days=21, rhythm_since=NOW.date())
    with book.quiet_connection() as connection:
        connection.execute("UPDATE person SET next_due_on = '2001-01-01'")
        connection.execute("DELETE FROM words_index")
        found = integrity.check(connection)
        assert [sentence.rpartition("; ")[2] for sentence in found] == ["it is now.", "it was made anew."]
        assert integrity.check(connection) == []
        assert connection.execute("SELECT next_due_on FROM person").fetchone()[0] == "2026-12-12"


def test_one_flipped_bit_in_a_note_is_found(folder: Path) -> None:
    book = Book.open(folder, clock())
    add_person(book, "Ana Ruiz", blurb="xyzzy plugh, told in confidence")
    book.close()
    file = folder / "goodturn.db"
    connection = sqlite3.connect(file, isolation_level=None)
    assert integrity.check(connection) == []
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    flip_in_note(file, b"xyzzy plugh")
    again = sqlite3.connect(file, isolation_level=None)
    assert integrity.check(again)
    again.close()


def test_a_large_step_is_hashed_later_and_checked_all_the_same(book: Book) -> None:
    with book.work() as work:
        work.insert_many("tag", ["name"], [(f"tag {number}",) for number in range(1000)])
    with book.quiet_connection() as connection:
        assert connection.execute("SELECT count(*) FROM row_digest").fetchone()[0] == 0
        assert integrity.check(connection) == []
        assert connection.execute("SELECT count(*) FROM row_digest").fetchone()[0] == 1000


def test_derived_columns_are_named_once() -> None:
    from crm.model import Base
    from crm.storage.derived_columns import DERIVED_COLUMNS

    marked = {
        t.name: tuple(c.name for c in t.columns if c.info.get("derived")) for t in Base.metadata.sorted_tables
    }
    assert {table: columns for table, columns in marked.items() if columns} == DERIVED_COLUMNS


def test_the_lock_is_held_only_while_a_book_is_open(book: Book) -> None:
    file = book.folder / "goodturn.lock"
    assert is_held(file)
    book.close()
    assert not is_held(file)
    assert not is_held(book.folder / "no-such.lock")
