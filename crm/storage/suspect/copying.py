"""Copying an untrusted file into a scratch folder: regular files only, of limited size."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crm.errors import FileNotRead, FileNotWritten
from crm.storage.suspect.header import HEADER_BYTES, read_header

_MOST_BYTES = 64 << 30
_COPIES = 3  # of the file's size: this one, that of the current book, and the log of the swap
_SPACE_TO_LEAVE = 1 << 20  # bytes
_MAY_BE_SPARSE = 64 << 20  # bytes: a smaller file is read quickly, sparse or not
_LEAST_STORED = 1 / 32  # of a file's length; compressing file systems store a book in a third of it
_LOGS = {"-wal": (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"), "-journal": (b"\xd9\xd5\x05\xf9",)}
_AT_ONCE = 1 << 20


def refuse_irregular_file(source: Path) -> None:
    """Raises FileNotRead unless `source` is a regular file with header and length of a backup."""
    with _open_checked(source):
        pass


def copy_bytes(source: Path, copy: Path) -> None:
    """Create `copy` with mode 0600 and the bytes of `source`. Raises FileNotRead, FileNotWritten, and
    OSError.
    """
    with _open_checked(source) as (stream, size):
        if _COPIES * size + _SPACE_TO_LEAVE > shutil.disk_usage(copy.parent).free:
            raise FileNotWritten(
                f"The disk that holds {copy.parent.parent} is too full to restore {source.name}; nothing was changed. "
                "Make some room and try again."
            )
        descriptor = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as out:
            left = size  # not to the end: the file may be growing
            while left and (piece := stream.read(min(left, _AT_ONCE))):
                out.write(piece)
                left -= len(piece)
    if left:
        raise FileNotRead(f"{source.name} changed while it was read; nothing was changed. Try again.")


@contextmanager
def _open_checked(source: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The stream at its beginning, and its size."""
    descriptor = _descriptor(source)
    with os.fdopen(descriptor, "rb") as stream:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):  # replaced since it was examined
            raise FileNotRead(f"{source.name} is no file; nothing was changed. Name a backup.")
        header = read_header(stream.read(HEADER_BYTES), source.name)
        _refuse_odd_sizes(source.name, found, header.pages * header.page_size)
        _refuse_log_beside(source)
        stream.seek(0)
        yield stream, found.st_size


def _descriptor(source: Path) -> int:
    """Check the type before opening: opening a FIFO blocks, and opening a device may have side effects."""
    try:
        if not source.exists():
            raise FileNotRead(f"There is no file {source.name}; nothing was changed.")
        if not source.is_file():
            raise FileNotRead(f"{source.name} is no file; nothing was changed. Name a backup.")
        flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        return os.open(source, os.O_RDONLY | flags)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or type(fault).__name__
        raise FileNotRead(f"{source.name} cannot be opened ({reason}); nothing was changed.") from None


def _refuse_odd_sizes(name: str, found: os.stat_result, expected: int) -> None:
    """SQLite keeps the file exactly as long as its header says."""
    size = found.st_size
    if size != expected:
        longer = "longer" if size > expected else "shorter"
        raise FileNotRead(
            f"{name} is damaged: it is {longer} than it says; nothing was changed. Try another backup."
        )
    stored = getattr(found, "st_blocks", None)  # in units of 512 bytes; not on Windows
    holes = stored is not None and size > _MAY_BE_SPARSE and stored * 512 < size * _LEAST_STORED
    if holes or size > _MOST_BYTES:
        raise FileNotRead(f"{name} is larger than any book is; nothing was changed. Try another backup.")


def _refuse_log_beside(source: Path) -> None:
    """A log has changes that are not in the file: restoring the file alone would lose them, and the log is
    not trusted.
    """
    for ending, beginnings in _LOGS.items():
        log = source.with_name(source.name + ending)
        try:
            if not log.is_file():
                continue
            with log.open("rb") as stream:
                begun = stream.read(4) in beginnings
        except OSError:
            begun = True
        if begun:
            raise FileNotRead(
                f"{source.name} is not finished: a log lies beside it ({log.name}); nothing was changed. "
                "Try another backup, or move the log away to go without what is in it."
            )
