"""Writer: the one writing connection of an open book, its lock, its transactions and its record in the lock
file.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crm.changes import Changes
from crm.errors import BookNotUsable, OnlyReadable, SavedBut
from crm.storage.committing import CommitFailed, outcome_of_failed_commit, reopen
from crm.storage.connection import connect
from crm.storage.digests import table_digests
from crm.storage.digests.catching_up import catch_up
from crm.storage.fault_sentences import translate_faults
from crm.storage.file_identity import OpenedFile
from crm.storage.lock import Lock, LockRecord
from crm.storage.opening import uid_of
from crm.storage.restore.swapping_files import sync
from crm.storage.wal import belongs_to_book

if TYPE_CHECKING:
    from sqlalchemy import Engine

# A full or failing disk, or damage: the next opening catches up, or `check` reports it.
_MAY_FAIL_AT_CLOSE = (sqlite3.Error, ValueError, TypeError, OverflowError)
_ANALYSIS_LIMIT = 400  # rows per index, as SQLite's documentation advises


class Writer:
    """The writing thread holds `lock`. `only_readable` is the error that prevents writing, or None."""

    def __init__(
        self, file: Path, lock: Lock, connection: sqlite3.Connection, only_readable: BookNotUsable | None
    ) -> None:
        self.lock = threading.RLock()
        self.place = OpenedFile(file)
        self.only_readable = only_readable
        self.connection = connection
        self._file = file
        self._lock = lock
        self._uid = ""
        self._is_noted = False  # whether the lock file records this book as open
        self._is_broken = False  # whether reopening failed after a failed commit
        self._engine: Engine | None = None

    def take_over(self, record: LockRecord | None) -> None:
        """Adopt the record of the lock file: after an unclean shutdown it says open already."""
        self._uid = uid_of(self.connection)
        self._is_noted = record == LockRecord(self._uid, is_open=True)

    @contextmanager
    def transaction(
        self, readers_closed: Callable[[], AbstractContextManager[None]], on_commit: Callable[[Changes], None]
    ) -> Iterator[sqlite3.Connection]:
        """BEGIN IMMEDIATE; the caller commits with `committing.commit`, and an uncommitted transaction is
        rolled back. Raises BookNotUsable; SavedBut if the commit failed but the step was saved, after calling
        `on_commit`.
        """
        with self.lock, translate_faults(self._file.parent):
            self._refuse_if_unwritable()
            try:
                with self._begin() as connection:
                    yield connection
            except CommitFailed as failed:
                with readers_closed():
                    error = self._reopen_and_look(failed)
                if isinstance(error, SavedBut):
                    on_commit(failed.changes)
                raise error from failed.fault

    @contextmanager
    def between_steps(self) -> Iterator[sqlite3.Connection]:
        """The connection while no step is in progress: for checks, restores and sealing."""
        with self.lock, translate_faults(self._file.parent):
            self._note_open()
            yield self.connection

    @contextmanager
    def replacing(self) -> Iterator[sqlite3.Connection]:
        """The connection while another book replaces this one: the lock file's record is cleared and written
        again afterwards. Raises OnlyReadable.
        """
        with self.lock, translate_faults(self._file.parent):
            self._refuse_if_unwritable()
            self._lock.forget()
            try:
                yield self.connection
            finally:
                self._uid, self._is_noted = uid_of(self.connection), False
                self._note_open()

    def engine(self) -> "Engine":
        if self._engine is None:
            from crm.storage.sqlalchemy_session import writing_engine  # imports SQLAlchemy

            self._engine = writing_engine(self.connection)
        return self._engine

    def close(self) -> None:
        """Digest the remaining rows if that is quick, record the book as closed, and release the lock."""
        try:
            if self._is_noted and not self._is_broken:
                with suppress(*_MAY_FAIL_AT_CLOSE):
                    catch_up(self.connection, table_digests.QUICK)
                    self._update_statistics()
        finally:
            self._close_connection()
            self._note_closed()
            self._lock.release()

    def _note_closed(self) -> None:
        """Not recorded if a log is left because another program reads the book. Its removal is synced first."""
        with suppress(OSError):
            if self._is_noted and not belongs_to_book.has_log(self._file):
                sync(self._file.parent)
                self._lock.note(LockRecord(self._uid, is_open=False))

    @contextmanager
    def _begin(self) -> Iterator[sqlite3.Connection]:
        self._note_open()
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        finally:
            with suppress(sqlite3.Error):  # the error that led here is the one to report
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def _reopen_and_look(self, failed: CommitFailed) -> Exception:
        """Close the file, open it again, and look whether the step was saved. No reader may be open."""
        self._close_connection()
        connection = reopen(self._file)
        self._is_broken = connection is None
        self.connection = connection or self.connection
        return outcome_of_failed_commit(self._file, connection, failed)

    def _refuse_if_unwritable(self) -> None:
        if self.only_readable is not None:
            raise OnlyReadable(str(self.only_readable))
        self.place.check()
        if self._is_broken:
            self.connection, self._is_broken = connect(self._file), False

    def _note_open(self) -> None:
        """Before the first write: a log beside a book recorded as closed is taken for another book's."""
        if not self._is_noted and self.only_readable is None:
            self._lock.note(LockRecord(self._uid, is_open=True))
            self._is_noted = True

    def _close_connection(self) -> None:
        self._engine = None
        with suppress(sqlite3.Error):
            self.connection.close()

    def _update_statistics(self) -> None:
        """Statistics for SQLite's query planner, in one transaction: separate ones would each wait for the
        disk.
        """
        with self._begin() as connection:
            connection.execute(f"PRAGMA analysis_limit={_ANALYSIS_LIMIT}")
            connection.execute("PRAGMA optimize")
            connection.execute("COMMIT")
