"""A backup is copied while the book is written, and files of backups are private."""

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable

import pytest

from crm import children
from crm.book import Book
from crm.errors import BookNotUsable
from crm.people import adding
from crm.storage.backups import backup, copying, ledger, manifest, parts, underway
from crm.storage.backups.folder import backups_folder
from tests.conftest import TODAY
from tests.crm.storage.backups.books_to_copy import left_in, with_note
from tests.crm.storage.test_journal import add_person


@pytest.fixture
def in_portions(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A slow copy: what is put into the list is called at the copy's second portion."""
    called: list[object] = []
    passed: list[None] = []

    def go_on(given_up: Callable[[], bool]) -> None:
        passed.append(None)
        if len(passed) == 2:
            for one in called:
                one()  # type: ignore[operator]
        if given_up():
            raise copying.CopyCancelled

    monkeypatch.setattr(copying, "_PAGES_PER_CALL", 8)
    monkeypatch.setattr(copying, "_stop_if_cancelled", go_on)
    return called


def test_the_book_is_written_while_a_slow_copy_is_made(book: Book, in_portions: list[object]) -> None:
    add_person(book, "Ana Ruiz")

    def write_in_another_thread() -> None:
        writer = threading.Thread(target=add_person, args=(book, "Ben Okafor"))
        writer.start()
        writer.join(30)
        assert not writer.is_alive(), "the copy holds the writer's turn"

    in_portions.append(write_in_another_thread)
    made = book.backup()
    assert made.people == 1, "the copy is one moment's"
    assert book.read.value("SELECT count(*) FROM person") == 2
    assert backup.examine(made.file).people == 1


def test_closing_the_book_gives_a_copy_up(book: Book, in_portions: list[object]) -> None:
    add_person(book, "Ana Ruiz")
    closing = threading.Thread(target=book.close)

    def close_in_another_thread() -> None:
        closing.start()
        book._is_closing.wait(30)

    in_portions.append(close_in_another_thread)
    with pytest.raises(copying.CopyCancelled):
        book.backup()
    closing.join(30)
    assert not closing.is_alive()
    assert left_in(book.folder) == set()
    assert ledger.read(book.folder).last_failure is None


def test_closing_the_book_does_not_wait_for_the_examination(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_note(book)
    begun = book.begin_backup()
    words = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    monkeypatch.setattr(children, "child_command", lambda _word: words)
    monkeypatch.setattr(underway, "_POLL_SECONDS", 0.05)
    begun.start()
    process = begun._process
    assert process is not None
    closing = threading.Thread(target=book.close)
    closing.start()
    with pytest.raises(copying.CopyCancelled):
        begun.wait(book._is_closing.is_set)
    closing.join(30)
    assert not closing.is_alive()
    assert process.poll() is None, "the child is left to its work"
    process.kill()


def test_rows_that_wait_for_their_seal_are_sealed_in_the_copy_alone(book: Book) -> None:
    with book.work() as work:
        for number in range(450):
            adding.add(work, f"Person {number}")
    waiting = "SELECT (SELECT max(seq) FROM row_change) - (SELECT digested_seq FROM digest_state)"
    assert book.read.value(waiting) > 0
    made = book.backup()
    copy = sqlite3.connect(made.file)
    assert copy.execute(waiting).fetchone()[0] == 0
    assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete", (
        "a file of its own, no log beside it"
    )
    copy.close()
    assert book.read.value(waiting) > 0
    known = manifest.read(made.file)
    assert known is not None
    assert known.totals["person"].startswith("450:")


def test_a_disk_without_room_fails_the_backup_and_leaves_nothing(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    with_note(book)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(BookNotUsable, match="is full"):
            book.backup()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert left_in(book.folder) == set()
    assert ledger.read(book.folder).unresolved_failure is not None


def test_what_a_killed_process_left_is_swept_and_told(book: Book) -> None:
    with_note(book)
    book.backup()
    room = backups_folder(book.folder)
    gone = 2**22 + 1  # above every process number of a system
    for name in (f".goodturn-x.db.{gone}.part", f".goodturn-x.db.{gone}.part-wal"):
        (room / name).write_bytes(b"x")
    alive = room / f".goodturn-y.db.{os.getppid()}.part"
    alive.write_bytes(b"x")
    scratch = book.folder / f".drill-{gone}"
    scratch.mkdir()
    assert parts.sweep(book.folder) == 1
    assert not scratch.exists()
    assert [file.name for file in room.glob(".*.part*")] == [alive.name]


def test_modes_are_repaired_and_foreign_files_are_not_touched(book: Book) -> None:
    made = book.backup()
    room = backups_folder(book.folder)
    foreign = room / "goodturn-2026 (conflicted copy).db"
    foreign.write_text("another program's")
    room.chmod(0o755)
    made.file.chmod(0o644)
    book.backup()
    if os.name == "posix":
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
        assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert foreign.read_text() == "another program's"


def test_the_today_of_the_tests_is_the_backups_day(book: Book) -> None:
    assert book.backup().at.date() == TODAY
