"""One file in the place of another and its logs, so that a kill at any moment leaves the old book or the new one.

The new file is first renamed to stand beside the book, whole and synced: from that moment on it is the book. What is left
to do then, taking away the old logs and renaming it once more, the next opening does where this process was ended.
"""

import os
from pathlib import Path

SCRATCH = ".restore-"  # begins the names of the folders that hold copies while they are examined
_LOGS = ("-wal", "-shm", "-journal")


def swap_in(fresh: Path, book: Path) -> None:
    """`book` is what `fresh` was, and has no logs. Both are in the same file system; nothing has either of them open."""
    sync(fresh)
    fresh.replace(_decided(book))
    sync(book.parent)
    finish_swap(book)


def finish_swap(book: Path) -> None:
    """What an ended process left to do of `swap_in`; else nothing. The caller holds the lock and has nothing open yet."""
    decided = _decided(book)
    if not os.path.lexists(decided) or decided.is_symlink() or not decided.is_file():
        return
    for file in files_of(book):
        if file != book:  # before the rename: an old log beside the new file would be folded into it
            file.unlink()
    sync(book.parent)
    decided.replace(book)
    sync(book.parent)


def files_of(book: Path) -> list[Path]:
    """The book's file and its logs, those that there are, whatever they are."""
    places = [book, *(book.with_name(book.name + log) for log in _LOGS)]
    return [place for place in places if os.path.lexists(place)]


def sync(path: Path) -> None:
    """On the disk, as far as the system says so: a file's contents, or the names in a folder."""
    if os.name != "posix" and path.is_dir():
        return  # Windows cannot open a folder; its rename is durable without
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _decided(book: Path) -> Path:
    return book.with_name(book.name + "-restored")
