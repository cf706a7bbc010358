"""A book with people and notes, one good backup, something newer, and then a disk that changed three notes."""

import json
from pathlib import Path

from crm.book import Book
from crm.people import notes
from crm.storage.backups.backup import Backup
from tests.conftest import clock
from tests.crm.storage.damage.damaging import damage
from tests.crm.storage.test_journal import add_person

SAID = ("The plumbago blooms", "Her mother is ill", "Wants to leave the bank")


def kept_book(folder: Path, backed_up: bool = True) -> Backup | None:
    """Ana, Ben and Mei with a note each, a backup of that, and Chris who came later; closed."""
    book = Book.open(folder, clock())
    for number, name in enumerate(("Ana Ruiz", "Ben Okafor", "Mei Kobayashi"), start=1):
        add_person(book, name)
        with book.work() as work:
            notes.add_note(work, number, SAID[number - 1])
    made = book.backup() if backed_up else None
    add_person(book, "Chris Park")
    book.close()
    return made


def flip_notes(folder: Path, how_many: int = 3) -> None:
    """One letter each, behind the back of the journal; the book is closed in order."""
    book = Book.open(folder, clock())
    damage(book, f"UPDATE note SET words = replace(words, 'e', 'f') WHERE id <= {how_many}")
    book.close()


def flip_what_is_newer(folder: Path) -> None:
    """Chris, whom no backup holds."""
    book = Book.open(folder, clock())
    damage(book, "UPDATE person SET full_name = 'Chrit Park' WHERE full_name = 'Chris Park'")
    book.close()


def texts(folder: Path) -> list[str]:
    book = Book.open(folder, clock())
    found: list[str] = book.read.values("SELECT words FROM note ORDER BY id")
    book.close()
    return found


def names(folder: Path) -> list[str]:
    book = Book.open(folder, clock())
    found: list[str] = book.read.values("SELECT full_name FROM person ORDER BY id")
    book.close()
    return found


def unclean_end(folder: Path) -> None:
    """As after a power cut: the next opening looks before it trusts."""
    lock = folder / "goodturn.lock"
    lock.write_text(json.dumps(json.loads(lock.read_text()) | {"state": "open"}))
