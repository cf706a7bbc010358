"""A backup is copied beside the writer, examined by a child process, and counts only when it is good."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crm import children
from crm.book import Book
from crm.clock import Clock
from crm.errors import BookDamaged, BookNotUsable, FileNotWritten
from crm.people import adding, deleting, notes
from crm.storage.backups import backup, copying, examining, ledger, manifest, parts, underway
from crm.storage.backups.folder import backups_folder, damaged_folder
from tests.conftest import NOW, TODAY
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


@pytest.fixture
def in_portions(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A slow copy: what is put into the list is called at the copy's second portion."""
    called: list[object] = []
    passed: list[None] = []

    def go_on(given_up: Callable[[], bool]) -> None:
        passed.append(None)
        if len(passed) == 2:
            for one in called:
                one()  # type: ignore[operator]
        if given_up():
            raise copying.CopyCancelled

    monkeypatch.setattr(copying, "_PAGES_PER_CALL", 8)
    monkeypatch.setattr(copying, "_stop_if_cancelled", go_on)
    return called


def test_the_book_is_written_while_a_slow_copy_is_made(book: Book, in_portions: list[object]) -> None:
    add_person(book, "Ana Ruiz")

    def write_in_another_thread() -> None:
        writer = threading.Thread(target=add_person, args=(book, "Ben Okafor"))
        writer.start()
        writer.join(30)
        assert not writer.is_alive(), "the copy holds the writer's turn"

    in_portions.append(write_in_another_thread)
    made = book.backup()
    assert made.people == 1, "the copy is one moment's"
    assert book.read.value("SELECT count(*) FROM person") == 2
    assert backup.examine(made.file)[0] == 1


def test_closing_the_book_gives_a_copy_up(book: Book, in_portions: list[object]) -> None:
    add_person(book, "Ana Ruiz")
    closing = threading.Thread(target=book.close)

    def close_in_another_thread() -> None:
        closing.start()
        book._is_closing.wait(30)

    in_portions.append(close_in_another_thread)
    with pytest.raises(copying.CopyCancelled):
        book.backup()
    closing.join(30)
    assert not closing.is_alive()
    assert left_in(book.folder) == set()
    assert ledger.read(book.folder).last_failure is None


def test_closing_the_book_does_not_wait_for_the_examination(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_note(book)
    begun = book.begin_backup()
    words = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    monkeypatch.setattr(children, "child_command", lambda _word: words)
    monkeypatch.setattr(underway, "_POLL_SECONDS", 0.05)
    begun.start()
    process = begun._process
    assert process is not None
    closing = threading.Thread(target=book.close)
    closing.start()
    with pytest.raises(copying.CopyCancelled):
        begun.wait(book._is_closing.is_set)
    closing.join(30)
    assert not closing.is_alive()
    assert process.poll() is None, "the child is left to its work"
    process.kill()


def test_rows_that_wait_for_their_seal_are_sealed_in_the_copy_alone(book: Book) -> None:
    with book.work() as work:
        for number in range(450):
            adding.add(work, f"Person {number}")
    waiting = "SELECT (SELECT max(seq) FROM row_change) - (SELECT digested_seq FROM digest_state)"
    assert book.read.value(waiting) > 0
    made = book.backup()
    copy = sqlite3.connect(made.file)
    assert copy.execute(waiting).fetchone()[0] == 0
    assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete", (
        "a file of its own, no log beside it"
    )
    copy.close()
    assert book.read.value(waiting) > 0
    known = manifest.read(made.file)
    assert known is not None
    assert known.totals["person"].startswith("450:")


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
    assert known.standing_failure is not None


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
    assert ledger.read(book.folder).standing_failure is not None
    book.backup()
    assert ledger.read(book.folder).standing_failure is None


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


def test_a_disk_without_room_fails_the_backup_and_leaves_nothing(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    with_note(book)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(BookNotUsable, match="is full"):
            book.backup()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert left_in(book.folder) == set()
    assert ledger.read(book.folder).standing_failure is not None


def test_what_a_killed_process_left_is_swept_and_told(book: Book) -> None:
    with_note(book)
    book.backup()
    room = backups_folder(book.folder)
    gone = 2**22 + 1  # above every process number of a system
    for name in (f".goodturn-x.db.{gone}.part", f".goodturn-x.db.{gone}.part-wal"):
        (room / name).write_bytes(b"x")
    alive = room / f".goodturn-y.db.{os.getppid()}.part"
    alive.write_bytes(b"x")
    scratch = book.folder / f".drill-{gone}"
    scratch.mkdir()
    assert parts.sweep(book.folder) == 1
    assert not scratch.exists()
    assert [file.name for file in room.glob(".*.part*")] == [alive.name]


def test_modes_are_repaired_and_foreign_files_are_not_touched(book: Book) -> None:
    made = book.backup()
    room = backups_folder(book.folder)
    foreign = room / "goodturn-2026 (conflicted copy).db"
    foreign.write_text("another program's")
    room.chmod(0o755)
    made.file.chmod(0o644)
    book.backup()
    if os.name == "posix":
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
        assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert foreign.read_text() == "another program's"


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


def test_the_today_of_the_tests_is_the_backups_day(book: Book) -> None:
    assert book.backup().at.date() == TODAY


def _spawn_and_wait() -> "subprocess.Popen[str]":
    """A child that has ended before it is asked."""
    words = children.child_command("verify")
    gone = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    gone.wait()
    return gone
