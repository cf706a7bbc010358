"""The folder of backups: file names, access rights, lock, and durable writing."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from crm.errors import FileNotWritten
from crm.storage.lock import Lock
from crm.storage.restore.swapping_files import sync

BACKUPS_FOLDER = "backups"
DAMAGED_NAME = "damaged"  # subfolder for copies that were found damaged
LOCK_NAME = "backups.lock"
_STAMP = "%Y-%m-%d-%H%M%S"
_NAME = re.compile(r"goodturn-(\d{4}-\d{2}-\d{2}-\d{6})(?:-(before-[a-z]+))?[a-z0-9-]*\.db")
_LOCK_WAIT = 60.0  # seconds: another child process may be hashing or thinning


def backups_folder(folder: Path) -> Path:
    return folder / BACKUPS_FOLDER


def damaged_folder(folder: Path) -> Path:
    return folder / BACKUPS_FOLDER / DAMAGED_NAME


def folder_to_report(folder: Path) -> Path:
    """The folder to name in an error: that of backups if it exists, otherwise the data folder."""
    backups = backups_folder(folder)
    return backups if os.path.lexists(backups) else folder


def prepare(folder: Path) -> Path:
    """Create the folder of backups if needed, and make it and its files private. Returns the folder.
    Raises FileNotWritten where a file, pipe or broken link has its name, OSError.
    """
    backups = backups_folder(folder)
    if os.path.lexists(backups) and not backups.is_dir():
        raise FileNotWritten(
            f"{BACKUPS_FOLDER} in {folder} is no folder, as it should be; no backup was made. Move it away and try again."
        )
    backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        for place in (backups, damaged_folder(folder)):
            if place.is_dir():
                _make_private(place)
    return backups


def _make_private(folder: Path) -> None:
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    for file in folder.glob("*.*"):
        # A file being thinned now, or of another user: neither prevents a backup.
        with suppress(OSError):
            if file.is_file() and not file.is_symlink() and file.stat().st_mode & 0o077:
                file.chmod(0o600)


def base_name(now: datetime, reason: str = "") -> str:
    return f"goodturn-{now.strftime(_STAMP)}{'-' + reason if reason else ''}"


def files(folder: Path) -> list[Path]:
    """All files with the name of a backup, sorted by name; no pipes, no links."""
    found = folder.glob("goodturn-*.db") if folder.is_dir() else iter(())
    return sorted(file for file in found if has_backup_name(file) and is_regular_file(file))


def is_regular_file(file: Path) -> bool:
    """Whether it is a regular file: opening a pipe would block."""
    return file.is_file() and not file.is_symlink()


def has_backup_name(file: Path) -> bool:
    try:
        time_of(file)
    except ValueError:
        return False
    return True


def time_of(file: Path) -> datetime:
    """The local time in a backup's name. Raises ValueError for any other file."""
    found = _NAME.fullmatch(file.name)
    if found is None:
        raise ValueError(f"not called as a backup is: {len(file.name)} letters")
    return datetime.strptime(found[1], _STAMP)


def reason(file: Path) -> str:
    """Why it was made, without number: "before-restore", "before-format"; "" for an ordinary backup."""
    found = _NAME.fullmatch(file.name)
    return (found[2] or "") if found else ""


def free_name(folder: Path, base: str) -> Path:
    """A name not yet used: a number is added to the second one of the same second."""
    file, number = folder / f"{base}.db", 1
    while os.path.lexists(file):
        number += 1
        file = folder / f"{base}-{number}.db"
    return file


@contextmanager
def locked(folder: Path, wait: float = _LOCK_WAIT) -> Iterator[None]:
    """Lock names, manifests and ledger against other processes. Raises FileNotWritten, OSError."""
    lock = Lock(backups_folder(folder) / LOCK_NAME)
    if not lock.take(wait):
        raise FileNotWritten("Another backup is being made; the book is as it was. Try again in a moment.")
    try:
        yield
    finally:
        lock.release()


def read_small(file: Path, longest: int = 1 << 20) -> bytes:
    """The contents of a manifest or ledger. Raises OSError; ValueError for irregular or oversized files."""
    if not is_regular_file(file) or file.stat().st_size > longest:
        raise ValueError("no file of notes")
    return file.read_bytes()


def write_private(file: Path, text: str) -> None:
    """Write the file atomically with mode 0600, and sync it. Raises OSError."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        temporary.replace(file)
        sync(file.parent)
    finally:
        temporary.unlink(missing_ok=True)
