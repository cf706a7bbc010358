"""A copy is examined by a child process, and counts as a backup only when it is good."""

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from crm import children
from crm.book import Book
from crm.errors import BookDamaged, FileNotWritten
from crm.people import deleting
from crm.storage.backups import backup, copying, examining, ledger, manifest, underway
from crm.storage.backups.folder import backups_folder, damaged_folder
from tests.conftest import NOW
from tests.crm.storage.backups.books_to_copy import damage_note, left_in, set_clock, with_note
from tests.crm.storage.backups.test_putting_back import flip_in_note
from tests.crm.storage.test_journal import add_person


def test_a_damaged_book_makes_no_backup_and_costs_none(book: Book) -> None:
    with_note(book)
    good = book.backup()
    damage_note(book)
    for _ in range(5):
        with pytest.raises(BookDamaged, match="1 row of note") as told:
            book.backup()
    assert {(one.kind, one.table, one.row_id) for one in told.value.findings} >= {("changed", "note", 1)}
    assert [one.file for one in backup.backups(book.folder)] == [good.file]
    apart = [file for file in damaged_folder(book.folder).iterdir() if file.suffix == ".db"]
    assert len(apart) == 3
    assert str(damaged_folder(book.folder)) in str(told.value)
    known = ledger.read(book.folder)
    assert (known.is_damaged, known.number) == (True, 6)
    assert known.last_check is not None
    assert known.last_check.summary == "1 row of note"
    assert known.unresolved_failure is not None


def test_nothing_is_thinned_while_the_last_examination_found_damage(book: Book) -> None:
    with_note(book)
    for day in range(4):
        set_clock(book, NOW + timedelta(days=day))
        book.backup()
    before = backup.backups(book.folder)
    damage_note(book)
    set_clock(book, NOW + timedelta(days=30))
    with pytest.raises(BookDamaged):
        book.backup()
    assert backup.backups(book.folder) == before
    book.close()
    again = Book.open(book.folder, book.clock)  # the pages it held in memory were whole
    restored = again.restore(before[0].file)
    assert restored.present_kept_as.parent == damaged_folder(book.folder)
    assert again.check() == []
    assert backup.backups(book.folder) == before
    assert again.backup().file == backup.backups(book.folder)[0].file
    assert ledger.read(book.folder).is_damaged is False
    again.close()


@pytest.mark.parametrize("ending", ["is gone", "dies", "talks nonsense", "hangs"])
def test_a_child_that_does_not_answer_fails_the_backup_and_leaves_nothing(
    book: Book, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    with_note(book)
    good = book.backup()
    code = {
        "is gone": "",
        "dies": "raise SystemExit(1)",
        "talks nonsense": "print('[1]')",
        "hangs": "input(); input()",
    }[ending]
    if ending == "hangs":
        code = "import threading; threading.Event().wait()"
    with monkeypatch.context() as broken:
        broken.setattr(children, "child_command", lambda _word: [sys.executable, "-c", code])
        if ending == "is gone":
            broken.setattr(underway, "_spawn", _spawn_and_wait)
        broken.setattr(underway, "_POLL_SECONDS", 0.05)
        broken.setattr(underway.PendingBackup, "_limit", lambda _self: 0.2 if ending == "hangs" else 60.0)
        with pytest.raises(FileNotWritten, match="earlier backups stay"):
            book.backup()
    assert left_in(book.folder) == {good.file.name, good.file.with_suffix(".json").name}
    assert ledger.read(book.folder).unresolved_failure is not None
    book.backup()
    assert ledger.read(book.folder).unresolved_failure is None


@pytest.mark.parametrize("stage", ["copied", "sealed", "examined"])
def test_a_bit_that_flips_on_the_way_never_makes_a_listed_backup(
    book: Book, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    with_note(book)
    part = backups_folder(book.folder) / ".x.part"
    backups_folder(book.folder).mkdir()
    source = sqlite3.connect(book.file, isolation_level=None)
    noted = copying.copy(source, part, lambda: False)
    source.close()
    if stage == "copied":
        flip_in_note(part, b"plumbago")
        assert examining.examine(part, noted).examined.findings
        return
    place = {"sealed": "_damage", "examined": "_counts_or_none"}[stage]
    honest = getattr(examining, place)

    def flipping(file: Path) -> object:
        flip_in_note(file, b"plumbago")
        return honest(file)

    monkeypatch.setattr(examining, place, flipping)
    with pytest.raises(examining.CopyMismatch):
        examining.examine(part, noted)


def test_a_copy_that_lost_rows_is_no_backup(book: Book) -> None:
    with_note(book)
    part = book.folder / ".x.part"
    source = sqlite3.connect(book.file, isolation_level=None)
    noted = copying.copy(source, part, lambda: False)
    source.close()
    assert noted is not None
    with pytest.raises(examining.CopyMismatch):
        examining.examine(part, noted._replace(rows={**noted.rows, "note": 2}))


def test_a_file_the_user_names_is_verified_too_and_has_nothing_beside_it(book: Book, tmp_path: Path) -> None:
    with_note(book)
    made = book.backup(tmp_path / "elsewhere" / "copy.db")
    assert [file.name for file in made.file.parent.iterdir()] == ["copy.db"]
    assert made.people == 1
    damage_note(book)
    with pytest.raises(BookDamaged, match="1 row of note"):
        book.backup(tmp_path / "elsewhere" / "second.db")
    assert [file.name for file in made.file.parent.iterdir()] == ["copy.db"]


def test_a_book_that_shrank_by_a_third_pins_the_older_copies(book: Book) -> None:
    for name in ("Ana Ruiz", "Ben Okafor", "Mei Kobayashi"):
        add_person(book, name)
    first = book.backup()
    with book.work() as work:
        deleting.delete(work, 1)
    set_clock(book, NOW + timedelta(hours=1))
    second = book.backup()
    pinned = {file: manifest.read(file) for file in (first.file, second.file)}
    assert [one.pinned is not None for one in pinned.values() if one] == [True, False]


def _spawn_and_wait() -> "subprocess.Popen[str]":
    """A child that has ended before it is asked."""
    words = children.child_command("verify")
    gone = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    gone.wait()
    return gone
