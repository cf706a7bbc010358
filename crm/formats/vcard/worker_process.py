"""A second Python that reads stretches of a file: a fresh process, not a fork, because the window has threads.

Loads nothing of the reader here, so that a command can start it before its own modules are there.
"""

import logging
import os
import struct
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, NamedTuple

from crm.children import child_command
from crm.fault_log.fault_description import CodeText

if TYPE_CHECKING:
    from subprocess import Popen

log = logging.getLogger(__name__)
_PIPE = 1 << 20  # each look into the pipe waits for this process's own work, so there should be few
HEAD = struct.Struct(">QQdI")  # cards and line ends of the stretch, seconds it took, length of the parcel
TASK = struct.Struct(">QQ")  # from where to where to read
FILE = struct.Struct(
    ">II"
)  # lengths of path and charset, which follow: other users see a process's arguments


class Read(NamedTuple):
    """A stretch that was read: how many cards and line ends it has, how long it took, and its cards as `parcel` packs them."""

    cards: int
    lines: int
    seconds: float
    parcel: bytes


class Second:
    """The second process. `is_there` turns False when it ended by itself; what it has not read by then, it never will."""

    def __init__(self, path: Path, charset: str | None) -> None:
        self.is_there = True
        self._came: SimpleQueue[Read | None] = SimpleQueue()
        self._fetching: Thread | None = None
        try:
            self._child: Popen[bytes] | None = _started(path, charset)
        except OSError:
            self._child, self.is_there = None, False
            return
        assert self._child.stdout is not None
        self._fetching = Thread(target=_fetch, args=(self._child.stdout, self._came), daemon=True)
        self._fetching.start()

    def give(self, start: int, end: int) -> None:
        """One more stretch to read, after those it has."""
        assert self._child is not None
        assert self._child.stdin is not None
        with suppress(OSError):  # where it has ended, `come` says so
            self._child.stdin.write(TASK.pack(start, end))
            self._child.stdin.flush()

    def come(self, wait: float = 0) -> Read | None:
        """The next of the stretches it was given, in that order; None where it is not read within `wait` seconds."""
        try:
            read = self._came.get(timeout=wait) if wait else self._came.get_nowait()
        except Empty:
            return None
        if read is None:
            log.warning("The second reader ended by itself: %s", CodeText(self._ended_with()))
            self.is_there = False
        return read

    def _ended_with(self) -> int:
        """Its exit status, negative for a signal; 0 where it is just ending."""
        return (self._child and self._child.poll()) or 0

    def end(self) -> None:
        if self._child is not None and self._fetching is not None:
            self._child.kill()
            self._fetching.join()
            self._child.wait()
            with suppress(OSError):
                self._child.stdin.close()  # type: ignore[union-attr]


def _started(path: Path, charset: str | None) -> "Popen[bytes]":
    import subprocess  # slow to load, and most files are small

    words = child_command("cards")
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone has it
    none, pipe = subprocess.DEVNULL, subprocess.PIPE
    child = subprocess.Popen(
        words, stdin=pipe, stdout=pipe, stderr=none, creationflags=no_window, pipesize=_PIPE, bufsize=_PIPE
    )
    assert child.stdin is not None
    name, kind = os.fsencode(path.absolute()), (charset or "").encode()
    with suppress(OSError):  # where it has ended, `come` says so
        child.stdin.write(FILE.pack(len(name), len(kind)) + name + kind)
        child.stdin.flush()
    return child


def _fetch(pipe: IO[bytes], came: "SimpleQueue[Read | None]") -> None:
    """In a thread: a pipe holds little, and the second process must not wait for us."""
    try:
        with pipe:
            while len(head := pipe.read(HEAD.size)) == HEAD.size:
                cards, lines, seconds, length = HEAD.unpack(head)
                parcel = pipe.read(length)
                if len(parcel) < length:
                    break
                came.put(Read(cards, lines, seconds, parcel))
    finally:
        came.put(None)  # whatever it was: nobody is to wait for more
