"""Backups by themselves: half an hour after something changed, and when the window closes."""

import logging
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from crm.book import Book
from crm.changes import Changes
from crm.errors import GoodturnError
from crm.storage.backup import newest
from ui.background import run_in_background

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=30)
_LOOK_EVERY_MS = 60_000  # asked anew each minute, since one long timer stands still while the machine sleeps


class AutomaticBackups(QObject):
    """Makes a backup when one is due. `made` tells the foot of the window that there is a newer one."""

    made = Signal()

    def __init__(self, book: Book, parent: QObject | None = None):
        super().__init__(parent)
        self._book = book
        self._changed = False
        self._busy = False
        book.listen(self._on_committed)
        timer = QTimer(self)
        timer.timeout.connect(self.make_if_due)
        timer.start(_LOOK_EVERY_MS)

    def make_if_due(self) -> None:
        last = newest(self._book.folder)
        now = self._book.clock.now().replace(tzinfo=None)
        # A backup from the future means that the clock was set back: make one rather than wait for years.
        if self._changed and not self._busy and (last is None or not timedelta(0) <= now - last < EVERY):
            self._busy = True
            run_in_background(self._book.backup, self._on_made, self._on_failed)

    def make_at_close(self) -> None:
        """Here and now, as the book closes next; a disk without room must not keep the window open."""
        if not self._changed:
            return
        try:
            self._book.backup()
        except GoodturnError as refused:
            self._on_failed(refused)

    def _on_committed(self, changes: Changes) -> None:
        self._changed = True

    def _on_made(self, _backup: object) -> None:
        self._changed = self._busy = False
        self.made.emit()

    def _on_failed(self, fault: Exception) -> None:
        self._busy = False
        log.warning("No backup was made: %s", type(fault).__name__)
