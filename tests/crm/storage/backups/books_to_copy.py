"""Books for tests of backups: with a note, with a damaged one, on another day."""

from datetime import datetime
from pathlib import Path

from crm.book import Book
from crm.clock import Clock
from crm.people import notes
from crm.storage.backups.folder import backups_folder
from tests.crm.storage.backups.test_putting_back import flip_in_note
from tests.crm.storage.test_journal import add_person


def set_clock(book: Book, now: datetime) -> None:
    book.clock = Clock(now.date(), lambda: now)


def damage_note(book: Book) -> None:
    """One letter of the note, in the file itself."""
    with book.quiet_connection() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flip_in_note(book.file, b"plumbago")


def with_note(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    with book.work() as work:
        notes.add_note(work, 1, "The plumbago blooms")


def left_in(folder: Path) -> set[str]:
    return {file.name for file in backups_folder(folder).iterdir()} - {"backups.lock", "ledger.json"}
