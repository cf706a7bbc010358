"""Which stretch of a large file is read by whom. A command hands out the first ones before its own modules are loaded."""

from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm.formats.vcard.chunks import LENGTH, is_large, stretches
from crm.formats.vcard.worker_process import Read, Second

if TYPE_CHECKING:
    from crm.formats.card import CardRead

_MOST_GIVEN = 8  # stretches: work enough for the second process while this one writes
_MOST_READ = 24  # by the second process before their turn, and
_MOST_HELD = 14  # here: little enough for the memory
_LONGEST = 32 * LENGTH  # a longer one holds no place to cut, and is read card by card


@dataclass(slots=True)
class Stretch:
    start: int
    end: int
    is_given: bool = False  # to the second process
    read: Read | None = None  # by the second process
    cards: "list[CardRead] | None" = None  # read here before its turn
    lines: int = 0

    @property
    def can_be_held(self) -> bool:
        return self.end - self.start <= _LONGEST


class Shares:
    """`waiting` holds, in the order of the file, every stretch that somebody has taken and nobody has used."""

    def __init__(self, path: Path, charset: str | None) -> None:
        self.path, self.charset = path, charset
        self.file = _identity(path)
        self.waiting: deque[Stretch] = deque()
        self._cuts = stretches(path)
        self._left = path.stat().st_size
        self._given: deque[Stretch] = deque()
        self._second = Second(path, charset)
        self.hand_out()

    def hand_out(self) -> None:
        """Gives the second process enough to do; near the end less, so that both end at one time."""
        while self._second.is_there and self._has_too_little:
            stretch = self.take()
            if stretch is None:
                return
            if stretch.can_be_held:
                stretch.is_given = True
                self._given.append(stretch)
                self._second.give(stretch.start, stretch.end)

    @property
    def _has_too_little(self) -> bool:
        enough = min(_MOST_GIVEN, 2 + self._left // (2 * LENGTH))
        return len(self._given) < enough and self._count(True) - len(self._given) < _MOST_READ

    def take(self) -> Stretch | None:
        """The next one that nobody has; None at the end of the file."""
        cut = next(self._cuts, None)
        if cut is None:
            return None
        self.waiting.append(Stretch(*cut))
        self._left -= cut[1] - cut[0]
        return self.waiting[-1]

    @property
    def has_room(self) -> bool:
        """Whether one more may be read here before its turn."""
        return self._count(False) < _MOST_HELD

    def _count(self, given: bool) -> int:
        return sum(stretch.is_given == given for stretch in self.waiting)

    def left(self) -> tuple[float, float]:
        """About how many stretches are to be read by the second process or nobody yet, and how many to be used."""
        untaken = self._left / LENGTH
        return len(self._given) + untaken, len(self.waiting) + untaken

    def collect(self, wait: float = 0) -> bool:
        """Takes in what the second process has read; False where there was nothing within `wait` seconds."""
        had = len(self._given)
        while self._given and (read := self._second.come(wait)):
            self._given.popleft().read = read
            wait = 0
        if not self._second.is_there:
            while self._given:
                self._given.popleft().is_given = False
        return len(self._given) < had

    def give_up(self) -> None:
        """The second process brings nothing any more: what it has not read is read here."""
        self._second.end()
        self._second.is_there = False
        self.collect()

    def end(self) -> None:
        self._second.end()


_begun: dict[tuple[Path, str | None], Shares] = {}


def begin(path: Path) -> None:
    """For a file that is read soon: the second process starts and reads meanwhile. Raises nothing."""
    with suppress(OSError):
        if path.is_file() and is_large(path) and _is_of_cards(path):
            forget()
            _begun[path, None] = Shares(path, None)


def taken_over(path: Path, charset: str | None) -> Shares | None:
    """What was begun for it, unless the file is another one by now."""
    shares = _begun.pop((path, charset), None)
    if shares is not None and shares.file != _identity(path):
        shares.end()
        return None
    return shares


def forget() -> None:
    """Whatever was begun and not needed."""
    while _begun:
        _begun.popitem()[1].end()


def _identity(path: Path) -> tuple[int, ...]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def _is_of_cards(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(20).removeprefix(b"\xef\xbb\xbf").upper().startswith(b"BEGIN:VCARD")
