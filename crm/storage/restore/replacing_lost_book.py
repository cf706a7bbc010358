"""Restoring a backup where the book itself cannot be opened: damaged, newer, foreign, or missing."""

from pathlib import Path

from crm.clock import Clock
from crm.errors import BookInUse
from crm.storage.fault_sentences import translate_faults
from crm.storage.folder import prepare_folder
from crm.storage.leftover_copies import sweep
from crm.storage.lock import LOCK_FILE, Lock, read_record
from crm.storage.opening import FILE_NAME
from crm.storage.restore.keeping_present import keep_files
from crm.storage.restore.restoring import Restored, prepared_backup
from crm.storage.restore.swapping_files import finish_swap, swap_in


def replace_book(folder: Path, source: Path, clock: Clock, wait: float = 0.0) -> Restored:
    """Keeps a copy of the present files, log included. Raises BookInUse, BookNotUsable: nothing changed."""
    with translate_faults(folder):
        prepare_folder(folder)
        lock = Lock(folder / LOCK_FILE)
        if not lock.take(wait):
            raise BookInUse("This book is in use by another Goodturn; nothing was changed.")
        try:
            return _replace(folder / FILE_NAME, source, clock, lock)
        finally:
            lock.release()


def _replace(book: Path, source: Path, clock: Clock, lock: Lock) -> Restored:
    finish_swap(book)
    sweep(book.parent, clock.now().replace(tzinfo=None))
    record = read_record(book.parent / LOCK_FILE)
    with prepared_backup(source, book, record.book if record else "") as ready:
        kept = keep_files(book, ready.file.parent, clock.now())
        lock.forget()  # its record is about the replaced book
        swap_in(ready.file, book)
    return Restored(source, kept, ready.uid)
