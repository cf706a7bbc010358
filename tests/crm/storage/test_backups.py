"""Backups: good copies, put back whole or not at all, and thinned out with care."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import FileNotRead
from crm.people import notes
from crm.storage import backup
from crm.storage.thinning import superfluous
from tests.conftest import NOW
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
    assert backup.examine(done.present_kept_as)[0] == 2
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


@given(st.lists(st.integers(-3 * 24, 3 * 365 * 24), min_size=1, max_size=60, unique=True))
def test_thinning_keeps_the_newest_and_one_of_each_kept_period(ages: list[int]) -> None:
    now = NOW.replace(tzinfo=None)
    files = [(Path(f"goodturn-{age}.db"), now - timedelta(hours=age)) for age in ages]
    gone = set(superfluous(files, now))
    kept = [at for file, at in files if file not in gone]
    assert max(at for _, at in files) in kept
    assert all(at in kept for _, at in files if at > now - timedelta(days=2))
    days = {at.date() for _, at in files if now - timedelta(days=14) < at <= now}
    assert days <= {at.date() for at in kept}
    months = {(at.year, at.month) for _, at in files if now - timedelta(days=365) < at <= now}
    assert months <= {(at.year, at.month) for at in kept}
