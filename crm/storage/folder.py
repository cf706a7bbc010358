"""The data folder: access rights, and refusal of files that are not regular files."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from crm.errors import BookNotUsable, OnlyReadable
from crm.storage.lock import LOCK_FILE

BOOK = "goodturn.db"
WINDOW = "window.json"  # address of the open window
# Never opened through a symbolic link.
_NO_LINKS = (f"{BOOK}-wal", f"{BOOK}-shm", f"{BOOK}-journal", LOCK_FILE)
_OWN_FILES = (BOOK, *_NO_LINKS, "due.ics", WINDOW, "not-logged.txt")


def prepare_folder(folder: Path) -> None:
    """Create the folder, or restrict its rights to 0700 and those of its files to 0600. Raises BookNotUsable,
    OSError.
    """
    if not folder.exists():
        if folder.is_symlink():
            raise BookNotUsable(
                f"The data folder {folder} is a link that leads nowhere; nothing was changed. Bring back what it leads to, "
                "or name another folder."
            )
        # Another first command may create it at the same time.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    refuse_irregular_files(folder)
    _refuse_links(folder)
    if os.name == "posix" and os.access(folder, os.W_OK):
        with suppress(PermissionError):  # another user's folder: its rights cannot be changed
            _make_private(folder)


def refuse_irregular_files(folder: Path) -> None:
    """Raises BookNotUsable if a folder, pipe or device has the name of one of our files: opening a pipe would
    block.
    """
    if not folder.is_dir():
        raise BookNotUsable(
            f"{folder} is a file, not the folder of a book; nothing was changed. Name a folder."
        )
    for name in _OWN_FILES:
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
    """Raises OnlyReadable: reading needs none of these files."""
    for name in _NO_LINKS:
        if (folder / name).is_symlink():
            raise OnlyReadable(
                f"{name} in {folder} is a link, and must be a file of its own; nothing was changed. Move the link away "
                "and try again."
            )


def _make_private(folder: Path) -> None:
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    for name in _OWN_FILES:
        # Before locking: another process that holds the lock may close now, which removes the log
        # files.
        with suppress(FileNotFoundError):
            if (folder / name).stat().st_mode & 0o077:
                (folder / name).chmod(0o600)
