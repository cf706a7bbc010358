"""Reads a large vCard file in two processes, chunk by chunk, and yields the cards in the order of the file.

Threads would not help: parsing is bound by the interpreter lock.
"""

from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic

from crm.formats.card import CardRead
from crm.formats.vcard.batch import deserialize, shift_positions
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.chunk_queue import Chunk, ChunkQueue, claim_started
from crm.formats.vcard.chunks import is_large
from crm.formats.vcard.line_counter import LineCounter
from crm.formats.vcard.read_ahead import ReadAheadPolicy
from crm.formats.vcard.reader import CharsetHint, read, read_blocks

_MAX_WAITS = 300  # waits of _WAIT_S without a result; a chunk takes less than one
_WAIT_S = 0.1  # seconds between checks for new results, so that the caller can cancel

OnProgress = Callable[[int], None]


def read_file(
    path: Path, charset: str | None = None, on_progress: OnProgress | None = None
) -> Generator[CardRead, None, None]:
    """The cards that `read` yields, faster for large files. `on_progress` gets the bytes read, and is called while waiting too."""
    if not is_large(path):
        yield from read(path, charset, on_progress)
        return
    queue = claim_started(path, charset) or ChunkQueue(path, charset)
    try:
        yield from _ParallelRead(queue, on_progress or (lambda done: None)).cards()
    finally:
        queue.stop()


class _ParallelRead:
    def __init__(self, queue: ChunkQueue, on_progress: OnProgress) -> None:
        self._queue = queue
        self._hint = CharsetHint(queue.path, queue.charset)
        self._on_progress = on_progress
        self._done = 0  # bytes whose cards were yielded
        self._policy = ReadAheadPolicy()

    def cards(self) -> Iterator[CardRead]:
        cards = lines = 0
        while chunk := self._next_chunk():
            started_at = monotonic()
            if chunk.result:
                self._policy.add_read_time(chunk.result.seconds)
                yield from deserialize(chunk.result.batch, cards, lines)
                cards, lines = cards + chunk.result.cards, lines + chunk.result.lines
            else:
                before = cards
                for card in self._read_here(chunk):
                    cards += card.count
                    yield shift_positions(card, before, lines)
                lines += chunk.lines
            self._policy.add_use_time(monotonic() - started_at)
            self._done = chunk.end
            self._on_progress(self._done)

    def _next_chunk(self) -> Chunk | None:
        """The next chunk in file order; waits for the worker if the chunk is assigned to it."""
        self._queue.collect()
        self._queue.assign_chunks()
        if not self._queue.waiting:
            self._queue.take_chunk()
        if not self._queue.waiting:
            return None
        chunk, waits = self._queue.waiting[0], 0
        while chunk.is_assigned and not chunk.result:
            if self._queue.collect():
                self._queue.assign_chunks()
            elif not self._read_ahead() and not self._queue.collect(_WAIT_S):
                self._on_progress(self._done)
                waits += 1
                if waits > _MAX_WAITS:
                    self._queue.give_up()
        return self._queue.waiting.popleft()

    def _read_ahead(self) -> bool:
        """While waiting, read an unassigned chunk before its turn, if reading is the bottleneck. Whether a chunk was read."""
        is_useful = self._queue.can_read_ahead and self._policy.should_read_ahead(*self._queue.chunks_left())
        ahead = self._queue.take_chunk() if is_useful else None
        if ahead is not None and ahead.fits_in_memory:
            ahead.cards = list(self._read_here(ahead))
        return ahead is not None

    def _read_here(self, chunk: Chunk) -> Iterator[CardRead]:
        """The cards of a chunk read in this process; positions count from the start of the chunk."""
        if chunk.cards is not None:
            yield from chunk.cards
            return
        with self._queue.path.open("rb") as stream:
            stream.seek(chunk.start)
            part = BytesIO(stream.read(chunk.end - chunk.start)) if chunk.fits_in_memory else stream
            counted_blocks = LineCounter(blocks(part, is_part=chunk.start > 0))
            yield from read_blocks(counted_blocks, self._hint)
        chunk.lines = counted_blocks.lines
