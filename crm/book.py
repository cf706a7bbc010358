"""Book: an open data folder with its lock, one writing connection, a reader per thread and commit listeners."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from crm.changes import Changes
from crm.clock import Clock
from crm.errors import BookInUse, BookNotUsable, NotUnderstood
from crm.restorable import RestorableBook
from crm.steps import Step
from crm.storage.committing import commit
from crm.storage.fault_sentences import translate_faults
from crm.storage.folder import prepare_folder, refuse_irregular_files
from crm.storage.format.migrating import Progress, ignore_progress
from crm.storage.journal import journal_steps, row_changes
from crm.storage.lock import LOCK_FILE, Lock, read_record
from crm.storage.opening import FILE_NAME, open_book_file
from crm.storage.wal.belongs_to_book import Examination, examine_after_unclean_end
from crm.storage.writer import Writer
from crm.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


class Book(RestorableBook):
    """Open with `Book.open`. Write through `work`, read through `read`; listeners are called after every
    commit.
    """

    @classmethod
    def open(
        cls,
        folder: Path,
        clock: Clock,
        wait: float = 0.0,
        even_if_damaged: bool = False,
        examine: Examination = examine_after_unclean_end,
        on_progress: Progress = ignore_progress,
    ) -> "Book":
        """Create or open the book in `folder`, waiting up to `wait` seconds for the lock of the writing
        process. `even_if_damaged` opens a damaged book for repair. `examine` checks the file after an unclean
        shutdown, before anything is written. `on_progress` is called while a book of an earlier format is
        migrated. Raises BookNotUsable: BookInUse, BookLost, BookDamaged or OnlyReadable.
        """
        with translate_faults(folder):
            prepare_folder(folder)
            lock = _take_lock(folder, wait)
            try:
                record = read_record(folder / LOCK_FILE)
                connection = open_book_file(
                    folder, clock, lock, record, even_if_damaged, examine, on_progress
                )
                writer = Writer(folder / FILE_NAME, lock, connection, None)
                writer.take_over(record)
                return cls(folder, clock, writer)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def open_to_read(cls, folder: Path, clock: Clock, reason: BookNotUsable, wait: float = 0.0) -> "Book":
        """Open the book read-only, where `reason` prevents writing. Raises `reason` again if reading fails,
        too.
        """
        from crm.storage.read_only import open_readable  # rarely needed

        refuse_irregular_files(folder)
        try:
            lock = _take_lock(folder, wait)
        except OSError:  # no space or no rights for a lock file: no other process of this user writes here
            lock = Lock(folder / LOCK_FILE)
        try:
            readable = open_readable(folder / FILE_NAME, reason)
            return cls(folder, clock, Writer(folder / FILE_NAME, lock, readable.connect(), reason), readable)
        except BaseException:
            lock.release()
            raise

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        """Run one user action in one transaction: commit at the end, then call the listeners.
        Any exception rolls the action back, except SavedBut: the action is committed and the disk failed
        afterwards.
        """
        with self._writer.transaction(self._readers.closed, self._notify_listeners) as connection:
            step_id = journal_steps.open_step(connection, "user", self.clock.now())
            work = UnitOfWork(connection, self._writer.engine, self.clock.today(), self.clock.now())
            with closing(work):
                yield work
                work.flush()
                touched = journal_steps.close_step(connection, step_id, work.label, work.origin)
                changes = Changes(step_id, work.label, work.origin, touched)
                commit(connection, changes)
        if touched:
            self._notify_listeners(changes)

    def undo(self, step_id: int | None = None, with_dependents: bool = False) -> Changes:
        """Undo the newest step, or the given one; with `with_dependents` also the steps that depend on it, all or
        nothing. Raises NotUnderstood, or DependentStepsError with the dependent steps.
        """
        return self._reverse(step_id, False, with_dependents)

    def redo(self, step_id: int | None = None, with_dependents: bool = False) -> Changes:
        """Redo the step last undone, or the given one, with the steps that were undone together with it."""
        return self._reverse(step_id, True, with_dependents)

    def reach(self, step_id: int | None = None, redo: bool = False) -> int:
        """Estimate how many rows `undo` or `redo` would examine; 0 where they would refuse."""
        newest = journal_steps.newest_undone if redo else journal_steps.newest_in_force
        try:
            return row_changes.count_changes_since(
                self.read.connection, step_id or newest(self.read.connection)
            )
        except NotUnderstood:
            return 0

    def _reverse(self, step_id: int | None, redo: bool, with_dependents: bool) -> Changes:
        # Not needed to open a book.
        from crm.storage.undo import refusal_sentences, undo_with_dependents, undone_together

        origin = "redo" if redo else "undo"
        wanted = undone_together.steps_to_redo if redo else undone_together.steps_to_undo
        try:
            with self._writer.transaction(self._readers.closed, self._notify_listeners) as connection:
                asked = wanted(connection, step_id)
                done = undo_with_dependents.reverse_together(
                    connection, asked, self.clock.now(), redo, with_dependents
                )
                changes = Changes(done.step_id, done.label, origin, done.touched)
                commit(connection, changes)
        except undo_with_dependents.UnrequestedDependentsError as found:
            raise refusal_sentences.dependent_steps_error(found, redo, self.clock.today()) from None
        self._notify_listeners(changes)
        return changes

    def steps(self, limit: int = 500) -> list[Step]:
        return journal_steps.steps(self.read.connection, limit)

    def steps_of(self, ids: Sequence[int]) -> list[Step]:
        """The steps with these ids, in this order."""
        return journal_steps.steps_of(self.read.connection, ids)

    def undone_with(self, step_id: int) -> list[int]:
        """Ids of the steps that `redo` would bring back together with this one, itself included."""
        from crm.storage.undo import undone_together  # not needed to open a book

        return undone_together.undone_together_with(self.read.connection, step_id)

    def close(self) -> None:
        self._is_closing.set()
        with self._copying, self._writer.lock:  # a running copy stops at its next portion
            if self._is_closed:
                return
            self._is_closed = True
            self._readers.close()
            self._writer.close()
            if self._readable is not None:
                self._readable.close()


def _take_lock(folder: Path, wait: float) -> Lock:
    lock = Lock(folder / LOCK_FILE)
    if not lock.take(wait):
        raise BookInUse(
            "This book is in use by another Goodturn; nothing was changed. Close it and try again."
        )
    return lock
