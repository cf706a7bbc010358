"""One process writes: a lock file beside the book, held for as long as the book is open.

The file also says which book was opened last and whether it was closed in order (`LockRecord`).
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
        # Far behind the record: Windows keeps others from reading what is locked.
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


FILE_NAME = "goodturn.lock"
_FAR = 1 << 20
_LONGEST = 4096  # bytes of a record
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class LockRecord(NamedTuple):
    """`book` is the uid of the book. `is_open`: its last writer has not closed it in order, or not yet."""

    book: str
    is_open: bool


class Lock:
    """The operating system drops it when the process ends, however it ends: a stale one cannot exist."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self, wait: float = 0.0) -> bool:
        """Whether the lock is ours after at most `wait` seconds. Raises OSError where the folder cannot be used."""
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
        """Write the record down. An open one is on the disk before this returns: a log beside a book whose lock says it
        was closed is taken for another book's."""
        assert self._descriptor is not None
        data = json.dumps({"book": record.book, "state": "open" if record.is_open else "closed"}).encode()
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, data)
        os.ftruncate(self._descriptor, len(data))
        if record.is_open:
            os.fsync(self._descriptor)

    def forget(self) -> None:
        """Write down that nothing is known of the book, before it is brought up to date."""
        assert self._descriptor is not None
        os.ftruncate(self._descriptor, 0)
        os.fsync(self._descriptor)


def read_record(file: Path) -> LockRecord | None:
    """What the lock file says; None where it says nothing that makes sense."""
    try:
        with file.open("rb") as opened:
            said = json.loads(opened.read(_LONGEST))
        book, state = said["book"], said["state"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(book, str) or not book or state not in ("open", "closed"):
        return None
    return LockRecord(book, state == "open")


def is_held(file: Path) -> bool:
    """Whether another process holds the lock now; what a killed process left behind does not count."""
    lock = Lock(file)
    try:
        free = not file.exists() or lock.take()
    except OSError:  # a folder that cannot be used: opening the book says so
        free = True
    lock.release()
    return not free
