"""Whether the book's file is still where it was opened, and files that nothing else may be written over."""

import os
from pathlib import Path

from crm.errors import BookNotUsable, FileNotWritten


class Place:
    """Made when the book is opened. SQLite goes on writing into a file that was deleted or replaced under it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._identity = _identity(file)

    def check(self) -> None:
        """Raises BookNotUsable where what is written now would be lost with the last program that holds the file."""
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


def refuse_the_books_own(book_file: Path, target: Path) -> None:
    """Raises FileNotWritten for the book's file, its log files and its lock: a copy put there would end the book.

    So it does for a device: a file in its place would break it for everyone.
    """
    if os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target):  # noqa: PTH110, PTH112, PTH113 - unlike pathlib's, these never raise
        raise FileNotWritten(f"{target.name} is no file; nothing was changed. Choose another name.")
    book, place = book_file.resolve(), target.resolve()
    own = [book, *(book.with_name(book.name + ending) for ending in ("-wal", "-shm", "-journal"))]
    if place in own or place == book.with_name("goodturn.lock"):
        raise FileNotWritten(
            f"{target.name} belongs to the book itself; nothing was changed. Choose another name."
        )
