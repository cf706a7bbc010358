"""Files that pretend to be backups: each is refused soon and in one sentence, or restored because it is harmless."""

import gzip
import os
import random
import resource
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pytest

from crm.book import Book
from crm.commands.run_command import run
from crm.sample.book import open_sample
from tests.conftest import NOW, clock
from tests.endure.acting import digest
from tests.hostile_backups import HARMS, clear, hostile

GOLDEN = sorted((Path(__file__).parents[1] / "crm/storage/golden").glob("schema-*.db.gz"))
SOON = 10.0  # seconds of processor time, ours and the child process's; a machine busy with other things is no fault of ours
MOST_MEMORY_MB = 512


class Told(NamedTuple):
    status: int
    out: str
    err: str
    seconds: float


class Scene:
    """A book that can be opened and one that cannot, both with a year in them; `goods` are good backups of each format."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.sound, self.broken, self.goods = place / "sound", place / "broken", [place / "good.db"]
        open_sample(place / "told", clock()).close()
        book = Book.open(place / "told", clock())
        book.backup(self.goods[0])
        book.close()
        for golden in GOLDEN:
            self.goods.append(place / golden.stem)
            self.goods[-1].write_bytes(gzip.decompress(golden.read_bytes()))
        self.set_up()
        self.digest = digest(self.sound)

    def set_up(self) -> None:
        for folder in (self.sound, self.broken):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.place / "told", folder)
        broken = self.broken / "goodturn.db"
        broken.write_bytes(bytes(PAGE) + broken.read_bytes()[PAGE:])

    def command(self, folder: Path, *words: str) -> Told:
        out, err = StringIO(), StringIO()
        before = _processor_time()
        status = run(
            ["--data-dir", str(folder), *words],
            stdin=StringIO(), out=out, err=err, environ={}, cwd=self.place, clock=clock(),
        )  # fmt: skip
        return Told(status, out.getvalue(), err.getvalue(), _processor_time() - before)


PAGE = 4096


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize(
    "files", [pytest.param(3, id="a few"), pytest.param(100, id="many", marks=pytest.mark.endure)]
)
def test_a_hostile_backup_is_refused_soon_and_changes_nothing(scene: Scene, files: int) -> None:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"\n{files} hostile backups, seed {seed}")
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        seen = alone.submit(_tried, scene, files, seed).result()
    print(
        f"{files - seen.restored} refused, {seen.restored} harmless; the slowest took {seen.slowest:.1f} s of processor time"
    )
    print(f"no child process had more than {seen.most_memory_mb} MB")
    assert seen.most_memory_mb < MOST_MEMORY_MB


class Tried(NamedTuple):
    restored: int
    slowest: float
    most_memory_mb: int


def _tried(scene: Scene, files: int, seed: int) -> Tried:
    """In a process of its own, since the system counts the memory of all children that one process ever had."""
    chance, restored, slowest = random.Random(seed), 0, 0.0
    kinds = [*HARMS, *("" for _ in range(files))] if files > len(HARMS) else [""] * files
    for number in range(files):
        chance.seed(seed + number)
        harmless, seconds = _one(scene, chance, kinds[number], f"seed {seed + number}, file {number}")
        restored, slowest = restored + harmless, max(slowest, seconds)
    return Tried(restored, slowest, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)


def _one(scene: Scene, chance: random.Random, kind: str, which: str) -> tuple[bool, float]:
    """Whether it was harmless, and the longest that a road took."""
    bad = scene.sound / "backups" / f"goodturn-{NOW:%Y-%m-%d}-080000.db"
    bad.parent.mkdir(exist_ok=True)
    done = hostile(chance.choice(scene.goods[:1] * 3 + scene.goods), bad, chance, kind)
    told = {
        "listed": scene.command(scene.sound, "backups"),
        "in place of a broken book": scene.command(scene.broken, "restore", str(bad)),
        "restored": scene.command(scene.sound, "restore", str(bad)),
    }
    for road, answer in told.items():
        where = f"{which}: {done}, {road}"
        assert answer.status == 0 or (answer.status == 1 and road != "listed"), f"{where}: {answer}"
        assert answer.err.count("\n") == (answer.status != 0), f"{where}: {answer.err}"
        assert answer.seconds < SOON, where
    statuses = {told["restored"].status, told["in place of a broken book"].status}
    assert len(statuses) == 1, f"{which}: {done}: {told}"
    harmless = statuses == {0}
    clear(bad)
    if harmless:
        for folder in (scene.sound, scene.broken):
            assert scene.command(folder, "check").status == 0, f"{which}: {done}"
            assert scene.command(folder, "log", "Coffee with Ana Ruiz").status == 0, f"{which}: {done}"
        scene.set_up()
    else:
        assert digest(scene.sound) == scene.digest, f"{which}: {done}"
        assert (scene.broken / "goodturn.db").read_bytes()[:PAGE] == bytes(PAGE), f"{which}: {done}"
        assert not list(scene.broken.rglob("*unusable*")), f"{which}: {done}"
    assert not list(scene.sound.glob(".restore-*")) + list(scene.broken.glob(".restore-*"))
    return harmless, max(answer.seconds for answer in told.values())
