"""What every story starts from: a real book on disk, on a fixed Saturday, and no window but an offscreen one."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere/bus"  # no test talks to the desktop it runs on

import pytest

from crm.book import Book
from crm.clock import Clock

# As in the program itself: where tests share a process with a thread of the test runner, that thread must not free
# what belongs to the window's.
gc.disable()

TODAY = date(2026, 11, 21)  # a Saturday
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def clock(on: date = TODAY) -> Clock:
    return Clock(on, lambda: NOW)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def empty_book_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books") / "empty"
    Book.open(folder, clock()).close()
    return folder


@pytest.fixture
def folder(tmp_path: Path, empty_book_folder: Path) -> Path:
    """A data folder with an empty book in it, nobody using it."""
    target = tmp_path / "book"
    shutil.copytree(empty_book_folder, target)
    return target


@pytest.fixture
def book(folder: Path) -> Iterator[Book]:
    opened = Book.open(folder, clock())
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_garbage_left() -> Iterator[None]:
    """What a test left behind is freed after it, in the thread of the tests."""
    yield
    due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation in range(3) if due[generation]))
