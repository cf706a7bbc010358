"""After an unclean end a large book is looked through in a child process: the window goes on, and nothing is written."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from crm import children
from crm.book import Book
from crm.storage.checks import unclean_end_check
from crm.storage.lock import is_held, read_record
from crm.storage.wal import belongs_to_book
from tests.conftest import clock
from tests.crm.storage.test_foreign_logs import die_after_adding, flipped
from tests.ui.opening import empty_window, opened_in
from ui import background
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.slow_opening import CheckingPage
from ui.trouble.log_page import LogPage

RUN = background.run_in_thread


@pytest.fixture(autouse=True)
def large_and_in_threads(monkeypatch: pytest.MonkeyPatch, inline_background: None) -> None:
    monkeypatch.setattr(belongs_to_book, "_LARGE", 1)
    monkeypatch.setattr(background, "runner", RUN)


@pytest.fixture
def window(looked: QApplication, qtbot) -> Iterator[MainWindow]:
    yield from empty_window(looked, qtbot)


@pytest.fixture
def opened(window: MainWindow, folder: Path, settled: Callable[[], None]) -> Iterator[OpenedBook]:
    yield from opened_in(window, folder, settled)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("goodturn.*") if file.suffix != ".db-shm"}


def test_the_window_says_what_it_does_and_the_book_opens_after_it(
    opened: OpenedBook, window: MainWindow, folder: Path, qtbot
) -> None:
    die_after_adding(folder, "Ana Ruiz")
    before = contents(folder)
    opened.begin()
    assert isinstance(window._replacement, CheckingPage)
    assert "not closed in order the last time" in window._replacement.words.text()
    assert contents(folder) == before
    qtbot.waitUntil(lambda: window.context is not None, timeout=30_000)
    assert window.context.read.values("SELECT full_name FROM person") == ["Ana Ruiz"]


def test_what_the_look_finds_leads_to_its_page(
    opened: OpenedBook, window: MainWindow, folder: Path, qtbot
) -> None:
    die_after_adding(folder, "Ana Ruiz", "Ben Okafor")
    log = folder / "goodturn.db-wal"
    log.write_bytes(flipped(log.read_bytes(), 500))
    before = contents(folder)
    opened.begin()
    qtbot.waitUntil(lambda: isinstance(window._replacement, LogPage), timeout=30_000)
    assert contents(folder) == before


def test_a_book_closed_in_order_opens_at_once(opened: OpenedBook, window: MainWindow) -> None:
    opened.begin()
    assert window.context is not None


@pytest.mark.skipif(not hasattr(signal, "pause"), reason="the child that waits for ever is one of Unix")
def test_closing_the_window_gives_the_look_up_and_leaves_the_book_as_it_is(
    opened: OpenedBook, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    die_after_adding(folder, "Ana Ruiz")
    before = contents(folder)
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[arg-type]
            started.append(self)

    monkeypatch.setattr(unclean_end_check.subprocess, "Popen", Noted)
    endless = [sys.executable, "-c", "import signal; signal.pause()"]
    monkeypatch.setattr(children, "child_command", lambda _child: endless)
    opened.begin()
    qtbot.waitUntil(lambda: bool(started), timeout=30_000)
    assert is_held(folder / "goodturn.lock"), "no other process may open the book meanwhile"
    window.close()
    opened.end()
    assert QThreadPool.globalInstance().waitForDone(30_000)
    assert started[0].returncode == -signal.SIGKILL
    assert contents(folder) == before
    assert not is_held(folder / "goodturn.lock")
    record = read_record(folder / "goodturn.lock")
    assert record is not None
    assert record.is_open, "the next start looks again"


def test_a_child_that_dies_leaves_the_look_to_this_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_after_adding(folder, "Ana Ruiz")
    monkeypatch.setattr(
        children, "child_command", lambda _child: [sys.executable, "-c", "raise SystemExit(1)"]
    )

    def look(file: Path, record: object) -> None:
        unclean_end_check.examine_in_child(file, record, lambda: False)  # type: ignore[arg-type]

    seen: list[Path] = []
    monkeypatch.setattr(
        unclean_end_check, "examine_after_unclean_end", lambda file, _record: seen.append(file)
    )
    book = Book.open(folder, clock(), examine=look)
    assert seen == [folder / "goodturn.db"]
    book.close()
