"""Years of backups with gaps, summer time and a clock that jumps by ten years: what thinning may never do.

Most copies are tiny files that are named, noted and thinned as real ones are; every so often the book itself is backed up.
"""

import os
import random
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.examination import Examined
from crm.storage.backups import backup, concluding, ledger, manifest, thinning
from crm.storage.backups.examining import Verdict
from crm.storage.backups.folder import backups_folder, base_name, prepare
from tests.crm.storage.test_journal import add_person

TEN_YEARS = timedelta(days=3652)
A_DAY_AT_MOST = 4  # copies
FOREIGN = (
    "notes.txt",
    "goodturn-2026 (conflicted copy).db",
    "goodturn.db.bak",
    "photo.json",
    "goodturn-x.json",
)


class Made(NamedTuple):
    name: str
    day: int  # of use, counted here as well
    is_reasoned: bool


class Years:
    """What a user, a calendar and a clock do, and what must be true after each backup."""

    def __init__(self, folder: Path, seed: int, shrinks_after: int) -> None:
        """The book loses half its people once, after about so many backups."""
        self.shrinks_after = shrinks_after
        self.folder, self.chance = folder, random.Random(seed)
        self.true_time = datetime(2026, 1, 5, 8, tzinfo=UTC)
        self.wrong = timedelta(0)
        self.people = 30
        self.made: list[Made] = []
        self.pinned: set[str] = set()
        self.jumps = self.real = self.most = 0
        self.last: datetime | None = None
        prepare(folder)
        for name in FOREIGN:
            (backups_folder(folder) / name).write_text(f"not ours: {name}")

    def live(self, days_of_use: int, real_every: int, jumps: int = 0) -> None:
        """At least so many days of use, and on until the clock was wrong so many times."""
        while not self.made or self.made[-1].day < days_of_use or self.jumps < jumps:
            for _ in range(self.chance.randint(1, A_DAY_AT_MOST)):
                self.true_time += timedelta(minutes=self.chance.randint(20, 150))
                self.back_up(is_real=len(self.made) % real_every == real_every - 1)
            gap = self.chance.choices([1, 2, 3, 20, 75], [90, 4, 4, 1, 1])[0]
            self.true_time = self.true_time.replace(hour=7, minute=0) + timedelta(days=gap)
            if self.chance.random() < 0.02 or self.wrong:
                self.jumps += not self.wrong
                ahead = self.chance.choice([TEN_YEARS, -TEN_YEARS, timedelta(days=-1), timedelta(hours=13)])
                self.wrong = timedelta(0) if self.wrong and self.chance.random() < 0.6 else ahead

    def now(self) -> datetime:
        """Local time: summer time begins and ends, the clock may be wrong."""
        summer = 3 < self.true_time.month < 11
        return (self.true_time + self.wrong + timedelta(hours=2 if summer else 1)).replace(tzinfo=None)

    def back_up(self, is_real: bool) -> None:
        before = [one.file.name for one in backup.backups(self.folder)]
        shrinks = not is_real and not self.pinned and len(self.made) >= self.shrinks_after
        self.people = self.people // 2 if shrinks else self.people + 1
        reason = "before-restore" if not is_real and self.chance.random() < 0.01 else ""
        now = self.now()
        file = self.really(now) if is_real else self.tiny(now, reason)
        leaps = self.last is not None and not 0 <= (now.date() - self.last.date()).days <= 31
        if shrinks:
            self.pinned |= set(before)
        day = (
            self.made[-1].day + (self.last is not None and self.last.date() != now.date()) if self.made else 1
        )
        self.made.append(Made(file.name, day, bool(reason)))
        self.last = now
        self.look(before if leaps else [])

    def really(self, now: datetime) -> Path:
        self.real += 1
        book = Book.open(self.folder, Clock(now.date(), lambda: now.replace(tzinfo=UTC)))
        held = book.read.value("SELECT count(*) FROM person")
        for number in range(held, self.people):
            add_person(book, f"Person {number}")
        made = book.backup()
        book.close()
        self.people = made.people
        return made.file

    def tiny(self, now: datetime, reason: str) -> Path:
        part = backups_folder(self.folder) / ".tiny.1.part"
        part.write_bytes(
            struct.pack(">16sH10xI36xI28x", b"SQLite format 3\0", 512, 1, 0x47545231) + bytes(412)
        )
        examined = Examined(people=self.people, rows={"person": self.people})
        verdict = Verdict(examined, manifest.sha256_of(part))
        return concluding.name_good_copy(self.folder, base_name(now, reason), part, verdict, now, now)

    def look(self, must_stay: list[str]) -> None:
        listed = [one.file.name for one in backup.backups(self.folder)]
        there = set(listed)
        self.most = max(self.most, len(listed))
        assert listed[0] == self.made[-1].name, "the newest is there, and is known to be the newest"
        assert set(must_stay) <= there, "a clock that leaps costs no copy"
        assert self.pinned <= there
        today = self.made[-1].day
        ages = {one.name: today - one.day for one in self.made}
        assert {name for name, age in ages.items() if age < thinning.ALL_OF} <= there
        kept = {ages[name] for name in there}
        assert set(range(min(today, thinning.DAYS))) <= kept, "one of each of sixteen days of use"
        self.no_gap(kept, thinning.DAYS, thinning.WEEKS, 14)
        self.no_gap(kept, thinning.WEEKS, thinning.MONTHS, 60)
        reasoned = [one.name for one in self.made if one.is_reasoned]
        assert set(reasoned[-thinning.OF_EACH_REASON :]) <= there
        bound = thinning.ALL_OF * A_DAY_AT_MOST + 14 + 12 + 14 + thinning.OF_EACH_REASON
        assert len(there - self.pinned) <= bound + 4, "and what is kept has a bound"
        for name in FOREIGN:
            assert (backups_folder(self.folder) / name).read_text() == f"not ours: {name}"

    def no_gap(self, kept: set[int], start: int, end: int, longest: int) -> None:
        oldest = self.made[-1].day - 1
        for first in range(start, min(end, oldest + 1) - longest):
            assert kept & set(range(first, first + longest)), f"no copy {first} to {first + longest} days old"


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is lost here."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


def test_some_weeks_of_backups(folder: Path) -> None:
    years = Years(folder, 3, shrinks_after=15)
    years.live(25, real_every=20)
    assert years.real >= 1
    assert years.pinned


@pytest.mark.endure
def test_years_of_backups(folder: Path) -> None:
    seed = random.randrange(10**6)
    years = Years(folder, seed, shrinks_after=900)
    years.live(thinning.MONTHS + 60, real_every=50, jumps=3)
    print(
        f"\nL6: {len(years.made)} backups on {years.made[-1].day} days of use, {years.real} of the book "
        f"itself, {years.jumps} wrong clocks, seed {seed}: at most {years.most} kept, {len(years.pinned)} pinned at the "
        f"end; number {ledger.read(folder).number}; no rule broken"
    )
    assert years.real >= 10
    assert years.pinned
    assert ledger.read(folder).number == len(years.made)
