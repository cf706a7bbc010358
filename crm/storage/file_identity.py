"""Detection of a book file replaced while open, and protection of the book's own files from being
overwritten.
"""

import os
from pathlib import Path

from crm.errors import BookNotUsable, FileNotWritten


class OpenedFile:
    """The file's identity when the book was opened. SQLite keeps writing to a file deleted or replaced under
    it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._identity = _identity(file)

    def check(self) -> None:
        """Raises BookNotUsable if the file at this path is another one: what is written now would be lost."""
        if _identity(self._file) != self._identity:
            raise BookNotUsable(
                "The book's file was moved, deleted or replaced while it was open; nothing was changed. "
                "Make a backup now, close Goodturn and restore it."
            )


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_own_files(book_file: Path, target: Path) -> None:
    """Raises FileNotWritten for the book's file, its logs and its lock: overwriting them would destroy the
    book. Also for a device, which must not be replaced by a file.
    """
    if os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target):  # noqa: PTH110, PTH112, PTH113 - unlike pathlib's, these never raise
        raise FileNotWritten(f"{target.name} is no file; nothing was changed. Choose another name.")
    book, place = book_file.resolve(), target.resolve()
    own = [book, *(book.with_name(book.name + ending) for ending in ("-wal", "-shm", "-journal"))]
    if place in own or place == book.with_name("goodturn.lock"):
        raise FileNotWritten(
            f"{target.name} belongs to the book itself; nothing was changed. Choose another name."
        )
