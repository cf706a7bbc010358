"""A file that is written whole or not at all, for its owner's eyes only; where asked, looked at before it is in place."""

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
    """Where bytes go: an open file, or what takes them like one."""

    def write(self, data: bytes, /) -> object: ...


Look = Callable[[Path, bytes], None]
"""Given the file while it stands aside, and the digest of what was written. Raises NotAsWritten."""
Content = Callable[[], Iterable[bytes]]
"""The pieces, from the beginning at every call."""

_BLOCK = 1 << 20


def write_all(stream: Sink, pieces: Iterable[bytes]) -> int:
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
    if not is_device(path):
        return write_whole(path, pieces)
    try:
        with path.open("wb") as stream:
            return write_all(stream, pieces)
    except OSError as wrong:
        raise _not_written(path, wrong) from None


def write_looked_at(path: Path, content: Content, look: Look, rooms: Iterable[Path]) -> None:
    """As `write_to`, but what does not bear the look is not put in place. For a device it stands in one of `rooms`
    meanwhile. Raises FileNotWritten."""
    if is_device(path):
        try:
            with path.open("wb") as stream:
                pass_on(stream, path.name, content, look, rooms)
        except OSError as wrong:
            raise _not_written(path, wrong) from None
    else:
        write_whole(path, content(), look)


def pass_on(stream: Sink, name: str, content: Content, look: Look, rooms: Iterable[Path]) -> None:
    """To a stream, once it has been written into a file, the first of `rooms` that takes it, and looked at there.

    Raises FileNotWritten with nothing passed on, OSError where the stream itself refuses.
    """
    refused = OSError()
    for room in rooms:
        try:
            with _aside_in(room, content) as (aside, digest):
                _look_at(aside, digest, look, name)
                with aside.open("rb") as written:
                    shutil.copyfileobj(written, stream, _BLOCK)
            return
        except _NoRoom as wrong:
            refused = wrong.fault
    raise _not_written(Path(name), refused)


class _NoRoom(Exception):
    """What the operating system said of a file that was to stand aside."""

    def __init__(self, fault: OSError) -> None:
        super().__init__()
        self.fault = fault


@contextmanager
def _aside_in(room: Path, content: Content) -> Iterator[tuple[Path, bytes]]:
    """The file in a folder of its own, and the digest of what was written into it."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=room, prefix=".export-"))
            aside = Path(folder) / "export.part"
            digest = blake2b(digest_size=16)
            handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as stream:
                write_all(stream, _digested(content(), digest.update))
        except OSError as wrong:
            raise _NoRoom(wrong) from None
        yield aside, digest.digest()


def _digested(pieces: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece


def _look_at(aside: Path, digest: bytes, look: Look, name: str) -> None:
    """First by our own reader, which says what is lost; a difference that it passes over shows in the digest."""
    try:
        look(aside, digest)
        with aside.open("rb") as stream:
            found = blake2b(digest_size=16)
            while block := stream.read(_BLOCK):
                found.update(block)
        if found.digest() != digest:
            raise NotAsWritten("the disk gives back something else")
    except NotAsWritten as why:
        raise FileNotWritten(
            f"{name} could not be read back as it was written ({why}), so it was not put in place; nothing was changed. "
            "Try again, or another folder or format."
        ) from None


def _not_written(path: Path, wrong: OSError) -> FileNotWritten:
    why = wrong.strerror or "the disk refused"
    return FileNotWritten(f"{path.name} could not be written ({why}); nothing was changed.")


def write_whole(path: Path, pieces: Iterable[bytes], look: Look | None = None) -> int:
    """How many pieces. Readable for its owner only; the old file stays until the new one is safe on the disk.

    With `look` it also stays where that raises NotAsWritten. Raises FileNotWritten.
    """
    path = Path(os.path.realpath(path))  # a link stays one, and what it points to is written
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        temporary = Path(name)
        digest = blake2b(digest_size=16)
        with os.fdopen(handle, "wb") as stream:
            number = write_all(stream, _digested(pieces, digest.update) if look else pieces)
            stream.flush()
            os.fsync(stream.fileno())
        if look:
            _look_at(temporary, digest.digest(), look, path.name)
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
