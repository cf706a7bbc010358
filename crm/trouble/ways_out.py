"""The ways out of trouble. Each keeps what was there: nothing of a damaged or lost book is ever deleted."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crm.book import Book
from crm.clock import Clock
from crm.errors import BookInUse, GoodturnError
from crm.examination import Finding
from crm.storage import lost_book_traces
from crm.storage.backups import concluding
from crm.storage.checks import mending
from crm.storage.checks.mending import Repaired
from crm.storage.fault_sentences import translate_faults
from crm.storage.lock import FILE_NAME as LOCK
from crm.storage.lock import Lock
from crm.storage.opening import FILE_NAME
from crm.storage.rescue.newer import SCRATCH
from crm.storage.restore.keeping_present import keep_files
from crm.storage.restore.replacing_lost_book import replace_book
from crm.storage.restore.restoring import Restored
from crm.storage.wal import belongs_to_book
from crm.trouble.adding_again import add_again


@dataclass(frozen=True, slots=True)
class GoneBack:
    """`added` rows were newer than the backup and are in the book again; `left` names those that could not be added."""

    restored: Restored
    added: int = 0
    left: tuple[str, ...] = ()


def put_right(folder: Path, clock: Clock) -> Repaired:
    """From the backups that provably hold what was written. Raises BookNotUsable: nothing was changed then."""
    with _for_mending(folder, clock) as book:
        return book.put_right(has_copy=True)


def accept(folder: Path, clock: Clock, findings: Sequence[Finding]) -> Repaired:
    """These count from now on as they are. Raises BookNotUsable: nothing was changed then."""
    with (
        _for_mending(folder, clock) as book,
        translate_faults(folder),
        book.quiet_connection() as connection,
    ):
        mended = mending.accept(connection, findings)
    if not mended.left:
        concluding.note_repaired(folder)
    return mended


def go_back(folder: Path, clock: Clock, backup: Path, adds_newer: bool = True) -> GoneBack:
    """To that backup; what the damaged book holds beyond it is added again where it can be read.

    Raises FileNotRead, BookInUse, BookNotUsable: the book is as it was then.
    """
    restored = replace_book(folder, backup, clock)
    kept = restored.present_kept_as
    if kept is None or not adds_newer:
        return GoneBack(restored)
    book = Book.open(folder, clock)
    try:
        added = add_again(book, kept)
    except GoodturnError:  # another book, or nothing in it can be read: the restore itself is done
        return GoneBack(restored)
    finally:
        book.close()
    return GoneBack(restored, added.rows, added.left)


def begin_anew(folder: Path, clock: Clock) -> Path | None:
    """What is left of a lost book moves into a folder of its own, and an empty book is made. Gives that folder."""
    with translate_faults(folder), _locked(folder):
        pass  # no other Goodturn is at work here
    with translate_faults(folder):
        kept = lost_book_traces.move_traces_aside(folder, clock.now())
    Book.open(folder, clock).close()
    return kept


def set_log_aside(folder: Path, clock: Clock) -> list[Path]:
    """The new places of the logs that were beside the book. Raises BookInUse, BookNotUsable."""
    with translate_faults(folder), _locked(folder):
        return belongs_to_book.set_aside(folder / FILE_NAME, clock.now())


@contextmanager
def _for_mending(folder: Path, clock: Clock) -> Iterator[Book]:
    """The book, opened though it is damaged, once its file was kept as it is."""
    with (
        translate_faults(folder),
        _locked(folder),
        tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as aside,
    ):
        keep_files(folder / FILE_NAME, Path(aside), clock.now())
    book = Book.open(folder, clock, even_if_damaged=True)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = Lock(folder / LOCK)
    if not lock.take():
        raise BookInUse("This book is in use by another Goodturn; nothing was changed.")
    try:
        yield
    finally:
        lock.release()
