"""kill -9 while somebody types: at most the last second is lost, and the book is sound. SIGTERM: nothing is lost."""

import json
import math
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
from typing import NamedTuple

import pytest

from crm.book import Book
from crm.clock import Clock
from crm.meetings import planning
from crm.meetings.plan import Plan
from crm.meetings.whole_meeting import whole_meeting
from crm.people import adding, full_records
from crm.storage.folder import WINDOW
from crm.storage.lock import LOCK_FILE, read_record
from crm.text.assignments import Assignment
from crm.things import one as things
from crm.things.key import Key
from tests.conftest import NOW, TODAY
from tests.endure.typing_window import BACK, LONG, PLACES, pieces
from ui.drafts import LOG, Drafts

ROOT = Path(__file__).resolve().parent.parent.parent
A_SECOND = 1.0
A_DOZEN = 12


class Life(NamedTuple):
    """`acknowledged`: how many keys were typed by when, on the clock that parent and child share."""

    status: int
    ended_at: float
    acknowledged: list[tuple[int, float]]

    def keys_before(self, moment: float) -> int:
        return max([0, *(keys for keys, typed_at in self.acknowledged if typed_at <= moment)])


class Typist:
    """The warm process, and what it says."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.endure.typing_window"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        self._rest = b""

    def live(self, folder: Path, place: str, seed: int, after: float, by: int) -> Life:
        """A window that is typed into, and gets the signal `by` so many seconds after its first dozen keys."""
        assert self.process.stdin is not None
        order = {"folder": str(folder), "place": place, "seed": seed}
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        pid = int(self._hears().removeprefix("pid "))
        assert self._hears() == "ready"
        said: list[str] = []
        while not said or _keys_of(said[-1]) < A_DOZEN:
            said.append(self._hears())
            assert said[-1].startswith("typed"), f"in {place}: {said[-1]}"
        until = time.monotonic() + after
        while (line := self._hears_until(until)) is not None:
            said.append(line)
        ended_at = time.monotonic()
        os.kill(pid, by)
        while not (line := self._hears()).startswith("gone"):
            said.append(line)
        typed = [(_keys_of(one), float(one.split()[2])) for one in said]
        return Life(int(line.split()[1]), ended_at, typed)

    def _hears(self) -> str:
        line = self._hears_until(math.inf)
        assert line is not None
        return line

    def _hears_until(self, until: float) -> str | None:
        """The next line, or None when the moment has come first."""
        assert self.process.stdout is not None
        pipe = self.process.stdout.fileno()
        while b"\n" not in self._rest:
            left = None if until == math.inf else max(0.0, until - time.monotonic())
            if not select.select([pipe], [], [], left)[0]:
                return None
            more = os.read(pipe, 65536)
            assert more, "the typing process has ended"
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()


def _keys_of(line: str) -> int:
    """Of a line `typed KEYS MONOTONIC`."""
    return int(line.split()[1])


@pytest.fixture(scope="module")
def typist() -> Iterator[Typist]:
    made = Typist()
    with made.process:  # closes its input, so that it ends, and waits for that
        yield made


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told") / "book"
    book = Book.open(folder, Clock(TODAY, lambda: NOW))
    with book.work() as work:
        ana = adding.add(work, "Ana Ruiz")
    with book.work() as work:
        meeting_id = planning.plan(work, Plan((ana.id,), TODAY, "coffee"))
    with book.work() as work:
        things.edit(work, Key("meeting", meeting_id), [Assignment("note", "=", LONG)])
    book.close()
    return folder


@pytest.mark.parametrize(
    "kills", [pytest.param(1, id="a few"), pytest.param(60, id="many", marks=pytest.mark.endure)]
)
def test_a_kill_while_typing_loses_at_most_the_last_second(
    typist: Typist, told: Path, tmp_path: Path, kills: int
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"\n{kills} kills while typing, seed {seed}")
    chance, done, typed, lost = random.Random(seed), 0, 0, 0
    for kill in range(kills):
        folder = _copied(told, tmp_path)
        place = PLACES[(seed + kill) % len(PLACES)]
        life = typist.live(folder, place, seed + kill, chance.uniform(0.2, 2.5), signal.SIGKILL)
        assert life.status == -signal.SIGKILL
        found = _keys_found(folder, place, seed + kill)
        wanted = life.keys_before(life.ended_at - A_SECOND)
        assert found >= wanted, f"kill {kill}, {place}: {found} keys found, {wanted} were a second old"
        all_of_it = life.keys_before(life.ended_at)
        done, typed, lost = done + 1, typed + all_of_it, lost + max(0, all_of_it - found)
    print(f"{done} kills; {typed} keys typed, {lost} of the last second lost")
    assert done == kills
    assert typed >= A_DOZEN * kills


@pytest.mark.parametrize(
    "ends", [pytest.param(1, id="one"), pytest.param(20, id="many", marks=pytest.mark.endure)]
)
def test_asked_to_end_while_typing_nothing_is_lost_and_the_book_is_closed(
    typist: Typist, told: Path, tmp_path: Path, ends: int
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"\n{ends} SIGTERMs while typing, seed {seed}")
    chance, done, typed = random.Random(seed), 0, 0
    for end in range(ends):
        folder = _copied(told, tmp_path)
        place = PLACES[(seed + end) % len(PLACES)]
        life = typist.live(folder, place, seed + end, chance.uniform(0.4, 1.5), signal.SIGTERM)
        assert life.status == 0
        record = read_record(folder / LOCK_FILE)
        assert record is not None
        assert not record.is_open
        assert not (folder / WINDOW).exists()
        keys = life.keys_before(math.inf)
        assert _keys_found(folder, place, seed + end) >= keys, f"SIGTERM {end}, {place}"
        done, typed = done + 1, typed + keys
    print(f"{done} SIGTERMs; {typed} keys typed, none lost")
    assert done == ends
    assert typed >= A_DOZEN * ends


def _copied(told: Path, place: Path) -> Path:
    folder = place / "book"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(told, folder)
    return folder


def _keys_found(folder: Path, place: str, seed: int) -> int:
    """After how many keys the text stood as it is found now, in a draft or in the book, which is sound."""
    book = Book.open(folder, Clock(TODAY, lambda: NOW), wait=10.0)  # for a child that was being started
    assert book.check() == []
    ana = full_records.person(book.read, 1)
    coffee = whole_meeting(book.read, 1)
    book.close()
    drafts = Drafts(folder)
    of_place = {
        "log": [drafts.text(LOG)],
        "note": [drafts.text(f"note of {ana.uid}")],
        "detail": [drafts.text(f"detail {('how_we_met', 0)} of {ana.uid}"), ana.how_we_met],
        "meeting": [drafts.text(f"note of meeting {coffee.uid}") or LONG, coffee.note],
    }
    states = _states(seed, LONG if place == "meeting" else "")
    found = [max(_places_of(text.rstrip(), states), default=-1) for text in of_place[place]]
    assert min(found) >= 0, f"what stands in {place} was never typed: {of_place[place]}"
    is_offered = place == "detail" and of_place[place][0] not in ("", ana.how_we_met)
    assert not is_offered or found[0] >= found[1], "a draft older than the book is offered"
    return max(found)


def _states(seed: int, before: str) -> list[str]:
    """How the text stands after each key."""
    states = [before]
    for key in "".join(pieces(seed)):
        states.append(states[-1][:-1] if key == BACK else states[-1] + key)
    return states


def _places_of(text: str, states: list[str]) -> list[int]:
    return [number for number, state in enumerate(states) if state.rstrip() == text]
