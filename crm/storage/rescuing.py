"""Putting a backup back where the book itself cannot be opened: damaged, newer, or not ours."""

import shutil
import tempfile
from pathlib import Path

from crm.clock import Clock
from crm.errors import BookInUse, FileNotRead
from crm.storage.backup import FOLDER_NAME
from crm.storage.faults import in_words
from crm.storage.lock import Lock
from crm.storage.opening import FILE_NAME, prepare_folder
from crm.storage.restoring import Restored, fresh_copy

_LOGS = ("-wal", "-shm")


def rescue(folder: Path, source: Path, clock: Clock, wait: float = 0.0) -> Restored:
    """What is there is kept as it is, log included. Raises BookInUse, FileNotRead, BookNotUsable: nothing changed."""
    with in_words(folder):
        prepare_folder(folder)
        lock = Lock(folder / "goodturn.lock")
        if not lock.take(wait):
            raise BookInUse("This book is in use by another Goodturn; nothing was changed.")
        try:
            return _replaced(folder / FILE_NAME, source, clock)
        finally:
            lock.release()


def _replaced(book: Path, source: Path, clock: Clock) -> Restored:
    if source.exists() and book.exists() and source.samefile(book):
        raise FileNotRead(f"{source.name} is the book itself; nothing was changed. Name a backup.")
    with tempfile.TemporaryDirectory(dir=book.parent, prefix=".restore-") as aside:
        fresh = fresh_copy(source, Path(aside) / "copy.db")
        # Everything is in the one file then, and the file's own rights are the user's alone.
        fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fresh.close()
        kept = _kept(book, clock)
        for log in _LOGS:
            book.with_name(book.name + log).unlink(missing_ok=True)
        (Path(aside) / "copy.db").replace(book)
    return Restored(source, kept)


def _kept(book: Path, clock: Clock) -> Path:
    """Copied, not moved: until the new file stands in its place, the old one does."""
    room = book.parent / FOLDER_NAME
    room.mkdir(mode=0o700, exist_ok=True)
    kept = room / f"unusable-{clock.now():%Y-%m-%d-%H%M%S}.db"
    for ending in ("", *_LOGS):
        if book.with_name(book.name + ending).exists():
            shutil.copyfile(book.with_name(book.name + ending), kept.with_name(kept.name + ending))
            kept.with_name(kept.name + ending).chmod(0o600)
    return kept
