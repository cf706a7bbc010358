"""A large book of an earlier format is brought up to date in a thread: the window says so, and can be closed meanwhile."""

import gzip
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

from crm.storage.format import migrating
from crm.storage.lock import is_held
from crm.storage.wal import belongs_to_book
from tests.conftest import clock
from tests.crm.storage.test_foreign_logs import die_after_adding
from tests.crm.storage.test_migrations import GOLDEN
from tests.crm.storage.trial import trial_format
from tests.ui.opening import empty_window, opened_in
from ui import background
from ui.opened_book import OpenedBook
from ui.shell.main_window import MainWindow
from ui.slow_opening import CheckingPage, MigratingPage

RUN = background.run_in_thread


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inline_background: None) -> Path:
    monkeypatch.setattr(migrating, "_LARGE", 1)
    monkeypatch.setattr(background, "runner", RUN)
    (tmp_path / "goodturn.db").write_bytes(gzip.decompress(GOLDEN[6].read_bytes()))
    return tmp_path


@pytest.fixture
def window(looked: QApplication, qtbot) -> Iterator[MainWindow]:
    yield from empty_window(looked, qtbot)


@pytest.fixture
def opened(window: MainWindow, old: Path, settled: Callable[[], None]) -> Iterator[OpenedBook]:
    yield from opened_in(window, old, settled)


def test_the_window_says_what_it_does_and_how_far_it_is(
    opened: OpenedBook, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    lines: list[str] = []
    shown = MigratingPage.show_progress

    def show(page: MigratingPage, done: int, of: int) -> None:
        shown(page, done, of)
        lines.append(page.line.text())

    monkeypatch.setattr(MigratingPage, "show_progress", show)
    opened.begin()
    assert "written by an earlier Goodturn" in window._replacement.words.text()
    qtbot.waitUntil(lambda: window.context is not None, timeout=30_000)
    assert window.context.read.value("SELECT count(*) FROM person") > 0
    assert lines[0] == "Making the copy"
    assert lines[-1] == "100 % done"


def test_closing_the_window_gives_it_up_and_leaves_the_old_book(
    opened: OpenedBook, window: MainWindow, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (old / "goodturn.db").read_bytes()
    is_at_it, may_go_on = threading.Event(), threading.Event()
    run_script = migrating.run_script

    def wait(*given: object) -> None:
        is_at_it.set()
        assert may_go_on.wait(30)
        run_script(*given)

    monkeypatch.setattr(migrating, "run_script", wait)
    opened.begin()
    assert is_at_it.wait(30)
    window.close()
    opened.end()
    may_go_on.set()
    assert QThreadPool.globalInstance().waitForDone(30_000)
    assert not is_held(old / "goodturn.lock")
    assert (old / "goodturn.db").read_bytes() == before
    assert window.context is None


def test_after_an_unclean_end_it_is_looked_through_first(
    window: MainWindow,
    folder: Path,
    old: Path,
    monkeypatch: pytest.MonkeyPatch,
    settled: Callable[[], None],
    qtbot,
) -> None:
    monkeypatch.setattr(belongs_to_book, "_LARGE", 1)
    die_after_adding(folder, "Ana Ruiz")
    monkeypatch.setattr(migrating, "FORMAT_FOLDER", trial_format.room(folder.parent / "trial"))
    pages: list[QWidget] = []
    show_replacement = window.show_replacement
    monkeypatch.setattr(window, "show_replacement", lambda page: (pages.append(page), show_replacement(page)))
    made = OpenedBook(window, folder, clock())
    made.begin()
    qtbot.waitUntil(lambda: window.context is not None, timeout=30_000)
    assert [type(page) for page in pages] == [CheckingPage, MigratingPage]
    assert window.context.read.values("SELECT full_name || greeting FROM person") == ["Ana Ruiz"]
    window.detach()
    made.end()
    settled()


def test_a_book_of_today_opens_at_once(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, inline_background: None
) -> None:
    monkeypatch.setattr(migrating, "_LARGE", 1)
    made = OpenedBook(window, folder, clock())
    made.begin()
    assert window.context is not None
    window.detach()
    made.end()
