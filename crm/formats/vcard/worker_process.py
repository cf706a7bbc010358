"""Worker process that reads chunks of a vCard file: started as a fresh process, not forked, because the window has threads.

This module does not import the reader, so that a command can start the worker before its own modules are loaded.
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
_PIPE_SIZE = 1 << 20  # large, as each read of the pipe waits for this process's own work
RESULT_HEADER = struct.Struct(">QQdI")  # cards and line ends of the chunk, seconds taken, length of the batch
CHUNK_HEADER = struct.Struct(">QQ")  # start and end offset of the chunk
# Lengths of path and charset, which follow; not arguments, as other users can see those.
FILE_HEADER = struct.Struct(">II")


class ChunkResult(NamedTuple):
    """A chunk that was read: its numbers of cards and line ends, the time taken, and its cards as a batch of batch.serialize."""

    cards: int
    lines: int
    seconds: float
    batch: bytes


class WorkerProcess:
    """A running worker. `is_alive` becomes False if it exits by itself; unfinished chunks are then lost."""

    def __init__(self, path: Path, charset: str | None) -> None:
        self.is_alive = True
        self._results: SimpleQueue[ChunkResult | None] = SimpleQueue()
        self._receiver: Thread | None = None
        try:
            self._child: Popen[bytes] | None = _start_process(path, charset)
        except OSError:
            self._child, self.is_alive = None, False
            return
        assert self._child.stdout is not None
        self._receiver = Thread(target=_receive, args=(self._child.stdout, self._results), daemon=True)
        self._receiver.start()

    def assign(self, start: int, end: int) -> None:
        """Queue one more chunk."""
        assert self._child is not None
        assert self._child.stdin is not None
        with suppress(OSError):  # if the process has exited, `next_result` reports it
            self._child.stdin.write(CHUNK_HEADER.pack(start, end))
            self._child.stdin.flush()

    def next_result(self, wait: float = 0) -> ChunkResult | None:
        """The result of the next chunk, in the order assigned; None if it is not ready within `wait` seconds."""
        try:
            result = self._results.get(timeout=wait) if wait else self._results.get_nowait()
        except Empty:
            return None
        if result is None:
            log.warning("The second reader ended by itself: %s", CodeText(self._exit_status()))
            self.is_alive = False
        return result

    def _exit_status(self) -> int:
        """The exit status, negative for a signal; 0 while it is exiting."""
        return (self._child and self._child.poll()) or 0

    def stop(self) -> None:
        if self._child is not None and self._receiver is not None:
            self._child.kill()
            self._receiver.join()
            self._child.wait()
            with suppress(OSError):
                self._child.stdin.close()  # type: ignore[union-attr]


def _start_process(path: Path, charset: str | None) -> "Popen[bytes]":
    import subprocess  # slow to load, and most files are small

    words = child_command("cards")
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # exists on Windows only
    none, pipe = subprocess.DEVNULL, subprocess.PIPE
    child = subprocess.Popen(
        words,
        stdin=pipe,
        stdout=pipe,
        stderr=none,
        creationflags=no_window,
        pipesize=_PIPE_SIZE,
        bufsize=_PIPE_SIZE,
    )
    assert child.stdin is not None
    encoded_path, encoded_charset = os.fsencode(path.absolute()), (charset or "").encode()
    with suppress(OSError):  # if the process has exited, `next_result` reports it
        child.stdin.write(
            FILE_HEADER.pack(len(encoded_path), len(encoded_charset)) + encoded_path + encoded_charset
        )
        child.stdin.flush()
    return child


def _receive(pipe: IO[bytes], results: "SimpleQueue[ChunkResult | None]") -> None:
    """Receives results in a thread: a pipe holds little, and the worker must not wait for this process."""
    try:
        with pipe:
            while len(header := pipe.read(RESULT_HEADER.size)) == RESULT_HEADER.size:
                cards, lines, seconds, length = RESULT_HEADER.unpack(header)
                batch = pipe.read(length)
                if len(batch) < length:
                    break
                results.put(ChunkResult(cards, lines, seconds, batch))
    finally:
        results.put(None)  # in any case: the caller must not wait for more
