"""What nobody holds any more is taken apart in the window's thread, wherever it was made."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.garbage_collection import GarbageCollector, window_gc_paused


class Ring:
    """Holds itself, so that only a look for garbage frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def garbage(looked: QApplication) -> Iterator[GarbageCollector]:
    parent = QObject()
    yield GarbageCollector(parent)
    parent.deleteLater()


def test_a_worker_leaves_what_it_made_to_the_windows_thread(garbage: GarbageCollector) -> None:
    freed_in: list[int] = []

    def work() -> None:
        for _ in range(gc.get_threshold()[0] * 3):
            weakref.finalize(Ring(), lambda: freed_in.append(threading.get_ident()))

    gc.collect()
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert freed_in == [], "Python looked for garbage in the worker"
    garbage.collect_if_due()
    assert set(freed_in) == {threading.get_ident()}


def test_where_little_was_made_nothing_is_looked_through(
    garbage: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    looked: list[int] = []
    monkeypatch.setattr(gc, "collect", looked.append)
    garbage.collect_if_due()
    assert looked == []


def test_an_import_is_not_kept_waiting(garbage: GarbageCollector, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(gc, "collect", looked.append)
    kept = [[] for _ in range(gc.get_threshold()[0] * 2)]
    with window_gc_paused():
        garbage.collect_if_due()
        assert looked == []
    more = [[] for _ in kept]
    garbage.collect_if_due()
    assert looked
    assert len(more) == len(kept)
