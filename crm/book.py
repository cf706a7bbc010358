"""An open book: one folder, one lock, one writing connection, a reader for each thread, and who listens."""

import logging
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crm.changes import Changes
from crm.clock import Clock
from crm.errors import BookInUse, FileNotWritten, InTheWay, NotUnderstood
from crm.storage import backup as backups
from crm.storage import digests, journal, notes
from crm.storage.backup import Backup
from crm.storage.connection import connect_for_reading
from crm.storage.faults import in_words
from crm.storage.integrity import check
from crm.storage.lock import Lock
from crm.storage.opening import FILE_NAME, open_book_file, prepare_folder
from crm.storage.place import Place, refuse_the_books_own
from crm.storage.reading import Reader
from crm.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from crm.storage.restoring import Restored

log = logging.getLogger(__name__)
_ROWS_LOOKED_AT = 400  # of each index, as SQLite advises for a table of any size


class Book:
    """Opened with `Book.open`; writes go through `work`, reads through `read`, and every commit is told to listeners."""

    def __init__(self, folder: Path, clock: Clock, lock: Lock, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.file = folder / FILE_NAME
        self.clock = clock
        self._lock = lock
        self._connection = connection
        self._engine: Engine | None = None
        self._turn = threading.RLock()
        self._readers = threading.local()
        self._close_readers: list[weakref.finalize[..., Reader]] = []
        self._place = Place(self.file)
        self._listeners: list[Callable[[Changes], None]] = []

    @classmethod
    def open(cls, folder: Path, clock: Clock, wait: float = 0.0) -> "Book":
        """Make or open the book in `folder`, waiting up to `wait` seconds for whoever writes. Raises BookNotUsable."""
        with in_words(folder):
            prepare_folder(folder)
            lock = Lock(folder / "goodturn.lock")
            if not lock.take(wait):
                raise BookInUse(
                    "This book is in use by another Goodturn; nothing was changed. Close it and try again."
                )
            try:
                return cls(folder, clock, lock, open_book_file(folder, clock))
            except BaseException:
                lock.release()
                raise

    @property
    def read(self) -> Reader:
        """The reader of the calling thread."""
        reader: Reader | None = getattr(self._readers, "reader", None)
        if reader is None:
            reader = self._readers.reader = self._new_reader()
        return reader

    def _new_reader(self) -> Reader:
        with in_words(self.folder):
            self._place.check()
            connection = connect_for_reading(self.file)
        reader = Reader(connection)
        # A thread that ends lets go of its reader; without this each background job would leave open files behind.
        self._close_readers = [close for close in self._close_readers if close.alive]
        self._close_readers.append(weakref.finalize(reader, connection.close))
        return reader

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        """One user action. Commits at the end and tells the listeners; any exception leaves the book as it was."""
        with self._turn:
            self._place.check()
            with in_words(self.folder), self._transaction() as connection:
                step_id = journal.open_step(connection, "user", self.clock.now())
                work = UnitOfWork(connection, self._writer, self.clock.today(), self.clock.now())
                with closing(work):
                    yield work
                    work.flush()
                    touched = journal.close_step(connection, step_id, work.label, work.origin)
                    connection.execute("COMMIT")
        if touched:
            self._tell(Changes(step_id, work.label, work.origin, touched))

    def undo(self, step_id: int | None = None) -> Changes:
        """Take back the newest step, or that one. Raises NotUnderstood, or InTheWay with the later steps' ids."""
        return self._reverse(step_id, redo=False)

    def redo(self, step_id: int | None = None) -> Changes:
        """Bring back the step last undone, or that one."""
        return self._reverse(step_id, redo=True)

    def reach(self, step_id: int | None = None, redo: bool = False) -> int:
        """About how many rows `undo` or `redo` would look at; 0 where they would refuse."""
        newest = journal.newest_undone if redo else journal.newest_in_force
        try:
            return notes.reach(self.read.connection, step_id or newest(self.read.connection))
        except NotUnderstood:
            return 0

    def _reverse(self, step_id: int | None, redo: bool) -> Changes:
        from crm.storage import reversing  # opening a book does without

        self._place.check()
        newest = journal.newest_undone if redo else journal.newest_in_force
        origin = "redo" if redo else "undo"
        with self._turn, in_words(self.folder), self._sound(), self._transaction() as connection:
            reversal, label = reversing.reverse(
                connection, step_id or newest(connection), self.clock.now(), redo
            )
            changes = Changes(
                reversal, label, origin, journal.close_step(connection, reversal, label, origin)
            )
        self._tell(changes)
        return changes

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """An older step may need a row that a later one took away, or a name that is taken again: only the
        database's own rules know, some of them at the commit alone."""
        try:
            yield
        except sqlite3.IntegrityError as fault:
            raise InTheWay(
                "A later step changed what this rests on, so it was left as it is; undo the later step first.",
                [],
            ) from fault

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def steps(self, limit: int = 500) -> list[journal.Step]:
        return journal.steps(self.read.connection, limit)

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """`listener` hears of every commit, in the thread that made it; what it raises is logged and goes no further."""
        self._listeners.append(listener)

    @contextmanager
    def quiet_connection(self) -> Iterator[sqlite3.Connection]:
        """The writing connection while nobody writes: for backups and checks."""
        with self._turn, in_words(self.folder):
            yield self._connection

    def backup(self, target: Path | None = None) -> Backup:
        """A verified copy, in the book's own backup folder unless a file is named. Raises FileNotWritten."""
        if target is not None:
            refuse_the_books_own(self.file, target)
        with self.quiet_connection() as connection:
            digests.catch_up(connection)
            if target is None:
                return backups.make_named(connection, self.folder, self.clock.now())
            try:
                return backups.make(connection, target, self.clock.now().replace(tzinfo=None))
            except OSError as fault:
                raise FileNotWritten(
                    f"{target.name} could not be written ({fault.strerror}); the book is as it was."
                ) from fault

    def restore(self, source: Path) -> "Restored":
        """Put a backup back after copying the present; listeners reload everything. Raises FileNotRead."""
        from crm.storage.restoring import restore  # hardly ever needed

        self._place.check()
        with self.quiet_connection() as connection:
            restored = restore(connection, self.folder, source, self.clock.now())
            everything = {table: frozenset[int]() for table in digests.tables(connection)}
        self._tell(Changes(0, f"Restored {source.name}", "user", everything))
        return restored

    def check(self) -> list[str]:
        """What is wrong with the book, one sentence each; empty when it is sound."""
        with self.quiet_connection() as connection:
            return check(connection)

    def close(self) -> None:
        with self._turn:
            for close_reader in self._close_readers:
                close_reader()
            try:
                digests.catch_up(self._connection, digests.QUICK)
                self._note_sizes()
            except sqlite3.Error:
                pass  # a full or failing disk: the next opening catches up
            self._connection.close()
            self._lock.release()

    def _note_sizes(self) -> None:
        """For SQLite's choice of indexes. In one transaction: each table by itself would wait for the disk."""
        with self._transaction() as connection:
            connection.execute(f"PRAGMA analysis_limit={_ROWS_LOOKED_AT}")
            connection.execute("PRAGMA optimize")

    def _writer(self) -> "Engine":
        if self._engine is None:
            from crm.storage.writing import writing_engine  # brings SQLAlchemy

            self._engine = writing_engine(self._connection)
        return self._engine

    def _tell(self, changes: Changes) -> None:
        for listener in list(self._listeners):
            try:
                listener(changes)
            except Exception as fault:  # it is committed: whoever wrote must not take it for refused
                log.error("A listener failed: %s", type(fault).__name__)
