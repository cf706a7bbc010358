"""Keeps the calendar file beside the book (due.ics) up to date: after each change, and each new day."""

import logging
import threading

from PySide6.QtCore import QObject, QTimer

from crm.book import Book
from crm.changes import Changes
from crm.fault_log.fault_description import describe
from ui.background import run_in_background

log = logging.getLogger(__name__)


class CalendarFile(QObject):
    """Changes that come together cause one write, in a thread."""

    def __init__(self, book: Book, parent: QObject | None = None):
        super().__init__(parent)
        self._book = book
        self._is_stale = self._is_asked = self._is_busy = False
        self._is_over = book.only_readable is not None  # a read-only book has no changes to export
        # one write at a time: otherwise an older state could be put in place last
        self._write_lock = threading.Lock()
        book.listen(self._on_committed)

    def renew(self) -> None:
        """To be called after a change of the book or of the date."""
        self._is_stale = True
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self._start)

    def end(self) -> None:
        """Writes pending changes in this thread, as the book is closed next."""
        with self._write_lock:
            if (self._is_stale or self._is_busy) and not self._is_over:
                try:
                    self._write()
                except Exception as fault:
                    self._on_failed(fault)
            self._is_over = True

    def _start(self) -> None:
        self._is_asked = False
        if self._is_stale and not (self._is_busy or self._is_over):
            self._is_busy = True
            run_in_background(self._write_in_turn, self._on_written, self._on_failed)

    def _write_in_turn(self) -> None:
        with self._write_lock:
            if not self._is_over:
                self._write()

    def _write(self) -> None:
        self._is_stale = False
        from crm.exporting import due_file  # late: not needed for anything visible

        clock = self._book.clock
        due_file.update(self._book.read, self._book.folder, clock.today(), clock.now())

    def _on_committed(self, _changes: Changes) -> None:
        self._is_stale = True  # runs in the committing thread; the window calls `renew` afterwards

    def _on_written(self, _nothing: object) -> None:
        self._is_busy = False
        self._start()  # changes made during the write

    def _on_failed(self, fault: Exception) -> None:
        self._is_busy = False
        log.warning("The calendar file was not written: %s", describe(fault))
