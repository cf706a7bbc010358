"""How far the reading of files is, told while it goes on, and stopped when asked."""

from collections.abc import Callable
from pathlib import Path

from crm.errors import GoodturnError

Progress = Callable[[int, float], None]
"""Cards read so far, and the share of all bytes (0 to 1)."""

_EACH = 64  # cards between two looks at the clock and the Cancel button


class Cancelled(GoodturnError):
    """The user stopped the reading; nothing was changed."""

    exit_status = 1


class Watch:
    """Tells how far the reading is, and stops it when asked."""

    def __init__(
        self, paths: list[Path], progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._size = max(1, sum(_size(path) for path in paths))
        self._before = self._bytes = self._cards = 0

    def bytes_read(self, done: int) -> None:
        self._bytes = self._before + done
        self.look()

    def card(self) -> None:
        self._cards += 1
        if self._cards % _EACH == 0:
            self.look()

    def file_done(self, path: Path) -> None:
        self._before += _size(path)

    def finish(self) -> None:
        if self._progress:
            self._progress(self._cards, 1.0)

    def look(self) -> None:
        if self._cancelled and self._cancelled():
            raise Cancelled("The import was stopped; nothing was changed.")
        if self._progress:
            self._progress(self._cards, min(1.0, self._bytes / self._size))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
