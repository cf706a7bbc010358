"""The day's backup of a book that only commands write: copied before the command closes it, examined after it ended."""

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
    """`copy` while the book is open, `start` once the output is written. Neither ever raises: the command itself is done.

    A backup that fails once it was begun stands in the ledger, for the next command to tell. Where not even that can be
    noted, as the ledger lies in the folder of backups, `refusal` holds the sentence for this command.
    """

    def __init__(self) -> None:
        self._underway: PendingBackup | None = None
        self.refusal: str | None = None

    def copy(self, book: "Book") -> None:
        """A copy, if today's is not made or begun yet."""
        from crm.storage.backups import due  # most commands only read

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
        """Hands the copy to a child process, which goes on when this process ends."""
        if self._underway is not None:
            self._underway.leave()


def _reason(fault: Exception, folder: Path) -> str:
    if isinstance(fault, GoodturnError):
        return str(fault)
    said = fault.strerror if isinstance(fault, OSError) else None
    return f"The folder {folder_to_report(folder)} cannot be written to ({said or 'a fault of Goodturn'})."


def complaint(book: "Book") -> str | None:
    """One sentence while the newest backup is missing because it failed."""
    known = ledger.read(book.folder)
    failure, good = known.standing_failure, known.last_good
    if failure is None:
        return None
    since = f"since {good.at:%Y-%m-%d %H:%M}" if good else "yet"
    return f"This is saved, but not backed up {since}. {failure.sentence}"
