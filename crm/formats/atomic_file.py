"""Atomic writing of files, readable by their owner only; optionally verified before they replace the old file."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from crm.errors import FileNotWritten, NotAsWritten


class Sink(Protocol):
    """A target for bytes: an open file, or an object with the same write method."""

    def write(self, data: bytes, /) -> object: ...


Verify = Callable[[Path, bytes], None]
"""Called with the temporary file and the digest of the written bytes. Raises NotAsWritten."""
Content = Callable[[], Iterable[bytes]]
"""Returns the content in pieces; every call starts from the beginning."""

_BLOCK = 1 << 20


def write_all(stream: Sink, pieces: Iterable[bytes]) -> int:
    """Write all pieces; returns their number."""
    number = 0
    for piece in pieces:
        stream.write(piece)
        number += 1
    return number


def is_device(path: Path) -> bool:
    """Whether the path is a pipe, /dev/stdout or the like, which is written into and must not be replaced."""
    with suppress(OSError):
        return path.exists() and not path.is_file() and not path.is_dir()
    return False


def write_to(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a file or a device; returns the number of pieces. Raises FileNotWritten."""
    if not is_device(path):
        return write_whole(path, pieces)
    try:
        with path.open("wb") as stream:
            return write_all(stream, pieces)
    except OSError as error:
        raise _not_written(path, error) from None


def write_verified(path: Path, content: Content, verify: Verify, folders: Iterable[Path]) -> None:
    """Like `write_to`, but content that fails `verify` is not put in place. For a device, a temporary file in one of `folders` is
    verified first. Raises FileNotWritten.
    """
    if is_device(path):
        try:
            with path.open("wb") as stream:
                write_verified_to_stream(stream, path.name, content, verify, folders)
        except OSError as error:
            raise _not_written(path, error) from None
    else:
        write_whole(path, content(), verify)


def write_verified_to_stream(
    stream: Sink, name: str, content: Content, verify: Verify, folders: Iterable[Path]
) -> None:
    """Write to a stream after verifying a temporary file in the first of `folders` that can hold it.

    Raises FileNotWritten before anything reaches the stream, and OSError if the stream itself fails.
    """
    refused = OSError()
    for folder in folders:
        try:
            with _temporary_file(folder, content) as (temporary, digest):
                _verify(temporary, digest, verify, name)
                with temporary.open("rb") as written:
                    shutil.copyfileobj(written, stream, _BLOCK)
            return
        except _TemporaryFileError as error:
            refused = error.fault
    raise _not_written(Path(name), refused)


class _TemporaryFileError(Exception):
    """The operating system's error for a temporary file."""

    def __init__(self, fault: OSError) -> None:
        super().__init__()
        self.fault = fault


@contextmanager
def _temporary_file(folder: Path, content: Content) -> Iterator[tuple[Path, bytes]]:
    """Write a temporary file in a folder of its own; yields its path and the digest of the content."""
    with ExitStack() as stack:
        try:
            own_folder = stack.enter_context(tempfile.TemporaryDirectory(dir=folder, prefix=".export-"))
            temporary = Path(own_folder) / "export.part"
            digest = blake2b(digest_size=16)
            handle = os.open(
                temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
            )
            with os.fdopen(handle, "wb") as stream:
                write_all(stream, _digested(content(), digest.update))
        except OSError as error:
            raise _TemporaryFileError(error) from None
        yield temporary, digest.digest()


def _digested(pieces: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece


def _verify(temporary: Path, digest: bytes, verify: Verify, name: str) -> None:
    """Read the file back with the format's own reader, which names what is lost, and compare the digest."""
    try:
        verify(temporary, digest)
        with temporary.open("rb") as stream:
            found = blake2b(digest_size=16)
            while block := stream.read(_BLOCK):
                found.update(block)
        if found.digest() != digest:
            raise NotAsWritten("the disk gives back something else")
    except NotAsWritten as reason:
        raise FileNotWritten(
            f"{name} could not be read back as it was written ({reason}), so it was not put in place; nothing was changed. "
            "Try again, or another folder or format."
        ) from None


def _not_written(path: Path, error: OSError) -> FileNotWritten:
    reason = error.strerror or "the disk refused"
    return FileNotWritten(f"{path.name} could not be written ({reason}); nothing was changed.")


def write_whole(path: Path, pieces: Iterable[bytes], verify: Verify | None = None) -> int:
    """Write atomically, for the owner only; the old file stays until the new one is on the disk. Returns the number of pieces.

    If `verify` raises NotAsWritten, the old file stays too. Raises FileNotWritten.
    """
    path = Path(os.path.realpath(path))  # keeps a symbolic link and writes its target
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        temporary = Path(name)
        digest = blake2b(digest_size=16)
        with os.fdopen(handle, "wb") as stream:
            number = write_all(stream, _digested(pieces, digest.update) if verify else pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if verify:
            _verify(temporary, digest.digest(), verify, path.name)
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        if temporary:
            with suppress(OSError):
                temporary.unlink()
    return number


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; not every system can open folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
