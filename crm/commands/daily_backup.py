"""The daily backup of a book written by commands: copied before the book is closed, verified by a child
process after that.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import GoodturnError
from crm.fault_log.fault_description import describe
from crm.storage.backups import ledger
from crm.storage.backups.folder import folder_to_report

if TYPE_CHECKING:
    from crm.book import Book
    from crm.storage.backups.underway import PendingBackup

log = logging.getLogger(__name__)


class DailyBackup:
    """Call `copy` while the book is open, and `start` after the output is written. Neither raises: the
    command itself is done. The ledger records a failure of a backup that was begun, for the next command to
    report. If the ledger itself cannot be written, `refusal` is the sentence for this command.
    """

    def __init__(self) -> None:
        self._underway: PendingBackup | None = None
        self.refusal: str | None = None

    def copy(self, book: "Book") -> None:
        """Copy the book unless today's backup was made or begun."""
        from crm.storage.backups import due  # not needed by commands that only read

        try:
            if not due.begin_daily_backup(book.folder, book.clock.now()):
                return
        except Exception as fault:
            log.warning("No backup was begun: %s", describe(fault))
            self.refusal = f"This is saved, but not backed up. {_reason(fault, book.folder)}"
            return
        try:
            self._underway = book.begin_backup()
        except Exception as fault:
            log.warning("No backup was made: %s", describe(fault))

    def start(self) -> None:
        """Hand the copy to a child process, which survives this process."""
        if self._underway is not None:
            self._underway.leave()


def _reason(fault: Exception, folder: Path) -> str:
    if isinstance(fault, GoodturnError):
        return str(fault)
    cause = fault.strerror if isinstance(fault, OSError) else None
    return f"The folder {folder_to_report(folder)} cannot be written to ({cause or 'a fault of Goodturn'})."


def describe_failed_backup(book: "Book") -> str | None:
    """A sentence if the newest backup failed, otherwise None."""
    known = ledger.read(book.folder)
    failure, good = known.unresolved_failure, known.last_good
    if failure is None:
        return None
    since = f"since {good.at:%Y-%m-%d %H:%M}" if good else "yet"
    return f"This is saved, but not backed up {since}. {failure.sentence}"
