"""An open book among threads, listeners and other programs: nothing leaks, and nothing is written where it is lost."""

import logging
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import BookNotUsable, FileNotWritten
from tests.conftest import clock
from tests.crm.storage.test_journal import add_person


def in_a_thread(job: Callable[[], object]) -> None:
    thread = threading.Thread(target=job)
    thread.start()
    thread.join()


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files the Linux way")
def test_threads_that_ended_leave_no_open_files_behind(book: Book) -> None:
    in_a_thread(lambda: book.read.value("SELECT 1"))
    before = _open_files()
    for _ in range(10):
        in_a_thread(lambda: book.read.value("SELECT 1"))
    assert _open_files() <= before + 2


def test_writers_of_several_threads_wait_for_each_other(book: Book) -> None:
    def write(name: str) -> None:
        for number in range(5):
            add_person(book, f"{name} {number}")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("Ana", "Ben", "Mei")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert book.read.value("SELECT count(*) FROM person") == 15
    assert len(book.steps()) == 15
    assert book.check() == []


def test_a_listener_that_fails_stops_neither_the_others_nor_the_writer(
    book: Book, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []

    def broken(_changes: object) -> None:
        raise RuntimeError("a page broke over Ana Ruiz")

    book.listen(broken)
    book.listen(lambda changes: heard.append(changes.label))
    with caplog.at_level(logging.ERROR, "crm.book"):
        add_person(book, "Ana Ruiz")
    assert len(heard) == 1
    assert book.read.value("SELECT count(*) FROM person") == 1
    assert "RuntimeError" in caplog.text
    assert "Ana" not in caplog.text
    caplog.clear()


def test_who_has_stopped_listening_hears_no_more_and_the_others_do(book: Book) -> None:
    heard: list[str] = []
    stop = book.listen(lambda changes: heard.append("first"))
    book.listen(lambda changes: heard.append("second"))
    add_person(book, "Ana Ruiz")
    stop()
    stop()
    add_person(book, "Ben Okafor")
    assert heard == ["first", "second", "second"]


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere an open file cannot be deleted or replaced")
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_written_into_a_book_that_was_taken_away(
    book: Book, tmp_path: Path, replaced: bool
) -> None:
    add_person(book, "Ana Ruiz")
    book.file.rename(tmp_path / "elsewhere.db")
    if replaced:
        book.file.write_bytes(b"another program's")
    for action in (lambda: add_person(book, "Ben Okafor"), book.undo):
        with pytest.raises(BookNotUsable, match="moved, deleted or replaced"):
            action()
    kept = book.backup()
    assert kept.people == 1, "what was saved until then can still be copied"


@pytest.mark.parametrize("name", ["goodturn.db", "goodturn.db-wal", "goodturn.lock"])
def test_a_backup_never_takes_the_place_of_the_book_itself(folder: Path, name: str) -> None:
    book = Book.open(folder, clock())
    add_person(book, "Ana Ruiz")
    with pytest.raises(FileNotWritten, match="belongs to the book itself"):
        book.backup(folder / "." / name)
    add_person(book, "Ben Okafor")
    book.close()
    again = Book.open(folder, clock())
    assert again.read.value("SELECT count(*) FROM person") == 2
    again.close()


def test_closing_while_a_thread_reads_breaks_the_reading_off(book: Book) -> None:
    """Python's sqlite3 alone ends the whole process where a connection is closed in the middle of a statement."""
    begun, came_of_it = threading.Event(), list[Exception]()

    def read() -> None:
        connection = book.read.connection
        connection.create_function("begun", 0, begun.set)
        endless = "WITH RECURSIVE n(i) AS (SELECT begun() UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
        try:
            connection.execute(endless)
        except sqlite3.OperationalError as fault:
            came_of_it.append(fault)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait()
    book.close()
    thread.join()
    assert [fault.sqlite_errorname for fault in came_of_it] == ["SQLITE_INTERRUPT"]
    assert not Path(f"{book.file}-wal").exists(), "nothing kept the log from being folded in"


def test_a_closed_book_is_not_read_again(book: Book) -> None:
    """A connection made after the lock was let go would stand beside another program that writes."""
    kept = book.read
    book.close()
    with pytest.raises(BookNotUsable, match="closed"):
        kept.value("SELECT 1")
    with pytest.raises(BookNotUsable, match="closed"):
        book.read.value("SELECT 1")
