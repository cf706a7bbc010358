"""Two starts of the real program on one book: there is one window in the end, and no refusal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.book import Book
from crm.storage.lock import LOCK_FILE
from tests.conftest import clock
from ui.second_start import _MAX_TRIES, SecondStart

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 60.0


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(folder)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(words, stderr=subprocess.PIPE, env=environment)


def test_of_two_starts_in_the_same_instant_one_window_stays(folder: Path) -> None:
    both = [_start(folder), _start(folder)]
    try:
        until = time.monotonic() + LONGEST
        while all(one.poll() is None for one in both):
            assert time.monotonic() < until, "both windows are open"
        gone = next(one for one in both if one.poll() is not None)
        hides_on_close = next(one for one in both if one is not gone)
        assert (gone.returncode, gone.stderr.read()) == (0, b"")
        assert hides_on_close.poll() is None
        hides_on_close.send_signal(signal.SIGTERM)
        assert hides_on_close.wait(LONGEST) == 0
    finally:
        for one in both:
            one.kill()
            one.wait()
            one.stderr.close()


@pytest.fixture
def waiting(qapp, folder: Path) -> Callable[[list[str]], SecondStart]:
    def wait(told: list[str]) -> SecondStart:
        return SecondStart(
            folder,
            [],
            lambda: told.append("came"),
            lambda: told.append("free"),
            lambda: told.append("refused"),
            qapp,
        )

    return wait


def test_a_book_that_another_process_lets_go_is_opened(waiting: Callable[[list[str]], SecondStart]) -> None:
    told: list[str] = []
    waiting(told).check()
    assert told == ["free"]


def test_a_book_that_a_process_without_a_window_keeps_is_refused_after_some_looks(
    waiting: Callable[[list[str]], SecondStart], folder: Path
) -> None:
    told: list[str] = []
    book = Book.open(folder, clock())
    assert (folder / LOCK_FILE).exists()
    second = waiting(told)
    for _ in range(_MAX_TRIES - 1):
        second.check()
    assert told == []
    second.check()
    assert told == ["refused"]
    book.close()
