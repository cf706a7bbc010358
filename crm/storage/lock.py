"""The lock file: one writing process per book.
It also records which book was opened last and whether it was closed in order (`LockRecord`).
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # Far behind the record: Windows prevents reading of a locked range.
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCK_FILE = "goodturn.lock"
_FAR = 1 << 20
_LONGEST = 4096  # bytes of a record
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class LockRecord(NamedTuple):
    """`book` is the book's UID; `is_open` is whether its last writer has not (or not yet) closed it."""

    book: str
    is_open: bool


class Lock:
    """An OS lock, released when the process ends in any way: it cannot become stale."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self, wait: float = 0.0) -> bool:
        """Return whether the lock was obtained within `wait` seconds. Raises OSError if the folder cannot be
        used.
        """
        self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        until = time.monotonic() + wait
        while True:
            try:
                _take(self._descriptor)
                return True
            except OSError:
                if time.monotonic() >= until:
                    self.release()
                    return False
                time.sleep(0.02)

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def note(self, record: LockRecord) -> None:
        """Write the record. An open one is synced to disk before this returns: a log beside a book that is
        recorded as closed is taken for another book's.
        """
        assert self._descriptor is not None
        data = json.dumps({"book": record.book, "state": "open" if record.is_open else "closed"}).encode()
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, data)
        os.ftruncate(self._descriptor, len(data))
        if record.is_open:
            os.fsync(self._descriptor)

    def forget(self) -> None:
        """Clear the record, before the book is migrated or replaced."""
        assert self._descriptor is not None
        os.ftruncate(self._descriptor, 0)
        os.fsync(self._descriptor)


def read_record(file: Path) -> LockRecord | None:
    """The record of the lock file; None if it has none or an invalid one."""
    try:
        with file.open("rb") as opened:
            stored = json.loads(opened.read(_LONGEST))
        book, state = stored["book"], stored["state"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(book, str) or not book or state not in ("open", "closed"):
        return None
    return LockRecord(book, state == "open")


def is_held(file: Path) -> bool:
    """Whether another process holds the lock now."""
    lock = Lock(file)
    try:
        free = not file.exists() or lock.take()
    except OSError:  # a folder that cannot be used: opening the book reports it
        free = True
    lock.release()
    return not free
