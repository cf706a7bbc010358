"""A large file read by two processes at once, stretch by stretch: whoever is free takes the next.

The cards come in the order of the file all the same. Threads of one Python take turns, so they would gain nothing.
"""

from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic

from crm.formats.card import CardRead
from crm.formats.vcard.batch import moved, unpacked
from crm.formats.vcard.blocks import blocks
from crm.formats.vcard.chunk_queue import Shares, Stretch, taken_over
from crm.formats.vcard.chunks import is_large
from crm.formats.vcard.line_counter import Counted
from crm.formats.vcard.read_ahead import Pace
from crm.formats.vcard.reader import Hint, read, read_blocks

_PATIENCE = 300  # such looks, of which each stretch takes less than one
_LOOK_S = 0.1  # while the second process has nothing new: whoever waits may want to stop

Progress = Callable[[int], None]


def read_file(
    path: Path, charset: str | None = None, progress: Progress | None = None
) -> Generator[CardRead, None, None]:
    """What `read` gives, of a large file sooner. `progress` hears how many bytes were read, also while nothing comes."""
    if not is_large(path):
        yield from read(path, charset, progress)
        return
    shares = taken_over(path, charset) or Shares(path, charset)
    try:
        yield from _Turns(shares, progress or (lambda done: None)).cards()
    finally:
        shares.end()


class _Turns:
    def __init__(self, shares: Shares, told: Progress) -> None:
        self._shares = shares
        self._hint = Hint(shares.path, shares.charset)
        self._told = told
        self._done = 0  # bytes whose cards are given out
        self._pace = Pace()

    def cards(self) -> Iterator[CardRead]:
        cards = lines = 0
        while stretch := self._next():
            began = monotonic()
            if stretch.read:
                self._pace.read(stretch.read.seconds)
                yield from unpacked(stretch.read.parcel, cards, lines)
                cards, lines = cards + stretch.read.cards, lines + stretch.read.lines
            else:
                before = cards
                for card in self._here(stretch):
                    cards += card.count
                    yield moved(card, before, lines)
                lines += stretch.lines
            self._pace.used(monotonic() - began)
            self._done = stretch.end
            self._told(self._done)

    def _next(self) -> Stretch | None:
        """In the order of the file, and read where the second process was to read it."""
        self._shares.collect()
        self._shares.hand_out()
        if not self._shares.waiting:
            self._shares.take()
        if not self._shares.waiting:
            return None
        stretch, looks = self._shares.waiting[0], 0
        while stretch.is_given and not stretch.read:
            if self._shares.collect():
                self._shares.hand_out()
            elif not self._reads_ahead() and not self._shares.collect(_LOOK_S):
                self._told(self._done)
                looks += 1
                if looks > _PATIENCE:
                    self._shares.give_up()
        return self._shares.waiting.popleft()

    def _reads_ahead(self) -> bool:
        """Where nothing has come: one that nobody has, before its turn. Not where the reading is ahead of us as it is."""
        is_of_use = self._shares.has_room and self._pace.is_reading_behind(*self._shares.left())
        ahead = self._shares.take() if is_of_use else None
        if ahead is not None and ahead.can_be_held:
            ahead.cards = list(self._here(ahead))
        return ahead is not None

    def _here(self, stretch: Stretch) -> Iterator[CardRead]:
        """Numbers count from the beginning of the stretch."""
        if stretch.cards is not None:
            yield from stretch.cards
            return
        with self._shares.path.open("rb") as stream:
            stream.seek(stretch.start)
            part = BytesIO(stream.read(stretch.end - stretch.start)) if stretch.can_be_held else stream
            parts = Counted(blocks(part, is_part=stretch.start > 0))
            yield from read_blocks(parts, self._hint)
        stretch.lines = parts.lines
