"""When something is due by itself: a backup once a day for commands, a whole check each week, a tried restore each month.

Dates are compared for being another one, or out of reach in either direction: a wrong clock puts nothing off for years.
"""

from datetime import date, datetime
from pathlib import Path

from crm.storage.backups import ledger
from crm.storage.backups.folder import locked, prepare
from crm.storage.backups.ledger import Ledger

_WEEK = 7  # days
_MONTH = 30


def begun_today(folder: Path, now: datetime) -> bool:
    """Whether this command is the one that makes the day's backup; that it was begun is noted.

    Raises OSError, FileNotWritten.
    """
    if not _lacks_todays(ledger.read(folder), now.date()):
        return False
    prepare(folder)
    with locked(folder):
        known = ledger.read(folder)
        if not _lacks_todays(known, now.date()):
            return False  # another command was quicker
        ledger.write(folder, known._replace(begun_at=now.replace(tzinfo=None)))
    return True


def _lacks_todays(known: Ledger, today: date) -> bool:
    return all(
        at is None or at.date() != today for at in (known.begun_at, known.last_good and known.last_good.at)
    )


def needs_whole_check(last_backup: datetime | None, today: date) -> bool:
    """Whether a backup, and with it a check of everything, is due though nothing was changed."""
    return last_backup is not None and _is_far(last_backup, today, _WEEK)


def needs_drill(known: Ledger, today: date) -> bool:
    """Whether the newest backup is to be restored into a scratch folder: monthly, and after one that failed."""
    if known.last_good is None or failed_drill(known):
        return False
    last = known.last_drill
    return last is None or bool(last.sentence) or _is_far(last.at, today, _MONTH)


def failed_drill(known: Ledger) -> bool:
    """Whether the newest backup is one that could not be restored: another is needed at once."""
    good, last = known.last_good, known.last_drill
    return good is not None and last is not None and bool(last.sentence) and last.name == good.name


def _is_far(last: datetime, today: date, days: int) -> bool:
    return not 0 <= (today - last.date()).days < days
