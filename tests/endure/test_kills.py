"""kill -9 at any moment: every action that was answered is there, none is there by half, and the book is sound."""

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.sample.book import open_sample
from tests.conftest import NOW, TODAY
from tests.endure.acting import digest

ROOT = Path(__file__).resolve().parent.parent.parent
MANY = 10**6  # actions: more than any life lasts
USUAL = 0.04  # seconds an action takes, roughly


class Actor:
    """The warm process, and what it says."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.endure.acting"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._rest = b""

    def live(self, folder: Path, seed: int, actions: int) -> int:
        """Begins a life; its pid."""
        assert self.process.stdin is not None
        order = {"folder": str(folder), "seed": seed, "actions": actions}
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        said = self.hears(None)
        assert said is not None
        return int(said.removeprefix("pid "))

    def hears(self, until: float | None) -> str | None:
        """The next line, or None when the moment has come first."""
        assert self.process.stdout is not None
        pipe = self.process.stdout.fileno()
        while b"\n" not in self._rest:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([pipe], [], [], left)[0]:
                return None
            more = os.read(pipe, 65536)
            assert more, "the acting process has ended"
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()

    def answered(self, until: float | None = None, at_most: int = MANY) -> dict[int, str]:
        """Number and digest of every action answered until the life ends, or the moment or the number is reached."""
        found: dict[int, str] = {}
        while len(found) < at_most and (said := self.hears(until)) is not None and said != "gone":
            _, number, seal = said.split()
            found[int(number)] = seal
        return found


@pytest.fixture(scope="module")
def actor() -> Iterator[Actor]:
    acting = Actor()
    with acting.process:  # closes its input, so that it ends, and waits for that
        yield acting


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a year in it to act on."""
    folder = tmp_path_factory.mktemp("told") / "book"
    open_sample(folder, Clock(TODAY, lambda: NOW)).close()
    return folder


@pytest.mark.parametrize(
    "kills", [pytest.param(3, id="a few"), pytest.param(200, id="many", marks=pytest.mark.endure)]
)
def test_a_killed_process_loses_nothing_it_answered(
    actor: Actor, told: Path, tmp_path: Path, kills: int
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"\n{kills} kills, seed {seed}")
    chance, answered, unanswered = random.Random(seed), 0, 0
    for kill in range(kills):
        folder = tmp_path / f"life{kill}" / "book"
        shutil.copytree(told, folder)
        number, one_more = _killed_once(actor, folder, seed + kill, chance)
        answered, unanswered = answered + number, unanswered + one_more
        shutil.rmtree(folder.parent)
    print(f"{answered} actions answered, {unanswered} kept though the kill came before the answer")
    assert answered >= kills, "too little was done to be lost"


def _killed_once(actor: Actor, folder: Path, seed: int, chance: random.Random) -> tuple[int, bool]:
    """How many actions were answered, and whether one more was kept that had not been.

    The kill comes a random moment after a random number of answers, so that a slow machine is killed as busily.
    """
    twin = folder.parent.with_name(folder.parent.name + "-twin") / "book"
    shutil.copytree(folder, twin)
    before = digest(folder)
    pid = actor.live(folder, seed, MANY)
    answered = actor.answered(at_most=chance.randrange(1, 4))
    answered |= actor.answered(time.monotonic() + chance.expovariate(1 / USUAL))
    os.kill(pid, signal.SIGKILL)
    answered |= actor.answered()

    # A child that was being started holds the lock until it is itself: as long as a command and a window wait, too.
    book = Book.open(folder, Clock(TODAY, lambda: NOW), wait=10.0)
    assert book.check() == []
    book.close()
    found = digest(folder)
    last = answered.get(len(answered), before)
    actor.live(twin, seed, len(answered) + 1)
    lived = actor.answered()
    shutil.rmtree(twin.parent)
    assert lived.get(len(answered), before) == last, "the same seed did not act the same"
    assert found in (last, lived[len(answered) + 1]), f"after {len(answered)} answered actions"
    return len(answered), found != last
