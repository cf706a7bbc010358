"""Faults inside a backup: full disks, kills of the child and of the process that copied, flipped bits at each stage.

Whatever happens, the list of backups shows good ones only, and the next backup works.
"""

import hashlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.errors import GoodturnError
from crm.people import adding, notes
from crm.storage.backups import backup, examining, ledger, manifest, parts, verifying
from crm.storage.backups.folder import backups_folder, locked
from crm.storage.backups.underway import PendingBackup
from tests.conftest import NOW

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 0.7  # seconds that one backup of this book takes, roughly


class Faults:
    """One book, faults of every kind inside its backups, and what its backups may hold."""

    def __init__(self, folder: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.chance, self.monkeypatch = folder, random.Random(seed), monkeypatch
        self.known: set[str] = set()  # digests of everything the book ever held
        self.looked_at: set[tuple[str, int]] = set()
        self.came = Counter[str]()

    def run(self, count: int) -> None:
        kinds = [self.full_disk, self.killed_child, self.killed_parent, self.flipped, self.flipped_later]
        for number in range(count):
            fault = kinds[number % len(kinds)]
            self.write(number)
            fault()
            self.came[fault.__name__] += 1
            self.look(fault.__name__)
        with self.opened() as book:
            self.note(book)
            made = book.backup()
        self.look("after all")
        assert backup.backups(self.folder)[0].file == made.file
        assert [file.name for file in backups_folder(self.folder).glob(".*.part*")] == []

    def opened(self) -> "_Opened":
        return _Opened(self.folder)

    def write(self, number: int) -> None:
        with self.opened() as book:
            with book.work() as work:
                person = adding.add(work, f"Person {number}").id
                notes.add_note(work, person, "words, " * self.chance.randrange(1, 400))
            self.note(book)

    def note(self, book: Book) -> None:
        self.known.add(contents(book.read.connection))

    def full_disk(self) -> None:
        size = (self.folder / "goodturn.db").stat().st_size
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        with self.opened() as book, suppress(GoodturnError):
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.chance.randrange(int(size * 1.2)), before[1]))
            try:
                book.backup()
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)

    def killed_child(self) -> None:
        with self.opened() as book:
            underway = book.begin_backup()
            underway.start()
            process = underway._process
            assert process is not None
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.chance.random() * LONGEST)
            process.kill()
            with suppress(GoodturnError):
                underway.wait()

    def killed_parent(self) -> None:
        command = [sys.executable, "main.py", "--data-dir", str(self.folder), "backup"]
        parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            parent.wait(self.chance.random() * LONGEST * 1.5)
        parent.send_signal(signal.SIGKILL)
        parent.wait()

    def flipped(self) -> None:
        """In the copy, before the child has it."""
        with self.opened() as book, suppress(GoodturnError):
            underway = book.begin_backup()
            self.flip(underway._request.part)
            underway.wait()

    def flipped_later(self) -> None:
        """In the copy, at each stage of its examination, which therefore happens in this process."""
        stage = self.chance.choice(["_make_single_file", "_damage", "_counts_or_none"])
        honest: Callable[..., object] = getattr(examining, stage)

        def flipping(part: Path, *rest: object) -> object:
            is_before = self.chance.random() < 0.5
            if is_before:
                self.flip(part)
            answer = honest(part, *rest)
            if not is_before:
                self.flip(part)
            return answer

        with self.opened() as book, self.monkeypatch.context() as flips:
            underway: PendingBackup = book.begin_backup()
            flips.setattr(examining, stage, flipping)
            flips.setattr(verifying, "_lower_priority", lambda: None)
            verifying.verify(underway._request)

    def flip(self, file: Path) -> None:
        with file.open("r+b") as opened:
            opened.seek(self.chance.randrange(file.stat().st_size))
            (old,) = opened.read(1)
            opened.seek(-1, os.SEEK_CUR)
            opened.write(bytes([old ^ 1 << self.chance.randrange(8)]))

    def look(self, after: str) -> None:
        """Each backup that is listed now, or a moment later, holds what the book held once, and opens."""
        until = time.monotonic() + 30
        while self.is_at_work() and time.monotonic() < until:
            with suppress(FileNotFoundError):  # the child thins just now
                self.look_at_the_listed(after)
        with locked(self.folder):
            self.look_at_the_listed(after)

    def is_at_work(self) -> bool:
        found = [parts._PART.fullmatch(file.name) for file in backups_folder(self.folder).glob(".*.part")]
        return any(one and int(one[1]) != os.getpid() and parts.is_alive(int(one[1])) for one in found)

    def look_at_the_listed(self, after: str) -> None:
        for one in backup.backups(self.folder):
            sign = (one.file.name, one.file.stat().st_mtime_ns)
            if sign in self.looked_at:
                continue
            known = manifest.read(one.file)
            assert known is not None, (after, one.file.name)
            assert manifest.sha256_of(one.file) == known.sha256, (after, one.file.name)
            copy = self.folder / "looked-at.db"
            shutil.copyfile(one.file, copy)
            with sqlite3.connect(copy) as connection:
                assert contents(connection) in self.known, (after, one.file.name)
            connection.close()
            assert examining._damage(copy) == [], (after, one.file.name)
            copy.unlink()
            self.looked_at.add(sign)


class _Opened:
    def __init__(self, folder: Path) -> None:
        self.book = Book.open(folder, Clock(NOW.date(), lambda: NOW), wait=30)

    def __enter__(self) -> Book:
        return self.book

    def __exit__(self, *_fault: object) -> None:
        self.book.close()


def contents(connection: sqlite3.Connection) -> str:
    seal = hashlib.sha256()
    for table in ("person", "note", "step"):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
            seal.update(repr((table, tuple(row))).encode())
    return seal.hexdigest()


def test_no_fault_inside_a_backup_puts_a_bad_one_on_the_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = Faults(folder, 11, monkeypatch)
    faults.run(15)
    assert faults.looked_at


@pytest.mark.endure
def test_two_hundred_faults_inside_backups(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = random.randrange(10**6)
    faults = Faults(folder, seed, monkeypatch)
    faults.run(200)
    listed, noted = len(backup.backups(folder)), ledger.read(folder)
    print(
        f"\nL5: {faults.came.total()} faults inside a backup, seed {seed}: {dict(faults.came)}; "
        f"{len(faults.looked_at)} good copies looked at, {listed} listed at the end, number {noted.number}; 0 bad ones"
    )
    assert faults.came.total() == 200
