"""Where a commit fails, what is said of it is true: the file is closed, opened again and looked at."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from crm import book as books
from crm.book import Book
from crm.changes import Changes
from crm.errors import BookNotUsable, SavedBut
from crm.storage import committing
from crm.storage.committing import CommitFailed
from tests.conftest import clock
from tests.crm.storage.test_journal import add_person

Commit = Callable[[sqlite3.Connection, Changes], None]


def sync_failed() -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorname = "SQLITE_IOERR_FSYNC"
    return fault


def failing(after: bool) -> Commit:
    """As a failing sync does: with `after`, the step is in the log all the same."""

    def commit(connection: sqlite3.Connection, changes: Changes) -> None:
        if after:
            connection.execute("COMMIT")
        raise CommitFailed(sync_failed(), changes)

    return commit


def test_a_step_that_came_back_is_told_as_saved(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    book.listen(lambda changes: heard.append(changes.label))
    with monkeypatch.context() as patch:
        patch.setattr(books, "commit", failing(after=True))
        with pytest.raises(SavedBut, match="It was saved, but"):
            add_person(book, "Ana Ruiz")
    assert len(heard) == 1, "pages hear of it as of any commit"
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    add_person(book, "Ben Okafor")
    book.undo()
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    assert book.check() == []


def test_a_step_that_is_not_there_is_told_as_not_saved(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    book.listen(lambda changes: heard.append(changes.label))
    reader = book.read  # of before: it must not go on reading a connection that is closed
    assert reader.value("SELECT count(*) FROM person") == 0
    with monkeypatch.context() as patch:
        patch.setattr(books, "commit", failing(after=False))
        with pytest.raises(BookNotUsable, match="nothing was changed") as told:
            add_person(book, "Ana Ruiz")
    assert not isinstance(told.value, SavedBut)
    assert heard == []
    assert book.read.value("SELECT count(*) FROM person") == 0
    add_person(book, "Ana Ruiz")
    assert book.check() == []


def test_a_full_disk_is_certain_and_nothing_is_reopened(book: Book) -> None:
    class Full:
        def execute(self, _sql: str) -> None:
            fault = sqlite3.OperationalError("database or disk is full")
            fault.sqlite_errorname = "SQLITE_FULL"
            raise fault

    with pytest.raises(sqlite3.OperationalError, match="full"):
        committing.commit(Full(), Changes(1, "", "user", {}))  # type: ignore[arg-type]


def test_where_the_disk_gives_nothing_back_it_says_so_and_works_again_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book.open(folder, clock())
    with monkeypatch.context() as patch:
        patch.setattr(books, "commit", failing(after=True))
        patch.setattr("crm.storage.writer.reopen", lambda _file: None)
        with pytest.raises(SavedBut):  # read from the file itself, or from a copy
            add_person(book, "Ana Ruiz")
    add_person(book, "Ben Okafor")
    assert book.read.values("SELECT full_name FROM person ORDER BY id") == ["Ana Ruiz", "Ben Okafor"]
    book.close()


def test_an_undo_whose_commit_fails_is_looked_at_too(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(book, "Ana Ruiz")
    with monkeypatch.context() as patch:
        patch.setattr(books, "commit", failing(after=True))
        with pytest.raises(SavedBut):
            book.undo()
    assert book.read.value("SELECT count(*) FROM person") == 0
