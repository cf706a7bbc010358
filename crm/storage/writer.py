"""The one writing connection of an open book: whose turn it is, its transactions, and what the lock file says of it."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crm.changes import Changes
from crm.errors import BookNotUsable, OnlyReadable, SavedBut
from crm.storage.committing import CommitFailed, reopened, what_came_of_it
from crm.storage.connection import connect
from crm.storage.digests import table_digests
from crm.storage.digests.catching_up import catch_up
from crm.storage.fault_sentences import in_words
from crm.storage.file_identity import Place
from crm.storage.lock import Lock, LockRecord
from crm.storage.opening import uid_of
from crm.storage.restore.swapping_files import sync
from crm.storage.wal import belongs_to_book

if TYPE_CHECKING:
    from sqlalchemy import Engine

# A full or failing disk, or what a flipped bit leads to: the next opening catches up, or `check` tells.
_MAY_FAIL_AT_CLOSE = (sqlite3.Error, ValueError, TypeError, OverflowError)
_ROWS_LOOKED_AT = 400  # of each index, as SQLite advises for a table of any size


class Writer:
    """`turn` is held by the thread that writes. `only_readable` says why nothing can be written, or is None."""

    def __init__(
        self, file: Path, lock: Lock, connection: sqlite3.Connection, only_readable: BookNotUsable | None
    ) -> None:
        self.turn = threading.RLock()
        self.place = Place(file)
        self.only_readable = only_readable
        self.connection = connection
        self._file = file
        self._lock = lock
        self._uid = ""
        self._is_noted = False  # whether the lock file says that this book is open
        self._is_broken = False  # whether no connection could be made after a failed commit
        self._engine: Engine | None = None

    def take_over(self, record: LockRecord | None) -> None:
        """After an unclean end the lock file says open already, and closing in order makes it say closed."""
        self._uid = uid_of(self.connection)
        self._is_noted = record == LockRecord(self._uid, is_open=True)

    @contextmanager
    def transaction(
        self, readers_closed: Callable[[], AbstractContextManager[None]], tell: Callable[[Changes], None]
    ) -> Iterator[sqlite3.Connection]:
        """BEGIN IMMEDIATE; the caller commits with `committing.commit`, and what is not committed is rolled back.

        Raises BookNotUsable; SavedBut where the commit failed and the step stands all the same, which `tell` hears of.
        """
        with self.turn, in_words(self._file.parent):
            self._refuse_where_nothing_is_written()
            try:
                with self._begun() as connection:
                    yield connection
            except CommitFailed as failed:
                with readers_closed():
                    said = self._looked_again(failed)
                if isinstance(said, SavedBut):
                    tell(failed.changes)
                raise said from failed.fault

    @contextmanager
    def quiet(self) -> Iterator[sqlite3.Connection]:
        """The connection while no step is under way: for checks, restores and sealing."""
        with self.turn, in_words(self._file.parent):
            self._note_open()
            yield self.connection

    @contextmanager
    def exchanging(self) -> Iterator[sqlite3.Connection]:
        """The same, while another book takes this one's place: the lock file tells nothing meanwhile, and then that one's id.

        Raises OnlyReadable.
        """
        with self.turn, in_words(self._file.parent):
            self._refuse_where_nothing_is_written()
            self._lock.forget()
            try:
                yield self.connection
            finally:
                self._uid, self._is_noted = uid_of(self.connection), False
                self._note_open()

    def engine(self) -> "Engine":
        if self._engine is None:
            from crm.storage.sqlalchemy_session import writing_engine  # brings SQLAlchemy

            self._engine = writing_engine(self.connection)
        return self._engine

    def close(self) -> None:
        """Seals what is not sealed yet if that is quick, and says in the lock file that all is in order."""
        try:
            if self._is_noted and not self._is_broken:
                with suppress(*_MAY_FAIL_AT_CLOSE):
                    catch_up(self.connection, table_digests.QUICK)
                    self._note_sizes()
        finally:
            self._close_connection()
            self._note_closed()
            self._lock.release()

    def _note_closed(self) -> None:
        """Not where a log is left, as another program reads the book. The removal of the log is on the disk before."""
        with suppress(OSError):
            if self._is_noted and not belongs_to_book.has_log(self._file):
                sync(self._file.parent)
                self._lock.note(LockRecord(self._uid, is_open=False))

    @contextmanager
    def _begun(self) -> Iterator[sqlite3.Connection]:
        self._note_open()
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        finally:
            with suppress(sqlite3.Error):  # an error on the way here is the one to tell
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def _looked_again(self, failed: CommitFailed) -> Exception:
        """The file is closed, opened again and looked at: then it is known what came of the step. No reader may be open."""
        self._close_connection()
        connection = reopened(self._file)
        self._is_broken = connection is None
        self.connection = connection or self.connection
        return what_came_of_it(self._file, connection, failed)

    def _refuse_where_nothing_is_written(self) -> None:
        if self.only_readable is not None:
            raise OnlyReadable(str(self.only_readable))
        self.place.check()
        if self._is_broken:
            self.connection, self._is_broken = connect(self._file), False

    def _note_open(self) -> None:
        """Before the first write: a log beside a book whose lock says it was closed counts as another book's."""
        if not self._is_noted and self.only_readable is None:
            self._lock.note(LockRecord(self._uid, is_open=True))
            self._is_noted = True

    def _close_connection(self) -> None:
        self._engine = None
        with suppress(sqlite3.Error):
            self.connection.close()

    def _note_sizes(self) -> None:
        """For SQLite's choice of indexes. In one transaction: each table by itself would wait for the disk."""
        with self._begun() as connection:
            connection.execute(f"PRAGMA analysis_limit={_ROWS_LOOKED_AT}")
            connection.execute("PRAGMA optimize")
            connection.execute("COMMIT")
