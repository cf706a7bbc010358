"""Asks the process that decodes photos, and ends it where a picture takes too long or ends the process itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from typing import TYPE_CHECKING

from crm.children import command
from crm.fault_log.fault_description import describe
from ui.photos.protocol import ASKED, GIVEN, LARGEST_SIDE, READY

if TYPE_CHECKING:
    from subprocess import Popen

log = logging.getLogger(__name__)
LONGEST_S = 2.0
_START_S = 20.0

Points = tuple[int, int, bytes]
"""Width, height, and red, green, blue and alpha of each point."""


class Decoder:
    """One process at a time, begun with the first picture and kept for the next ones. Any thread may ask."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._child: Popen[bytes] | None = None

    def decode(self, data: bytes) -> Points | None:
        """None for what is no picture, is too large, or takes too long."""
        from crm.contacts.photo_bytes import MAX_BYTES  # not before the first paint

        if not data or len(data) > MAX_BYTES:
            return None
        with self._turn:
            try:
                return self._asked(data)
            except OSError as fault:  # the process has ended, or cannot be begun
                log.warning("The process that decodes photos ended: %s", describe(fault))
                self._end()
                return None

    def close(self) -> None:
        with self._turn:
            self._end()

    def _asked(self, data: bytes) -> Points | None:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = self._begun()
        child = self._child
        assert child.stdin is not None
        with _ending_after(LONGEST_S, child):
            child.stdin.write(ASKED.pack(len(data)) + data)
            child.stdin.flush()
            width, height = GIVEN.unpack(self._read(GIVEN.size))
            if not width or max(width, height) > LARGEST_SIDE:
                return None
            return width, height, self._read(width * height * 4)

    def _begun(self) -> "Popen[bytes]":
        import subprocess  # only where somebody has a photo

        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone has it
        child = subprocess.Popen(
            command("photos"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=no_window,
        )  # fmt: skip
        self._child = child
        with _ending_after(_START_S, child):
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
def _ending_after(seconds: float, child: "Popen[bytes]") -> Iterator[None]:
    """A read from a killed process ends at once, so nothing here can wait for longer."""
    timer = Timer(seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
