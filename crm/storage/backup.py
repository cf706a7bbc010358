"""Verified copies of the book: written aside, read back and counted, and only then given their name."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.errors import FileNotRead
from crm.storage.connection import APPLICATION_ID
from crm.storage.thinning import superfluous

FOLDER_NAME = "backups"
_STAMP = "%Y-%m-%d-%H%M%S"


class Backup(NamedTuple):
    file: Path
    at: datetime  # local time, as in the name
    people: int
    meetings: int
    promises: int


def make(connection: sqlite3.Connection, target: Path, at: datetime) -> Backup:
    """A verified copy at `target`, 0600, replacing what is there only once the copy is good.

    Raises FileNotRead if the copy cannot be verified, sqlite3.Error and OSError for the disk's faults.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    aside.unlink(missing_ok=True)
    try:
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection.execute("VACUUM INTO ?", (str(aside),))
        if examine(aside) != _counts(connection):
            raise FileNotRead("The backup did not read back as it was written; the book itself is untouched.")
        _sync(aside)
        aside.replace(target)
        _sync(target.parent)
    finally:
        aside.unlink(missing_ok=True)
    return Backup(target, at, *examine(target))


def make_named(connection: sqlite3.Connection, folder: Path, now: datetime, why: str = "") -> Backup:
    """A copy in the book's own backup folder, named by the moment; those no longer needed are thinned out."""
    room = folder / FOLDER_NAME
    name = f"goodturn-{now.strftime(_STAMP)}{'-' + why if why else ''}"
    target = room / f"{name}.db"
    number = 1
    while target.exists():
        number += 1
        target = room / f"{name}-{number}.db"
    made = make(connection, target, now.replace(tzinfo=None))
    for file in superfluous([(one, _moment(one)) for one in _files(folder)], now.replace(tzinfo=None)):
        file.unlink(missing_ok=True)
    return made


def copy_before_migration(connection: sqlite3.Connection, folder: Path, now: datetime, version: int) -> None:
    make_named(connection, folder, now, f"before-format-{version + 1}")


def backups(folder: Path) -> list[Backup]:
    """The good ones, newest first; a damaged file is not shown as a backup."""
    found = []
    for file in sorted(_files(folder), key=_moment, reverse=True):
        try:
            found.append(Backup(file, _moment(file), *examine(file, thorough=False)))
        except FileNotRead:
            continue
    return found


def newest(folder: Path) -> datetime | None:
    """When the newest backup was made, by its name: cheap enough for the window's foot."""
    return max((_moment(file) for file in _files(folder)), default=None)


def examine(file: Path, thorough: bool = True) -> tuple[int, int, int]:
    """How many people, meetings and promises a backup holds. Raises FileNotRead unless it is a sound book."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise FileNotRead(f"{file.name} is no backup of a Goodturn book; nothing was changed.")
            if thorough and connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise FileNotRead(f"{file.name} is damaged; nothing was changed. Try another backup.")
            return _counts(connection)
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        raise FileNotRead(
            f"{file.name} cannot be read as a backup; nothing was changed. Try another one."
        ) from fault


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    counted = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("person", "meeting", "promise")
    ]
    return counted[0], counted[1], counted[2]


def _files(folder: Path) -> list[Path]:
    room = folder / FOLDER_NAME
    return [file for file in room.glob("goodturn-*.db") if _dated(file)] if room.is_dir() else []


def _dated(file: Path) -> bool:
    try:
        _moment(file)
    except ValueError:
        return False
    return True


def _moment(file: Path) -> datetime:
    return datetime.strptime(file.name[len("goodturn-") :][:17], _STAMP)


def _sync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # Windows cannot open a folder; its rename is durable without
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
