"""Books in trouble for the pictures: really damaged, lost, or without a backup that could be made, each in a folder of its own."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from crm.book import Book
from crm.capture.names import Names
from crm.capture.understand import understand
from crm.clock import Clock
from crm.meetings import logging
from crm.people import notes
from crm.sample.book import open_sample
from crm.storage.backups.concluding import note_failure
from crm.storage.lock import LOCK_FILE

_FULL = "The disk that holds the backups is full; the book is as it was, and earlier backups stay. Make some room."
_NOTES = {
    "Ana Ruiz": "Hopes to have three shops by the spring",
    "Tom Sandberg": "Would rather write than call",
    "Ben Okafor": "His sister runs the gallery in Leith",
}
_NEWER = "Labels go to print on Monday"
_EVENING, _MORNING, _LATER = timedelta(hours=-14), timedelta(0), timedelta(minutes=53)


def damaged(folder: Path, now: datetime) -> Path:
    """Three notes were changed by the disk, and the power went out; the backup of an hour ago holds all three."""
    _kept(folder, now)
    _flip(folder, 3)
    return folder


def damaged_for_good(folder: Path, now: datetime) -> Path:
    """The same, but what is newer than the backup is damaged, too: going back is what is left."""
    _kept(folder, now)
    _flip(folder, 4)
    return folder


def lost(folder: Path, now: datetime) -> Path:
    _kept(folder, now)
    (folder / "goodturn.db").unlink()
    return folder


def backup_failed(folder: Path, now: datetime) -> Path:
    _kept(folder, now)
    note_failure(folder, now.replace(tzinfo=None), _FULL)
    return folder


SCENES: dict[str, Callable[[Path, datetime], Path]] = {
    "trouble": damaged,
    "rescue": damaged_for_good,
    "lost-book": lost,
    "backup-failed": backup_failed,
}


def _kept(folder: Path, now: datetime) -> None:
    """The sample story and some notes, two backups, a coffee after them and a note of it; closed."""
    book = open_sample(folder, Clock(now.date(), lambda: now + _EVENING))
    for name, words in _NOTES.items():
        _note(book, name, words)
    book.close()
    for moment in (now + _EVENING, now + _MORNING):
        book = Book.open(folder, Clock(now.date(), lambda at=moment: at))  # type: ignore[misc]
        book.backup()
        book.close()
    book = Book.open(folder, Clock(now.date(), lambda: now + _LATER))
    draft = understand("Coffee with Ana Ruiz", now.date(), Names.from_reader(book.read))
    with book.work() as work:
        logging.log(work, draft)
    _note(book, "Ana Ruiz", _NEWER)
    book.close()


def _note(book: Book, name: str, words: str) -> None:
    person = book.read.value("SELECT id FROM person WHERE full_name = :name", name=name)
    with book.work() as work:
        notes.add_note(work, person, words)


def _flip(folder: Path, how_many: int) -> None:
    """Some letters of each of so many notes (a single bit a rescue puts right), in the bytes of the file; the lock file says that the end was unclean."""
    file = folder / "goodturn.db"
    data = bytearray(file.read_bytes())
    for words in [*_NOTES.values(), _NEWER][:how_many]:
        at = data.index(words.encode())
        data[at + 3 : at + 9] = bytes(letter ^ 1 for letter in data[at + 3 : at + 9])
    file.write_bytes(data)
    record = json.loads((folder / LOCK_FILE).read_text())
    (folder / LOCK_FILE).write_text(json.dumps(record | {"state": "open"}))
