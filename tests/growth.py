"""How the work for a text grows with its length: counted in lines of Python, or in processor time where C does it.

Work in proportion to the length takes four times as much for a text four times as long, and its square sixteen times.
Ratios alone decide: no test knows how fast this machine is.
"""

import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest

LINEAR = (
    8.0  # the most that four times the text may cost: twice what is in proportion, half of what its square is
)


def first(many: int, of: Sequence[object]) -> list[object]:
    """Parameters of which so many are tried in `make test`, and the rest in `make endure`."""
    return [*of[:many], *(pytest.param(one, marks=pytest.mark.endure) for one in of[many:])]


def repeated(before: str, piece: str, after: str, length: int) -> str:
    return before + (piece * (length // len(piece) + 1))[:length] + after


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python it took: the same at each run, however busy the machine is."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def calls_made(work: Callable[[], object]) -> int:
    """How many functions it called, those of C too: the same at each run."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def processor_time(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of this process, the least of some rounds; the collector is off in all tests."""
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found)


def growth(work: Callable[[int], Callable[[], object]], length: int) -> float:
    """Processor time for four times the length over that for the length. `work(n)` gives what is to be run."""
    small = max(
        processor_time(work(length)), 0.002
    )  # less than a clock can tell apart is taken for two milliseconds
    return processor_time(work(4 * length), rounds=2) / small
