"""Why no backup is made at present: what the ledger tells of the last one, or what is in the way of the next."""

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.storage.backups import ledger
from crm.storage.backups.folder import LOCK_NAME, room_of


class NotBackedUp(NamedTuple):
    """`sentence` names what is wrong and where; `at` is None where it is not over, but so at this moment."""

    sentence: str
    at: datetime | None = None


def not_backed_up(folder: Path, last_refusal: str = "") -> NotBackedUp | None:
    """None where the last backup was made and nothing is known to keep the next from it.

    `last_refusal` is why this process could not make the last one: a folder that takes no writing takes no ledger either.
    """
    if in_the_way := _in_the_way(room_of(folder)):
        return NotBackedUp(in_the_way)
    failure = ledger.read(folder).standing_failure
    if failure is not None:
        return NotBackedUp(failure.sentence, failure.at)
    return NotBackedUp(last_refusal) if last_refusal else None


def _in_the_way(room: Path) -> str:
    if not os.path.lexists(room):
        return ""
    if not room.is_dir():
        return f"{room} is no folder, as it should be, so no backup can be made. Move it away."
    if not os.access(room, os.R_OK | os.W_OK | os.X_OK):
        return f"The folder {room} cannot be written to, so no backup can be made. Change its rights."
    lock = room / LOCK_NAME
    if os.path.lexists(lock) and (lock.is_symlink() or not lock.is_file()):
        return f"{lock} is no file, as it should be, so no backup can be made. Move it away."
    return ""
