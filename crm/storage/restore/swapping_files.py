"""Replacing a book and its logs by another file, so that a kill at any moment leaves either the old or the
new book. The new file is synced and renamed to a name beside the book: from then on it counts as the book.
The remaining work, removing the old logs and renaming it again, is completed at the next opening if this
process is killed.
"""

import os
from pathlib import Path

SCRATCH = ".restore-"  # prefix of folders with copies under examination
_LOGS = ("-wal", "-shm", "-journal")


def swap_in(fresh: Path, book: Path) -> None:
    """Replace `book` by `fresh`, without logs. Both are in the same file system; nothing has either of them
    open.
    """
    sync(fresh)
    fresh.replace(_committed_path(book))
    sync(book.parent)
    finish_swap(book)


def finish_swap(book: Path) -> None:
    """Complete an interrupted `swap_in`, if there is one. The caller holds the lock and has nothing open yet."""
    decided = _committed_path(book)
    if not os.path.lexists(decided) or decided.is_symlink() or not decided.is_file():
        return
    for file in files_of(book):
        if file != book:  # before the rename: SQLite would apply an old log to the new file
            file.unlink()
    sync(book.parent)
    decided.replace(book)
    sync(book.parent)


def files_of(book: Path) -> list[Path]:
    """The existing ones of the book's file and its logs, whatever kind of file they are."""
    places = [book, *(book.with_name(book.name + log) for log in _LOGS)]
    return [place for place in places if os.path.lexists(place)]


def sync(path: Path) -> None:
    """fsync a file's contents, or the names in a folder."""
    if os.name != "posix" and path.is_dir():
        return  # Windows cannot open a folder; its renames are durable without
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _committed_path(book: Path) -> Path:
    return book.with_name(book.name + "-restored")
