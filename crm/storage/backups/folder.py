"""The folder of backups: what its files are called, which of them are ours, their modes, and writing them durably."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from crm.errors import FileNotWritten
from crm.storage.lock import Lock
from crm.storage.restore.swapping_files import sync

FOLDER_NAME = "backups"
DAMAGED_NAME = "damaged"  # within it: copies that were examined and are not sound
LOCK_NAME = "backups.lock"
_STAMP = "%Y-%m-%d-%H%M%S"
_NAME = re.compile(r"goodturn-(\d{4}-\d{2}-\d{2}-\d{6})(?:-(before-[a-z]+))?[a-z0-9-]*\.db")
_LOCK_WAIT = 60.0  # seconds: another child may be hashing and thinning just now


def room_of(folder: Path) -> Path:
    return folder / FOLDER_NAME


def damaged_room_of(folder: Path) -> Path:
    return folder / FOLDER_NAME / DAMAGED_NAME


def place_of_backups(folder: Path) -> Path:
    """The folder to name where no backup can be written: that of backups, or the data folder, where it would be made."""
    room = room_of(folder)
    return room if os.path.lexists(room) else folder


def prepare(folder: Path) -> Path:
    """The folder of backups, made if need be; it and our files in it are made the user's alone again.

    Raises FileNotWritten where a file, a pipe or a broken link stands in its place, OSError.
    """
    room = room_of(folder)
    if os.path.lexists(room) and not room.is_dir():
        raise FileNotWritten(
            f"{FOLDER_NAME} in {folder} is no folder, as it should be; no backup was made. Move it away and try again."
        )
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        for place in (room, damaged_room_of(folder)):
            if place.is_dir():
                _make_private(place)
    return room


def _make_private(room: Path) -> None:
    if room.stat().st_mode & 0o077:
        room.chmod(0o700)
    for file in room.glob("*.*"):
        # A file that is thinned out just now, or one of another user: neither keeps a backup from being made.
        with suppress(OSError):
            if file.is_file() and not file.is_symlink() and file.stat().st_mode & 0o077:
                file.chmod(0o600)


def base_name(now: datetime, why: str = "") -> str:
    return f"goodturn-{now.strftime(_STAMP)}{'-' + why if why else ''}"


def files(room: Path) -> list[Path]:
    """Every file that is called as a backup of ours is, in the order of their names; no pipes and no links."""
    found = room.glob("goodturn-*.db") if room.is_dir() else iter(())
    return sorted(file for file in found if is_ours(file) and is_plain(file))


def is_plain(file: Path) -> bool:
    """Whether it is a file and nothing else: reading a pipe in its place would wait for ever."""
    return file.is_file() and not file.is_symlink()


def is_ours(file: Path) -> bool:
    try:
        moment(file)
    except ValueError:
        return False
    return True


def moment(file: Path) -> datetime:
    """The local time in a backup's name. Raises ValueError for any other file."""
    found = _NAME.fullmatch(file.name)
    if found is None:
        raise ValueError(f"not called as a backup is: {len(file.name)} letters")
    return datetime.strptime(found[1], _STAMP)


def reason(file: Path) -> str:
    """Why it was made, without its number: "before-restore", "before-format"; "" for an ordinary one."""
    found = _NAME.fullmatch(file.name)
    return (found[2] or "") if found else ""


def free_name(room: Path, base: str) -> Path:
    """Nothing is ever written over: the second of one second gets a 2 behind."""
    file, number = room / f"{base}.db", 1
    while os.path.lexists(file):
        number += 1
        file = room / f"{base}-{number}.db"
    return file


@contextmanager
def locked(folder: Path, wait: float = _LOCK_WAIT) -> Iterator[None]:
    """While names, manifests and the ledger change: one process at a time. Raises FileNotWritten, OSError."""
    lock = Lock(room_of(folder) / LOCK_NAME)
    if not lock.take(wait):
        raise FileNotWritten("Another backup is being made; the book is as it was. Try again in a moment.")
    try:
        yield
    finally:
        lock.release()


def read_small(file: Path, longest: int = 1 << 20) -> bytes:
    """All of a manifest or a ledger. Raises OSError; ValueError where the file is none of ours."""
    if not is_plain(file) or file.stat().st_size > longest:
        raise ValueError("no file of notes")
    return file.read_bytes()


def write_private(file: Path, text: str) -> None:
    """The whole file or none of it, 0600 and on the disk when this returns. Raises OSError."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    try:
        descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        aside.replace(file)
        sync(file.parent)
    finally:
        aside.unlink(missing_ok=True)
