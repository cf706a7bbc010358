"""Client of the photo decoding process; kills it if an image takes too long."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from typing import TYPE_CHECKING

from crm.children import child_command
from crm.fault_log.fault_description import describe
from ui.photos.protocol import LARGEST_SIDE, READY, REPLY, REQUEST

if TYPE_CHECKING:
    from subprocess import Popen

log = logging.getLogger(__name__)
LONGEST_S = 2.0
_START_S = 20.0

Points = tuple[int, int, bytes]
"""Width, height, and RGBA bytes of the pixels."""


class Decoder:
    """One process at a time, started for the first image and reused. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: Popen[bytes] | None = None

    def decode(self, data: bytes) -> Points | None:
        """None for data that is no image, is too large, or takes too long."""
        from crm.contacts.photo_bytes import MAX_BYTES  # late: not before the first paint

        if not data or len(data) > MAX_BYTES:
            return None
        with self._lock:
            try:
                return self._request(data)
            except OSError as fault:  # the process has died or cannot be started
                log.warning("The process that decodes photos ended: %s", describe(fault))
                self._end()
                return None

    def close(self) -> None:
        with self._lock:
            self._end()

    def _request(self, data: bytes) -> Points | None:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = self._running_child()
        child = self._child
        assert child.stdin is not None
        with _killing_after(LONGEST_S, child):
            child.stdin.write(REQUEST.pack(len(data)) + data)
            child.stdin.flush()
            width, height = REPLY.unpack(self._read(REPLY.size))
            if not width or max(width, height) > LARGEST_SIDE:
                return None
            return width, height, self._read(width * height * 4)

    def _running_child(self) -> "Popen[bytes]":
        import subprocess  # late: needed only if a person has a photo

        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
        child = subprocess.Popen(
            child_command("photos"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=no_window,
        )  # fmt: skip
        self._child = child
        with _killing_after(_START_S, child):
            if self._read(len(READY)) != READY:
                raise BrokenPipeError
        return child

    def _read(self, length: int) -> bytes:
        assert self._child is not None
        assert self._child.stdout is not None
        data = self._child.stdout.read(length)
        if len(data) < length:
            raise BrokenPipeError
        return data

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()


@contextmanager
def _killing_after(seconds: float, child: "Popen[bytes]") -> Iterator[None]:
    """A read from a killed process returns at once, so this bounds the waiting time."""
    timer = Timer(seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
