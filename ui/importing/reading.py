"""Reading a file, and writing what was found, in a thread: the window stays alive and can stop it."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm.book import Book
from crm.changes import Changes
from crm.exchange.found import Preview
from crm.exchange.importing import Choice
from crm.exchange.preview import preview
from crm.exchange.watch import Cancelled
from ui import background, doing
from ui.context import Context
from ui.quietly import quietly

_AT_ONCE = 100  # cards
_BREATH_S = (
    0.002  # the window paints meanwhile, and each of its calls would wait for a thread that never pauses
)


class Reading(QObject):
    """One file at a time. `read` brings the preview, `failed` the reason; after `cancel` neither comes."""

    progressed = Signal(int, float)  # cards, and the share of all bytes
    read = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()

    def start(self, paths: Sequence[Path]) -> None:
        self._stop = stop = threading.Event()
        book = self._context.book

        def job() -> Preview:
            with quietly():
                return preview(book.read, paths, self.progressed.emit, stop.is_set)

        background.run_in_background(job, self._unless(stop, self.read.emit), self._unless(stop, self._say))

    def cancel(self) -> None:
        self._stop.set()

    def _say(self, fault: Exception) -> None:
        self.failed.emit(str(fault))

    @staticmethod
    def _unless(stop: threading.Event, heard: Callable[[Any], None]) -> Callable[[Any], None]:
        return lambda value: None if stop.is_set() else heard(value)


class Writing(QObject):
    """The import itself: one transaction, one step. `written` brings its Changes, or None where nothing was new."""

    progressed = Signal(int)  # cards
    written = Signal(object)
    stopped = Signal(str)  # why; the book is as it was

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()

    def start(self, found: Preview, standing: str, choices: Mapping[tuple[int, int], Choice]) -> None:
        self._stop = stop = threading.Event()
        book = self._context.book

        def told(done: int) -> None:
            self.progressed.emit(done)
            if stop.is_set():
                raise Cancelled("The import was stopped; nothing was changed.")

        def job() -> Changes | None:
            before = _newest_step(book)
            with quietly(), book.work() as work:
                doing.exchange.importing.apply(work, found, standing, dict(choices), told)
            step = next(iter(book.steps(1)), None)
            if step is None or step.id == before:
                return None
            return Changes(step.id, step.label, step.origin, {})

        background.run_in_background(job, self.written.emit, lambda fault: self.stopped.emit(str(fault)))

    def cancel(self) -> None:
        self._stop.set()


def let_go(found: Preview) -> None:
    """Frees a large preview bit by bit, in a thread: all at once, the window would stand still for it."""

    def job() -> None:
        for file in found.files:
            while file.found:
                del file.found[-_AT_ONCE:]
                time.sleep(_BREATH_S)

    background.run_in_background(job)


def _newest_step(book: Book) -> int:
    return next((step.id for step in book.steps(1)), 0)
