"""The data folder: private to the user, and nothing in it where a file of ours belongs that is no file."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from crm.errors import BookNotUsable, OnlyReadable
from crm.storage.lock import FILE_NAME as LOCK

BOOK = "goodturn.db"
WINDOW = "window.json"  # where the open window left its address
_NO_LINKS = (
    f"{BOOK}-wal",
    f"{BOOK}-shm",
    f"{BOOK}-journal",
    LOCK,
)  # files that are never opened through a link
_OURS = (BOOK, *_NO_LINKS, "due.ics", WINDOW, "not-logged.txt")


def prepare_folder(folder: Path) -> None:
    """Make the folder, or repair its rights: 0700, and 0600 for what lies in it. Raises BookNotUsable, OSError."""
    if not folder.exists():
        if folder.is_symlink():
            raise BookNotUsable(
                f"The data folder {folder} is a link that leads nowhere; nothing was changed. Bring back what it leads to, "
                "or name another folder."
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # another first command may be as quick
        return
    refuse_what_is_no_file(folder)
    _refuse_links(folder)
    if os.name == "posix" and os.access(folder, os.W_OK):
        with suppress(
            PermissionError
        ):  # another user's folder that we may write into: its rights are not ours to change
            _make_private(folder)


def refuse_what_is_no_file(folder: Path) -> None:
    """Raises BookNotUsable where a folder, a pipe or a device stands in the place of one of our files: opening a pipe
    would wait for ever."""
    if not folder.is_dir():
        raise BookNotUsable(
            f"{folder} is a file, not the folder of a book; nothing was changed. Name a folder."
        )
    for name in _OURS:
        with suppress(FileNotFoundError):
            if not stat.S_ISREG((folder / name).stat().st_mode):
                raise BookNotUsable(
                    f"{name} in {folder} is no file, as it should be; nothing was changed. Move it away and try again."
                )
    if (folder / BOOK).is_symlink() and not (folder / BOOK).exists():
        raise BookNotUsable(
            f"{BOOK} in {folder} is a link that leads nowhere; nothing was changed. Bring back what it leads to, or move "
            "the link away."
        )


def _refuse_links(folder: Path) -> None:
    """Raises OnlyReadable: without writing, none of these files is needed."""
    for name in _NO_LINKS:
        if (folder / name).is_symlink():
            raise OnlyReadable(
                f"{name} in {folder} is a link, and must be a file of its own; nothing was changed. Move the link away "
                "and try again."
            )


def _make_private(folder: Path) -> None:
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    for name in _OURS:
        # Before the lock: another process that holds it may close just now, which takes the log files away.
        with suppress(FileNotFoundError):
            if (folder / name).stat().st_mode & 0o077:
                (folder / name).chmod(0o600)
