"""Schedule of automatic work: a daily backup for commands, a weekly full check, a monthly trial restore.
Dates are compared for difference in both directions: a wrong clock must not put the work off for years.
"""

from datetime import date, datetime
from pathlib import Path

from crm.storage.backups import ledger
from crm.storage.backups.folder import locked, prepare
from crm.storage.backups.ledger import Ledger

_WEEK = 7  # days
_MONTH = 30


def begin_daily_backup(folder: Path, now: datetime) -> bool:
    """Whether this command has to make the day's backup; records that it was begun. Raises OSError,
    FileNotWritten.
    """
    if not _is_due_today(ledger.read(folder), now.date()):
        return False
    prepare(folder)
    with locked(folder):
        known = ledger.read(folder)
        if not _is_due_today(known, now.date()):
            return False  # another command was first
        ledger.write(folder, known._replace(begun_at=now.replace(tzinfo=None)))
    return True


def _is_due_today(known: Ledger, today: date) -> bool:
    return all(
        at is None or at.date() != today for at in (known.begun_at, known.last_good and known.last_good.at)
    )


def needs_full_check(last_backup: datetime | None, today: date) -> bool:
    """Whether a backup, which checks everything, is due though nothing was changed."""
    return last_backup is not None and _is_older(last_backup, today, _WEEK)


def needs_trial_restore(known: Ledger, today: date) -> bool:
    """Whether the newest backup must be restored into a scratch folder: monthly, and after a failure."""
    if known.last_good is None or has_failed_trial_restore(known):
        return False
    last = known.last_trial_restore
    return last is None or bool(last.sentence) or _is_older(last.at, today, _MONTH)


def has_failed_trial_restore(known: Ledger) -> bool:
    """Whether the newest backup could not be restored: a new one is needed at once."""
    good, last = known.last_good, known.last_trial_restore
    return good is not None and last is not None and bool(last.sentence) and last.name == good.name


def _is_older(last: datetime, today: date, days: int) -> bool:
    return not 0 <= (today - last.date()).days < days
