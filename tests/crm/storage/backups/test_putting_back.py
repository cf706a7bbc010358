"""Backups: good copies, put back whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from crm.book import Book
from crm.errors import FileNotRead
from crm.people import notes
from crm.storage.backups import backup
from tests.crm.storage.test_journal import add_person


def flip_in_note(file: Path, words: bytes) -> None:
    data = bytearray(file.read_bytes())
    data[data.index(words) + 3] ^= 0x02
    file.write_bytes(data)


def test_a_backup_brings_the_book_back_and_keeps_the_present(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    kept = book.backup()
    add_person(book, "Ben Okafor")
    done = book.restore(kept.file)
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]
    assert backup.examine(done.present_kept_as).people == 2
    assert book.check() == []
    add_person(book, "Mei Kobayashi")
    assert book.read.value("SELECT count(*) FROM person") == 2


def test_a_damaged_backup_is_refused_and_changes_nothing(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    kept = book.backup()
    kept.file.write_bytes(kept.file.read_bytes()[: 3 * 4096])
    with pytest.raises(FileNotRead):
        book.restore(kept.file)
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "harm",
    [
        "PRAGMA foreign_keys=0; UPDATE journal_now SET step_id = 1; "
        "UPDATE note SET person_id = 99; UPDATE journal_now SET step_id = NULL",
        "UPDATE journal_now SET step_id = 1",
        "DELETE FROM journal_now",
        "DELETE FROM digest_state",
        "PRAGMA journal_mode=DELETE; PRAGMA page_size=1024; VACUUM",
        "CREATE TRIGGER theirs AFTER INSERT ON tag BEGIN DELETE FROM person; END",
    ],
)
def test_a_copy_that_somebody_changed_is_refused_and_changes_nothing(book: Book, harm: str) -> None:
    add_person(book, "Ana Ruiz")
    with book.work() as work:
        notes.add_note(work, 1, "told in confidence")
    kept = book.backup().file
    add_person(book, "Ben Okafor")
    changed = sqlite3.connect(kept)
    changed.executescript(harm)
    changed.close()
    with pytest.raises(FileNotRead, match="nothing was changed"):
        book.restore(kept)
    assert book.read.values("SELECT full_name FROM person") == ["Ana Ruiz", "Ben Okafor"]
    assert book.check() == []


def test_a_backup_with_one_flipped_bit_is_refused(book: Book) -> None:
    add_person(book, "Ana Ruiz", blurb="xyzzy plugh, told in confidence")
    kept = book.backup().file
    flip_in_note(kept, b"xyzzy plugh")
    with pytest.raises(FileNotRead, match="damaged"):
        book.restore(kept)
    assert book.check() == []
