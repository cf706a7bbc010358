"""Imports the calendar file watched by the user again: at the start, on a new day, and when another file is
chosen."""

import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject

from crm import settings
from crm.changes import Changes
from crm.errors import GoodturnError
from crm.fault_log.fault_description import describe
from ui import background
from ui.context import Context

log = logging.getLogger(__name__)


class WatchedCalendar(QObject):
    """In a thread, and only if the file changed; a missing file is skipped silently."""

    def __init__(self, context: Context, parent: QObject | None = None):
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._path = ""

    def check(self) -> None:
        self._path = settings.value(self._context.read, settings.WATCHED_CALENDAR)
        if self._path and self._context.read_only_reason is None:
            path = Path(self._path)
            background.run_in_background(lambda: self._read(path), self._on_read, self._on_failed)

    def on_changed(self, changes: Changes) -> None:
        if changes.touches("setting"):
            chosen = settings.value(self._context.read, settings.WATCHED_CALENDAR)
            if chosen != self._path:
                self.check()

    def end(self) -> None:
        """The book is closed next: cancels reading."""
        self._stop.set()
        with self._lock:
            pass

    def _read(self, path: Path) -> Changes | None:
        # late: not needed for anything visible
        from crm.importing.calendar import watched_file

        with self._lock:
            if self._stop.is_set():
                return None
            book, today = self._context.book, self._context.today
            state = watched_file.state_of(path, today)
            if not state or watched_file.was_read(book.folder, state):
                return None
            found = watched_file.preview_watched(book.read, path, today, self._stop.is_set)
            made = None
            if found is not None:
                with book.work() as work:
                    watched_file.apply_watched(work, found)
                    made = work.label
            watched_file.note_read(book.folder, state)
            if made is None:
                return None
            step = next((one for one in book.steps(1) if one.label == made), None)
            return Changes(step.id, step.label, step.origin, {}) if step else None

    def _on_read(self, made: Changes | None) -> None:
        if made is not None and not self._stop.is_set():
            self._context.message_requested.emit(made.label, made)

    def _on_failed(self, fault: Exception) -> None:
        """The settings page shows whether the file exists; the book is unchanged."""
        if not isinstance(fault, GoodturnError):
            log.warning("The watched calendar was not read: %s", describe(fault))
