"""Distributes the chunks of a large file between this process and a worker process.

A command starts the queue before its own modules are loaded, so that the worker reads meanwhile.
"""

from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm.formats.vcard.chunks import CHUNK_LENGTH, chunk_ranges, is_large
from crm.formats.vcard.worker_process import ChunkResult, WorkerProcess

if TYPE_CHECKING:
    from crm.formats.card import CardRead

_MAX_ASSIGNED = 8  # chunks: enough work for the worker while this process writes
_MAX_READ_AHEAD_BY_WORKER = 24  # chunks read by the worker before their turn
_MAX_READ_AHEAD_HERE = 14  # chunks read by this process before their turn: bounds the memory
_MAX_HELD_LENGTH = 32 * CHUNK_LENGTH  # a longer chunk has no safe cut, and is read card by card


class ChunksLeft(NamedTuple):
    unread: float
    unused: float


@dataclass(slots=True)
class Chunk:
    start: int
    end: int
    is_assigned: bool = False  # to the worker
    result: ChunkResult | None = None  # from the worker
    cards: "list[CardRead] | None" = None  # read by this process before its turn
    lines: int = 0

    @property
    def fits_in_memory(self) -> bool:
        return self.end - self.start <= _MAX_HELD_LENGTH


class ChunkQueue:
    """`waiting` holds every chunk that was taken and not yet used, in the order of the file."""

    def __init__(self, path: Path, charset: str | None) -> None:
        self.path, self.charset = path, charset
        self.file = _identity(path)
        self.waiting: deque[Chunk] = deque()
        self._ranges = chunk_ranges(path)
        self._bytes_left = path.stat().st_size
        self._assigned: deque[Chunk] = deque()
        self._worker = WorkerProcess(path, charset)
        self.assign_chunks()

    def assign_chunks(self) -> None:
        """Assign enough chunks to the worker; fewer near the end, so that both processes finish together."""
        while self._worker.is_alive and self._needs_work:
            chunk = self.take_chunk()
            if chunk is None:
                return
            if chunk.fits_in_memory:
                chunk.is_assigned = True
                self._assigned.append(chunk)
                self._worker.assign(chunk.start, chunk.end)

    @property
    def _needs_work(self) -> bool:
        enough = min(_MAX_ASSIGNED, 2 + self._bytes_left // (2 * CHUNK_LENGTH))
        return (
            len(self._assigned) < enough
            and self._count(True) - len(self._assigned) < _MAX_READ_AHEAD_BY_WORKER
        )

    def take_chunk(self) -> Chunk | None:
        """The next unassigned chunk; None at the end of the file."""
        chunk_range = next(self._ranges, None)
        if chunk_range is None:
            return None
        self.waiting.append(Chunk(chunk_range.start, chunk_range.end))
        self._bytes_left -= chunk_range.end - chunk_range.start
        return self.waiting[-1]

    @property
    def can_read_ahead(self) -> bool:
        """Whether this process may read one more chunk before its turn."""
        return self._count(False) < _MAX_READ_AHEAD_HERE

    def _count(self, given: bool) -> int:
        return sum(chunk.is_assigned == given for chunk in self.waiting)

    def chunks_left(self) -> ChunksLeft:
        """The approximate numbers of chunks that this process has not read, and that are not yet used."""
        untaken = self._bytes_left / CHUNK_LENGTH
        return ChunksLeft(len(self._assigned) + untaken, len(self.waiting) + untaken)

    def collect(self, wait: float = 0) -> bool:
        """Collect results of the worker; False if none arrived within `wait` seconds."""
        assigned_before = len(self._assigned)
        while self._assigned and (result := self._worker.next_result(wait)):
            self._assigned.popleft().result = result
            wait = 0
        if not self._worker.is_alive:
            while self._assigned:
                self._assigned.popleft().is_assigned = False
        return len(self._assigned) < assigned_before

    def give_up(self) -> None:
        """Stop waiting for the worker: its unread chunks are read by this process."""
        self._worker.stop()
        self._worker.is_alive = False
        self.collect()

    def stop(self) -> None:
        self._worker.stop()


_started: dict[tuple[Path, str | None], ChunkQueue] = {}


def start_early(path: Path) -> None:
    """Start reading a file that will be needed soon. Raises nothing."""
    with suppress(OSError):
        if path.is_file() and is_large(path) and _is_vcard(path):
            discard_started()
            _started[path, None] = ChunkQueue(path, None)


def claim_started(path: Path, charset: str | None) -> ChunkQueue | None:
    """The queue that was started for this file, unless the file has changed since."""
    queue = _started.pop((path, charset), None)
    if queue is not None and queue.file != _identity(path):
        queue.stop()
        return None
    return queue


def discard_started() -> None:
    """Stop the queues that were started and never claimed."""
    while _started:
        _started.popitem()[1].stop()


def _identity(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def _is_vcard(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(20).removeprefix(b"\xef\xbb\xbf").upper().startswith(b"BEGIN:VCARD")
