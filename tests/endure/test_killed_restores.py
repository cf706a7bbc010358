"""kill -9 inside `restore`: the book is the old one or the restored one, never between, and nothing else is lost."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from crm.book import Book
from crm.errors import BookNotUsable
from crm.people import adding
from crm.sample.book import open_sample
from crm.storage.restore.swapping_files import SCRATCH
from tests.conftest import clock
from tests.endure.acting import digest

ROOT = Path(__file__).resolve().parents[2]


class Before(NamedTuple):
    """A data folder, and what a restore that is left alone makes of it."""

    folder: Path
    opens: bool
    digest: str
    restored: str
    files: dict[str, bytes]  # by their names within the folder, those that no restore may touch


class Scene(NamedTuple):
    source: Path
    roads: tuple[Before, ...]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A book of a year, which can be opened or not, with a log or without; and a backup of the day before."""
    place = tmp_path_factory.mktemp("restores")
    told, source = place / "told", place / "copy.db"
    open_sample(told, clock()).close()
    book = Book.open(told, clock())
    book.backup(source)
    book.backup()
    with book.work() as work:
        adding.add(work, "Added Since")
    shutil.copytree(told, place / "logged")  # as a kill would leave it
    book.close()
    restored = place / "restored"
    shutil.copytree(told, restored)
    with _restore(restored, source) as restoring:
        assert restoring.wait() == 0
    opened, broken = place / "told", place / "logged"
    with (broken / "goodturn.db").open("r+b") as file:
        file.write(bytes(100))
    return Scene(
        source, tuple(_before(folder, folder == opened, digest(restored)) for folder in (opened, broken))
    )


def _before(folder: Path, opens: bool, restored: str) -> Before:
    kept = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("backups/goodturn-*")}
    assert kept
    return Before(folder, opens, digest(folder) if opens else "", restored, kept)


def _restore(folder: Path, source: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "main.py", "--data-dir", str(folder), "restore", str(source)]
    return subprocess.Popen(words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    "kills", [pytest.param(2, id="a few"), pytest.param(100, id="many", marks=pytest.mark.endure)]
)
def test_a_killed_restore_leaves_the_old_book_or_the_new(scene: Scene, tmp_path: Path, kills: int) -> None:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"\n{kills} kills inside a restore, seed {seed}")
    chance, restored, killed = random.Random(seed), 0, 0
    lasts = {
        before.folder: _killed(before, scene.source, tmp_path / "alone", 60.0)[1] for before in scene.roads
    }
    shutil.rmtree(tmp_path / "alone")
    for number in range(kills):
        before, folder = scene.roads[number % 2], tmp_path / f"life{number}"
        in_time, _ = _killed(before, scene.source, folder, chance.uniform(0, 1.1 * lasts[before.folder]))
        killed += in_time
        restored += _is_restored(before, folder, f"kill {number} of seed {seed}")
        shutil.rmtree(folder, ignore_errors=True)  # a child that outlived the kill may still write there
    print(
        f"{killed} ended before they were done; {restored} books were the restored one, {kills - restored} the old"
    )
    assert killed >= kills // 2 or kills < 10, "most restores had ended before the kill came"


def _killed(before: Before, source: Path, folder: Path, after: float) -> tuple[bool, float]:
    """Whether the kill came in time, and how long the restore had been at work, both from when it has begun to copy."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before.folder, folder)
    with _restore(folder, source) as process:
        while process.poll() is None and not list(folder.glob(f"{SCRATCH}*")):
            os.sched_yield()
        begun = time.monotonic()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            return True, after
        return False, time.monotonic() - begun


def _is_restored(before: Before, folder: Path, which: str) -> bool:
    """Opens the book as the next start does. Whether it is the restored one; else it is what it was before."""
    try:
        book = Book.open(folder, clock(), wait=10.0)
    except BookNotUsable:
        assert not before.opens, which
        assert _files(folder, "goodturn.db*") == _files(before.folder, "goodturn.db*"), which
        is_new = False
    else:
        assert book.check() == [], which
        book.close()
        is_new = digest(folder) == before.restored
        assert is_new or (before.opens and digest(folder) == before.digest), which
    assert not list(folder.glob(f"{SCRATCH}*")), which
    for name, data in before.files.items():
        assert (folder / name).read_bytes() == data, f"{which}: {name}"
    if is_new:
        _assert_kept(before, folder, which)
    return is_new


def _assert_kept(before: Before, folder: Path, which: str) -> None:
    """What was there before is there as a copy, and what is there now can be worked with."""
    if before.opens:
        [kept] = folder.glob("backups/*before-restore*.db")
        aside = folder / "kept"
        aside.mkdir()
        shutil.copyfile(kept, aside / "goodturn.db")
        assert digest(aside) == before.digest, which
    else:
        kept = {
            file.name.rpartition(".db")[2]: file.read_bytes() for file in folder.glob("backups/damaged/*")
        }
        was = {
            file.name.rpartition(".db")[2]: file.read_bytes() for file in before.folder.glob("goodturn.db*")
        }
        assert {name: kept[name] for name in was} == was, which
    book = Book.open(folder, clock(), wait=10.0)
    with book.work() as work:
        work.label = "Added someone"
        adding.add(work, "Added Later")
    book.undo()
    book.undo()
    assert book.check() == [], which
    book.close()


def _files(folder: Path, pattern: str) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob(pattern)}
