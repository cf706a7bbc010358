"""Computes row digests after a large step (an import, for example), slice by slice in a thread, so that later
damage is found."""

import logging

from PySide6.QtCore import QObject, Qt, Signal

from crm.book import Book
from crm.changes import Changes
from crm.examination import Finding
from crm.fault_log.fault_description import describe
from crm.storage.digests.sealing import Sealed
from crm.storage.digests.table_digests import SMALL_STEP, is_behind
from ui.background import run_in_background
from ui.collector_pause import thread_gc_paused

log = logging.getLogger(__name__)
_SLICE_MS = 25.0  # an edit made meanwhile waits for one slice at most


class BackgroundSealing(QObject):
    """Starts by itself after each large commit. `damaged` is emitted with the rows that differ from what was
    written."""

    damaged = Signal(object)  # list of Finding
    finished = Signal()
    _large_commit = Signal()  # emitted in the committing thread

    def __init__(self, book: Book, parent: QObject | None = None):
        super().__init__(parent)
        self._book = book
        self._busy = self._ended = False
        self._findings: list[Finding] = []
        self._large_commit.connect(self.begin, Qt.ConnectionType.QueuedConnection)
        book.listen(self._on_committed)

    def begin(self) -> None:
        """Also called at the start: a command, or a window closed too early, may have left rows without
        digests."""
        if not self._busy and not self._ended and is_behind(self._book.read.connection):
            self._busy = True
            self._next_slice()

    def end(self) -> None:
        """Starts no further slice, as the book is closed next. The next window continues."""
        self._ended = True

    def _next_slice(self) -> None:
        run_in_background(self._slice, self._on_slice, self._on_failed)

    def _slice(self) -> Sealed:
        with thread_gc_paused():
            return self._book.seal(_SLICE_MS)

    def _on_slice(self, sealed: Sealed) -> None:
        self._findings += sealed.findings
        if self._ended:
            return
        if not sealed.is_done:
            self._next_slice()
            return
        self._busy = False
        found, self._findings = self._findings, []
        if found:
            self.damaged.emit(found)
        self.finished.emit()

    def _on_failed(self, fault: Exception) -> None:
        """Caused by a full disk, for example. The next large step or the next window tries again."""
        self._busy = False
        if not self._ended:
            log.warning("What was imported is not sealed: %s", describe(fault))

    def _on_committed(self, changes: Changes) -> None:
        is_whole_book = changes.step_id == 0  # restored or repaired
        if is_whole_book or sum(len(rows) for rows in changes.touched.values()) > SMALL_STEP:
            self._large_commit.emit()
