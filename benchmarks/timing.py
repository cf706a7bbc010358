"""Whole processes timed in turn, so that whatever else the machine does falls on both arms alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table. `ratio` is ours over the limit's, or its inverse where `faster` is the better one.

    It is the median of each round's own ratio: a machine that is slower for a minute is so for both arms.
    """

    name: str
    ours: Sequence[float]  # seconds, round by round
    beside: str
    limit: Sequence[float]  # seconds, of the same rounds
    goal: float
    faster: bool = False

    @property
    def ratio(self) -> float:
        rounds = zip(self.ours, self.limit, strict=True)
        return statistics.median(limit / ours if self.faster else ours / limit for ours, limit in rounds)

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.faster else self.ratio <= self.goal


def until_end(arguments: list[str]) -> float:
    """Seconds the whole process takes."""
    started = time.monotonic()
    _run(arguments)
    return time.monotonic() - started


def until_said(arguments: list[str]) -> float:
    """Seconds from the start of the process to the moment it prints, which it names on the system-wide clock."""
    started = time.monotonic()
    return float(_run(arguments).split()[-1]) - started


def _environment() -> dict[str, str]:
    """Compiled modules are kept, as on a user's machine, whatever this shell says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def _run(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        env=_environment(),
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def in_turn(rounds: int, *arms: tuple[list[str], bool]) -> list[list[float]]:
    """The seconds of each arm by rounds: (arguments, whether the process says when it is done). The first round is lost."""
    taken: list[list[float]] = [[] for _ in arms]
    for _ in range(rounds + 1):
        for times, (arguments, says) in zip(taken, arms, strict=True):
            times.append(until_said(arguments) if says else until_end(arguments))
    return [times[1:] for times in taken]


def table(measures: list[Measure]) -> str:
    lines = [f"{'measure':42} {'ours':>9} {'beside':>9}  {'ratio':>6}  goal"]
    for one in measures:
        goal = f"at {'least' if one.faster else 'most'} {one.goal:g}x {'faster than' if one.faster else 'of'} {one.beside}"
        verdict = "" if one.met else "   not met"
        lines.append(
            f"{one.name:42} {_spoken(one.ours):>9} {_spoken(one.limit):>9}  {one.ratio:5.2f}x  {goal}{verdict}"
        )
    return "\n".join(lines)


def _spoken(rounds: Sequence[float]) -> str:
    seconds = statistics.median(rounds)
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.02 else f"{seconds * 1000:.2f} ms"
