"""One process writes: a lock file beside the book, held for as long as the book is open."""

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The operating system drops it when the process ends, however it ends: a stale one cannot exist."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self, wait: float = 0.0) -> bool:
        """Whether the lock is ours after at most `wait` seconds. Raises OSError where the folder cannot be used."""
        self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
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


def is_held(file: Path) -> bool:
    """Whether somebody holds the lock now; what a killed process left behind does not count."""
    lock = Lock(file)
    try:
        free = not file.exists() or lock.take()
    except OSError:  # a folder that cannot be used: whoever opens the book says so
        free = True
    lock.release()
    return not free
