"""Work in a thread: what came of it arrives in the window's own, and nothing of it is kept."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from ui import background
from ui.background import run_in_background


@pytest.fixture(autouse=True)
def in_threads(monkeypatch: pytest.MonkeyPatch, inline_background: None) -> None:
    """As in the program itself."""
    monkeypatch.setattr(background, "runner", background.run_in_thread)


class Page(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, value: object) -> None:
        self.heard.append((value, threading.current_thread()))


@pytest.fixture
def finish(qapp: QApplication) -> Callable[[], None]:
    def wait() -> None:
        QThreadPool.globalInstance().waitForDone()
        qapp.processEvents()

    return wait


def test_what_came_of_it_is_heard_in_the_windows_thread(finish: Callable[[], None]) -> None:
    page = Page()
    run_in_background(threading.current_thread, page.hear)
    finish()
    [(ran_in, heard_in)] = page.heard
    assert heard_in is threading.main_thread()
    assert ran_in is not heard_in


def test_a_fault_is_heard_there_too(finish: Callable[[], None]) -> None:
    page = Page()
    run_in_background(lambda: 1 // 0, on_error=page.hear)
    finish()
    [(fault, heard_in)] = page.heard
    assert isinstance(fault, ZeroDivisionError)
    assert fault.__traceback__ is None  # or the window's thread would free all that the job held
    assert heard_in is threading.main_thread()


def test_nothing_of_a_job_is_kept_when_it_was_heard(finish: Callable[[], None]) -> None:
    def read_for_a_page() -> weakref.ref[Page]:
        page = Page()
        run_in_background(lambda: len(page.heard), lambda value: page.hear(value))
        finish()
        assert page.heard
        return weakref.ref(page)

    held = read_for_a_page()
    gc.collect()
    assert held() is None


def test_a_page_that_is_gone_hears_nothing(finish: Callable[[], None]) -> None:
    page = Page()
    run_in_background(lambda: 1, page.hear)
    delete(page)
    finish()
    assert page.heard == []
