"""What shows that a folder held a book whose file is now missing or empty: then no new book is made in silence."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.errors import BookLost
from crm.storage import lock
from crm.storage.backups.backup import FOLDER_NAME as BACKUPS
from crm.storage.backups.backup import newest

CALENDAR = "due.ics"
_LOGS = ("goodturn.db-wal", "goodturn.db-journal")


class Remains(NamedTuple):
    """`names` are files and folders of the lost book, and `newest_backup` when its newest backup was made."""

    names: tuple[str, ...]
    newest_backup: datetime | None


def remains(folder: Path) -> Remains:
    """What is left of a book that is gone. An empty lock file counts for nothing: every opening makes one."""
    found = [name for name in (*_LOGS, CALENDAR) if (folder / name).exists()]
    backed_up = newest(folder)
    if backed_up is not None or _has_copies(folder / BACKUPS):
        found.append(BACKUPS)
    if lock.read_record(folder / lock.FILE_NAME) is not None:
        found.append(lock.FILE_NAME)
    return Remains(tuple(found), backed_up)


def _has_copies(backups: Path) -> bool:
    return backups.is_dir() and any(backups.rglob("*.db"))


def refuse_new_book(folder: Path, is_empty: bool) -> None:
    """Raises BookLost where something of an earlier book is left."""
    left = remains(folder)
    if not left.names:
        return
    there = "is empty" if is_empty else "is missing"
    what = " and ".join([", ".join(left.names[:-1]), left.names[-1]] if len(left.names) > 1 else left.names)
    offer = (
        f"Restore its newest backup ({left.newest_backup:%Y-%m-%d %H:%M}; `backups` lists all)"
        if left.newest_backup
        else "Put the file back if you have it"
    )
    raise BookLost(
        f"The book's file {folder / 'goodturn.db'} {there}, though {what} of it {'are' if len(left.names) > 1 else 'is'} there; "
        f"nothing was changed. {offer}, or move {'them' if len(left.names) > 1 else 'it'} away to begin anew."
    )


def set_aside(folder: Path, now: datetime) -> Path | None:
    """Move what is left of a lost book into a folder of its own, so that a new book can begin; None where nothing was.

    Call it without holding the lock. Raises OSError.
    """
    left = [name for name in remains(folder).names if (folder / name).exists()]
    if not left:
        return None
    room = folder / f"kept-{now:%Y-%m-%d-%H%M%S}"
    room.mkdir(mode=0o700)
    for name in left:
        (folder / name).rename(room / name)
    empty = folder / "goodturn.db"
    if empty.exists() and empty.stat().st_size == 0:
        empty.unlink()
    return room
