"""Traces of a book whose file is missing or empty: no new book is created over them."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.errors import BookLost
from crm.storage import lock
from crm.storage.backups.backup import newest
from crm.storage.backups.folder import BACKUPS_FOLDER

CALENDAR = "due.ics"
_LOGS = ("goodturn.db-wal", "goodturn.db-journal")


class Traces(NamedTuple):
    """`names` are files and folders of the lost book; `newest_backup` is the time of its newest backup."""

    names: tuple[str, ...]
    newest_backup: datetime | None


def find_traces(folder: Path) -> Traces:
    """The traces of a lost book. An empty lock file does not count: every opening creates one."""
    found = [name for name in (*_LOGS, CALENDAR) if (folder / name).exists()]
    backed_up = newest(folder)
    if backed_up is not None or _has_copies(folder / BACKUPS_FOLDER):
        found.append(BACKUPS_FOLDER)
    if lock.read_record(folder / lock.LOCK_FILE) is not None:
        found.append(lock.LOCK_FILE)
    return Traces(tuple(found), backed_up)


def _has_copies(backups: Path) -> bool:
    return backups.is_dir() and any(backups.rglob("*.db"))


def refuse_new_book(folder: Path, is_empty: bool) -> None:
    """Raises BookLost if there are traces of an earlier book."""
    traces = find_traces(folder)
    if not traces.names:
        return
    state = "is empty" if is_empty else "is missing"
    names = " and ".join(
        [", ".join(traces.names[:-1]), traces.names[-1]] if len(traces.names) > 1 else traces.names
    )
    offer = (
        f"Restore its newest backup ({traces.newest_backup:%Y-%m-%d %H:%M}; `backups` lists all)"
        if traces.newest_backup
        else "Put the file back if you have it"
    )
    raise BookLost(
        f"The book's file {folder / 'goodturn.db'} {state}, though {names} of it {'are' if len(traces.names) > 1 else 'is'} there; "
        f"nothing was changed. {offer}, or move {'them' if len(traces.names) > 1 else 'it'} away to begin anew."
    )


def move_traces_aside(folder: Path, now: datetime) -> Path | None:
    """Move the traces of a lost book into a folder of their own, so that a new book can begin; None without
    traces. Call it without holding the lock. Raises OSError.
    """
    left = [name for name in find_traces(folder).names if (folder / name).exists()]
    if not left:
        return None
    target = folder / f"kept-{now:%Y-%m-%d-%H%M%S}"
    target.mkdir(mode=0o700)
    for name in left:
        (folder / name).rename(target / name)
    empty = folder / "goodturn.db"
    if empty.exists() and empty.stat().st_size == 0:
        empty.unlink()
    return target
