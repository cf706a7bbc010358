"""The ways out of trouble. Each keeps a copy of what was there: a damaged or lost book is never deleted."""

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
from crm.storage.checks import repairing
from crm.storage.checks.repairing import Repaired
from crm.storage.fault_sentences import translate_faults
from crm.storage.lock import LOCK_FILE, Lock
from crm.storage.opening import FILE_NAME
from crm.storage.rescue.newer import SCRATCH
from crm.storage.restore.keeping_present import keep_files
from crm.storage.restore.replacing_lost_book import replace_book
from crm.storage.restore.restoring import Restored
from crm.storage.wal import belongs_to_book
from crm.trouble.newer_rows import add_again


@dataclass(frozen=True, slots=True)
class Restoration:
    """`added` rows were newer than the backup and were added again; `left` describes those that could not be."""

    restored: Restored
    added: int = 0
    left: tuple[str, ...] = ()


def repair(folder: Path, clock: Clock) -> Repaired:
    """Repair from backups that provably have what was written. Raises BookNotUsable: nothing was changed
    then.
    """
    with _open_for_repair(folder, clock) as book:
        return book.repair(has_copy=True)


def accept(folder: Path, clock: Clock, findings: Sequence[Finding]) -> Repaired:
    """Accept these findings as they are. Raises BookNotUsable: nothing was changed then."""
    with (
        _open_for_repair(folder, clock) as book,
        translate_faults(folder),
        book.quiet_connection() as connection,
    ):
        repaired = repairing.accept(connection, findings)
    if not repaired.left:
        concluding.note_repaired(folder)
    return repaired


def restore_backup(folder: Path, clock: Clock, backup: Path, adds_newer: bool = True) -> Restoration:
    """Restore that backup; what the damaged book has beyond it is added again as far as readable.
    Raises FileNotRead, BookInUse, BookNotUsable: the book is unchanged then.
    """
    restored = replace_book(folder, backup, clock)
    kept = restored.present_kept_as
    if kept is None or not adds_newer:
        return Restoration(restored)
    book = Book.open(folder, clock)
    try:
        added = add_again(book, kept)
    except GoodturnError:  # another book, or an unreadable one: the restore itself is done
        return Restoration(restored)
    finally:
        book.close()
    return Restoration(restored, added.rows, added.left)


def begin_anew(folder: Path, clock: Clock) -> Path | None:
    """Move the remains of a lost book into a folder of their own, and create an empty book. Returns that
    folder.
    """
    with translate_faults(folder), _locked(folder):
        pass  # no other process uses this folder
    with translate_faults(folder):
        kept = lost_book_traces.move_traces_aside(folder, clock.now())
    Book.open(folder, clock).close()
    return kept


def set_log_aside(folder: Path, clock: Clock) -> list[Path]:
    """Returns the new paths of the logs. Raises BookInUse, BookNotUsable."""
    with translate_faults(folder), _locked(folder):
        return belongs_to_book.set_aside(folder / FILE_NAME, clock.now())


@contextmanager
def _open_for_repair(folder: Path, clock: Clock) -> Iterator[Book]:
    """Keep a copy of the file, then open the book although it is damaged."""
    with (
        translate_faults(folder),
        _locked(folder),
        tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as scratch,
    ):
        keep_files(folder / FILE_NAME, Path(scratch), clock.now())
    book = Book.open(folder, clock, even_if_damaged=True)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = Lock(folder / LOCK_FILE)
    if not lock.take():
        raise BookInUse("This book is in use by another Goodturn; nothing was changed.")
    try:
        yield
    finally:
        lock.release()
