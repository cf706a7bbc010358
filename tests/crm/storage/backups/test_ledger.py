"""What is noted beside the backups: numbers never go back, and no damage to the notes costs a backup."""

import json
import os
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book
from crm.storage.backups import backup, due, ledger, manifest
from crm.storage.backups.folder import backups_folder
from crm.storage.backups.ledger import Ledger
from tests.conftest import NOW, TODAY
from tests.crm.storage.backups.books_to_copy import set_clock
from tests.crm.storage.test_journal import add_person

BROKEN = [b"", b"{", b"[]", b"null", b'{"number": 1}', b"\xff\xfe", b"[" * 100_000]


def noted(book: Book) -> Ledger:
    return ledger.read(book.folder)


@pytest.mark.parametrize("broken", BROKEN)
def test_a_damaged_ledger_is_made_anew_from_the_manifests(book: Book, broken: bytes) -> None:
    add_person(book, "Ana Ruiz")
    book.backup()
    second = book.backup()
    before = noted(book)
    (backups_folder(book.folder) / ledger.FILE_NAME).write_bytes(broken)
    again = noted(book)
    assert (again.number, again.last_good) == (2, before.last_good)
    book.backup()
    assert noted(book).number == 3
    assert backup.backups(book.folder)[1].file == second.file


@pytest.mark.parametrize("broken", BROKEN)
def test_a_damaged_manifest_costs_the_backup_its_place_but_not_its_life(book: Book, broken: bytes) -> None:
    add_person(book, "Ana Ruiz")
    first, second = book.backup(), book.backup()
    manifest.place(second.file).write_bytes(broken)
    assert [one.file for one in backup.backups(book.folder)] == [first.file, second.file]
    third = book.backup()
    assert backup.backups(book.folder)[0].file == third.file
    assert noted(book).number == 3


def test_a_file_that_was_cut_off_is_not_listed(book: Book) -> None:
    add_person(book, "Ana Ruiz")
    first, second = book.backup(), book.backup()
    second.file.write_bytes(second.file.read_bytes()[:-4096])
    assert [one.file for one in backup.backups(book.folder)] == [first.file]
    assert second.file.exists()


def test_a_restore_takes_no_number_back(book: Book) -> None:
    first = book.backup()
    add_person(book, "Ana Ruiz")
    book.restore(first.file)
    assert noted(book).number == 2
    book.backup()
    assert noted(book).number == 3
    (backups_folder(book.folder) / ledger.FILE_NAME).write_text(json.dumps({"number": 1}))
    book.backup()
    assert [one.number for file in backup.backups(book.folder) if (one := manifest.read(file.file))] == [
        4,
        3,
        2,
        1,
    ]


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists) | st.dictionaries(st.text(), st.text()))
def test_nothing_in_the_place_of_the_ledger_stops_anything(empty_book_folder: Path, found: object) -> None:
    with TemporaryDirectory(dir=empty_book_folder.parent) as place:
        folder = Path(place)
        backups_folder(folder).mkdir()
        (backups_folder(folder) / ledger.FILE_NAME).write_text(json.dumps(found))
        assert ledger.read(folder) == Ledger()


def test_what_is_due_does_not_wait_for_a_wrong_clock(book: Book) -> None:
    assert due.begin_daily_backup(book.folder, NOW) is True
    assert due.begin_daily_backup(book.folder, NOW + timedelta(minutes=5)) is False
    assert due.begin_daily_backup(book.folder, NOW - timedelta(days=4000)) is True
    add_person(book, "Ana Ruiz")
    set_clock(book, NOW + timedelta(days=4000))
    made = book.backup()
    assert due.needs_full_check(made.at, TODAY) is True
    assert due.needs_full_check(NOW.replace(tzinfo=None) - timedelta(days=6), TODAY) is False
    assert due.needs_full_check(NOW.replace(tzinfo=None) - timedelta(days=7), TODAY) is True
    assert due.needs_full_check(None, TODAY) is False
    assert due.begin_daily_backup(book.folder, NOW + timedelta(days=4000)) is False


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="elsewhere files cannot be pipes")
def test_pipes_in_the_place_of_our_files_are_not_waited_for(book: Book) -> None:
    made = book.backup()
    room = backups_folder(book.folder)
    for name in ("goodturn-2026-01-01-090000.db", "goodturn-2026-01-02-090000.json"):
        os.mkfifo(room / name)
    (room / ledger.FILE_NAME).unlink()
    os.mkfifo(room / ledger.FILE_NAME)
    assert [one.file for one in backup.backups(book.folder)] == [made.file]
    assert noted(book).number == 1
