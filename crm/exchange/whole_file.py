"""A file that is written whole or not at all, for its owner's eyes only."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from crm.errors import FileNotWritten


def write_all(stream: BinaryIO, pieces: Iterable[bytes]) -> int:
    """How many pieces there were."""
    number = 0
    for piece in pieces:
        stream.write(piece)
        number += 1
    return number


def is_device(path: Path) -> bool:
    """A pipe, /dev/stdout or the like is written into: a file in its place would break it for everyone."""
    with suppress(OSError):
        return path.exists() and not path.is_file() and not path.is_dir()
    return False


def write_to(path: Path, pieces: Iterable[bytes]) -> int:
    """Into the file or the device of that name; the number of pieces. Raises FileNotWritten."""
    return _write_device(path, pieces) if is_device(path) else write_whole(path, pieces)


def _write_device(path: Path, pieces: Iterable[bytes]) -> int:
    try:
        with path.open("wb") as stream:
            return write_all(stream, pieces)
    except OSError as wrong:
        raise _not_written(path, wrong) from None


def _not_written(path: Path, wrong: OSError) -> FileNotWritten:
    why = wrong.strerror or "the disk refused"
    return FileNotWritten(f"{path.name} could not be written ({why}); nothing was changed.")


def write_whole(path: Path, pieces: Iterable[bytes]) -> int:
    """Readable for its owner only; the old file stays until the new one is safe on the disk."""
    path = Path(os.path.realpath(path))  # a link stays one, and what it points to is written
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            number = write_all(stream, pieces)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        temporary = None
        _settle(path.parent)
    except OSError as wrong:
        raise _not_written(path, wrong) from None
    finally:
        if temporary:
            with suppress(OSError):
                temporary.unlink()
    return number


def _settle(folder: Path) -> None:
    """So that the new name survives a power cut; not every system opens folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
