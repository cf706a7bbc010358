"""The log file: 1 MB, plus one rotated file; mode 0600. Imported with the first record, as it takes long to
load.
"""

import logging
import os
import stat
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MOST_BYTES = 1_000_000


class FaultFile(RotatingFileHandler):
    """Open only while a line is written: Windows cannot rename an open file."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(message)s"))

    def write_line(self, line: str) -> None:
        """Never raises: the program works without the log."""
        self.handle(logging.makeLogRecord({"msg": line}))
        self._close_stream()

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignored: a read-only folder, a full disk, a file just renamed by another process."""

    def _close_stream(self) -> None:
        stream, self.stream = self.stream, None  # as RotatingFileHandler does itself
        if stream is not None:
            with suppress(OSError):  # no space for the rest
                stream.close()

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding="utf-8", errors="backslashreplace", opener=_private)


def _private(path: str, flags: int) -> int:
    """Mode 0600 also for an existing file; no symbolic link, and no pipe, which would block."""
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # not on Windows
    descriptor = os.open(path, flags, 0o600)
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise OSError("not a file")
        if os.name == "posix" and mode & 0o077:
            os.fchmod(descriptor, 0o600)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
