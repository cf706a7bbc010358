"""Automatic backups: half an hour after a change, when the window closes, and at least once a week.

A child process examines each backup completely, so the weekly backup is the weekly check, too. Once a month a
child process restores the newest backup into a scratch folder.
"""

import logging
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from crm.book import Book
from crm.changes import Changes
from crm.errors import BookDamaged, GoodturnError
from crm.examination import summary
from crm.fault_log.fault_description import describe
from crm.storage.backups import due, ledger
from crm.storage.backups.backup import newest
from crm.storage.backups.copying import CopyCancelled
from ui.background import run_in_background

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=30)
_CHECK_INTERVAL_MS = 60_000  # checked every minute, as a long timer stops while the machine sleeps
_TRIAL_RESTORE_TICKS = 60  # ticks: one hour
_NO_RESTORE = "The newest backup was restored for trial, and failed: {}. A new backup is made now."


class AutomaticBackups(QObject):
    """Makes a backup when one is due. `backup_made` is emitted after each; `failed` with a sentence that says why
    there is none."""

    backup_made = Signal()
    failed = Signal(str)
    damaged = Signal(object)  # BookDamaged, found when the copy was examined

    def __init__(self, book: Book, parent: QObject | None = None):
        super().__init__(parent)
        self._book = book
        self._changed = False
        self._busy = False
        self._ticks = 0
        self._tried_at: datetime | None = None
        self._trial_restored_at: datetime | None = None
        book.listen(self._on_committed)
        timer = QTimer(self)
        timer.timeout.connect(self.check)
        timer.start(_CHECK_INTERVAL_MS)

    def report_failure(self) -> None:
        """Reports a failure from before this window (at the last close, or by a command), and one that would
        happen now."""
        failure = self._book.not_backed_up()
        if failure is not None:
            failed = "The last backup failed." if failure.at is not None else "Backups fail."
            self.failed.emit(f"{failed} {failure.sentence}")

    def check(self) -> None:
        self.make_if_due()
        if self._ticks % _TRIAL_RESTORE_TICKS == 0:
            self.start_trial_restore_if_due()
        self._ticks += 1

    def make_if_due(self) -> None:
        last, now = newest(self._book.folder), self._now()
        wanted = self._changed or due.needs_full_check(last, now.date())
        # A backup dated in the future means that the clock was set back: make a new one instead of waiting
        # for that date.
        if wanted and not self._busy and not _is_near(last, now) and not _is_near(self._tried_at, now):
            self._make()

    def start_trial_restore_if_due(self) -> None:
        """Starts the monthly trial restore; reports the last one if it failed."""
        known, now = ledger.read(self._book.folder), self._now()
        if due.has_failed_trial_restore(known) and not self._busy and not _is_near(self._tried_at, now):
            self.failed.emit(
                _NO_RESTORE.format(known.last_trial_restore.sentence if known.last_trial_restore else "")
            )
            self._make()
        elif due.needs_trial_restore(known, now.date()) and not _is_near(self._trial_restored_at, now):
            self._trial_restored_at = now
            from crm.trouble import trial_restore  # once a month, so not loaded at the start

            run_in_background(lambda: trial_restore.start(self._book.folder, now))

    def make_at_close(self) -> None:
        """Copies in this thread, as the book is closed next; a child process examines the copy after the
        window is gone."""
        if not self._changed and not self._busy:  # an unfinished copy is given up when the book closes
            return
        try:
            self._book.begin_backup().leave()
        except GoodturnError as refused:
            self._on_failed(refused)

    def _make(self) -> None:
        self._busy, self._tried_at = True, self._now()
        self._changed = False  # before the copy: changes made while it is being written are not in it
        run_in_background(self._book.backup, self._on_made, self._on_failed)

    def _now(self) -> datetime:
        return self._book.clock.now().replace(tzinfo=None)

    def _on_committed(self, changes: Changes) -> None:
        self._changed = True

    def _on_made(self, _backup: object) -> None:
        self._busy = False
        self.backup_made.emit()

    def _on_failed(self, fault: Exception) -> None:
        self._busy, self._changed = False, True
        if isinstance(fault, CopyCancelled):
            return
        log.warning("No backup was made: %s", describe(fault))
        self.failed.emit(short_reason(fault))
        if isinstance(fault, BookDamaged):
            self.damaged.emit(fault)


def short_reason(fault: Exception) -> str:
    """Why there is no backup, short enough for a toast. The path of a damaged copy is left to the command
    line and the trouble page."""
    if isinstance(fault, BookDamaged):
        return f"The book is damaged: {summary(fault.findings)}. No backup was made of it; the earlier ones stay."
    return str(fault) if isinstance(fault, GoodturnError) else "The backup failed; the book is as it was."


def _is_near(at: datetime | None, now: datetime) -> bool:
    return at is not None and timedelta(0) <= now - at < EVERY
