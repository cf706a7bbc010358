"""Status of backups: why the last one failed, or what prevents the next."""

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.storage.backups import ledger
from crm.storage.backups.folder import LOCK_NAME, backups_folder


class NotBackedUp(NamedTuple):
    """`sentence` names the problem and the place; `at` is None for a problem that exists now."""

    sentence: str
    at: datetime | None = None


def not_backed_up(folder: Path, last_refusal: str = "") -> NotBackedUp | None:
    """None if the last backup was made and nothing prevents the next.
    `last_refusal` is why this process failed to make the last one: a read-only folder takes no ledger entry
    either.
    """
    if in_the_way := _obstacle(backups_folder(folder)):
        return NotBackedUp(in_the_way)
    failure = ledger.read(folder).unresolved_failure
    if failure is not None:
        return NotBackedUp(failure.sentence, failure.at)
    return NotBackedUp(last_refusal) if last_refusal else None


def _obstacle(backups: Path) -> str:
    if not os.path.lexists(backups):
        return ""
    if not backups.is_dir():
        return f"{backups} is no folder, as it should be, so no backup can be made. Move it away."
    if not os.access(backups, os.R_OK | os.W_OK | os.X_OK):
        return f"The folder {backups} cannot be written to, so no backup can be made. Change its rights."
    lock = backups / LOCK_NAME
    if os.path.lexists(lock) and (lock.is_symlink() or not lock.is_file()):
        return f"{lock} is no file, as it should be, so no backup can be made. Move it away."
    return ""
