"""A large file read by two processes at once: this one takes the beginning, a second Python the rest.

Threads of one Python take turns. The second process is a fresh one, not a fork, because the window has threads.
"""

import io
import struct
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING

from crm.exchange.bulk import without_collecting
from crm.exchange.cards import CardRead
from crm.exchange.vcard.blocks import blocks
from crm.exchange.vcard.parcel import packed, unpacked
from crm.exchange.vcard.reader import Hint, read, read_blocks, told
from crm.exchange.vcard.seam import seam_of

if TYPE_CHECKING:
    from subprocess import Popen

_PARCEL = 250  # cards
_PARCEL_BYTES = 1 << 20  # or fewer cards, with photos
_LOOK_S = 0.1  # while the second process has nothing new: whoever waits may want to stop
_MOST_WAITING = (
    48  # parcels: the second process reads faster than this one writes, and is not to fill the memory
)
_PIPE = 1 << 20  # each look into the pipe waits for this process's own work, so there should be few
_HEAD = struct.Struct(">QI")  # bytes of the file done so far, length of the parcel
_ROOT = Path(__file__).parents[3]
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from crm.exchange.vcard.sharing import send; send()"

Progress = Callable[[int], None]


def read_file(
    path: Path, charset: str | None = None, progress: Progress | None = None, seam: int | None = None
) -> Generator[CardRead, None, None]:
    """What `read` gives, of a large file sooner. `seam` is the offset where the second process begins."""
    seam = seam_of(path) if seam is None else seam
    if seam is None:
        yield from read(path, charset, progress)
        return
    rest = _Rest(path, seam, charset)
    try:
        with path.open("rb") as stream:
            parts = list(blocks(io.BytesIO(stream.read(seam))))
        cards = 0
        for card in read_blocks(told(iter(parts), progress), Hint(path, charset)):
            cards += card.count
            yield card
        lines = sum(part.count(b"\n") for part in parts)
        for parcel in rest.parcels(lambda done: progress(seam + done) if progress else None):
            yield from unpacked(parcel, cards, lines)
    finally:
        rest.end()


class _Rest:
    """The file from an offset on, read by the second process, or here where that one fails."""

    def __init__(self, path: Path, seam: int, charset: str | None) -> None:
        self._from = (path, seam, charset)
        self._came: Queue[tuple[int, bytes] | None] = Queue(_MOST_WAITING)
        self._fetching: Thread | None = None
        try:
            self._child: Popen[bytes] | None = _started(path, seam, charset)
        except OSError:
            self._child = None
            self._came.put(None)
            return
        assert self._child.stdout is not None
        self._fetching = Thread(target=_fetch, args=(self._child.stdout, self._came), daemon=True)
        self._fetching.start()

    def parcels(self, told: Progress) -> Iterator[bytes]:
        """`told` hears how many bytes of the rest were read, and again and again while nothing comes."""
        number = done = 0
        while come := self._next(told, done):
            if not come[1]:
                return  # the word that all is said
            number += 1
            done = come[0]
            told(done)
            yield come[1]
        for _, parcel in islice(_parcels(*self._from), number, None):
            yield parcel

    def _next(self, told: Progress, done: int) -> tuple[int, bytes] | None:
        while True:
            try:
                return self._came.get(timeout=_LOOK_S)
            except Empty:
                told(done)

    def end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        while self._fetching is not None and self._fetching.is_alive():
            with suppress(Empty):  # it may wait for room
                self._came.get(timeout=0.01)


def _started(path: Path, seam: int, charset: str | None) -> "Popen[bytes]":
    import subprocess  # slow to load, and most files are small

    words = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        _CHILD,
        str(_ROOT),
        str(path.absolute()),
        str(seam),
        charset or "",
    ]
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows alone has it
    none, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(
        words, stdin=none, stdout=pipe, stderr=none, creationflags=no_window, pipesize=_PIPE, bufsize=_PIPE
    )


def _fetch(pipe: IO[bytes], came: "Queue[tuple[int, bytes] | None]") -> None:
    """In a thread: a pipe holds little, and the second process must not wait for us."""
    with pipe:
        while len(head := pipe.read(_HEAD.size)) == _HEAD.size:
            done, length = _HEAD.unpack(head)
            parcel = pipe.read(length)
            if len(parcel) < length:
                break
            came.put((done, parcel))
    came.put(None)


def send() -> None:
    """The second process: parcel after parcel, then an empty one."""
    _, path, seam, charset = sys.argv[1:]
    out = sys.stdout.buffer
    for done, parcel in _parcels(Path(path), int(seam), charset or None):
        out.write(_HEAD.pack(done, len(parcel)))
        out.write(parcel)
        out.flush()
    out.write(_HEAD.pack(0, 0))
    out.flush()


def _parcels(path: Path, seam: int, charset: str | None) -> Iterator[tuple[int, bytes]]:
    done = [0]
    with without_collecting(), path.open("rb") as stream:
        stream.seek(seam)
        cards = read_blocks(
            told(blocks(stream), lambda sofar: done.__setitem__(0, sofar)), Hint(path, charset)
        )
        while batch := _batch(cards):
            yield done[0], packed(batch)


def _batch(cards: Iterator[CardRead]) -> list[CardRead]:
    batch: list[CardRead] = []
    size = 0
    for card in cards:
        batch.append(card)
        if card.found is not None:
            photo = card.ready.rows[-1]
            size += len(card.ready.raw) + (len(photo[2]) if photo else 0)
        if len(batch) == _PARCEL or size > _PARCEL_BYTES:
            break
    return batch
