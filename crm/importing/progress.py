"""Progress and cancellation of an import."""

from collections.abc import Callable
from pathlib import Path

from crm.errors import GoodturnError

OnProgress = Callable[[int, float], None]
"""Called with the number of cards read, and the share of all bytes (0 to 1)."""

_INTERVAL = 64  # cards between two checks for cancellation


class Cancelled(GoodturnError):
    """The user cancelled the import; nothing was changed."""

    exit_status = 1


class ProgressMonitor:
    """Reports progress, and cancels the import on request."""

    def __init__(
        self, paths: list[Path], on_progress: OnProgress | None, is_cancelled: Callable[[], bool] | None
    ) -> None:
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._size = max(1, sum(_size(path) for path in paths))
        self._before = self._bytes = self._cards = 0

    def bytes_read(self, done: int) -> None:
        self._bytes = self._before + done
        self.check()

    def count_card(self) -> None:
        self._cards += 1
        if self._cards % _INTERVAL == 0:
            self.check()

    def finish_file(self, path: Path) -> None:
        self._before += _size(path)

    def finish(self) -> None:
        if self._on_progress:
            self._on_progress(self._cards, 1.0)

    def check(self) -> None:
        if self._is_cancelled and self._is_cancelled():
            raise Cancelled("The import was stopped; nothing was changed.")
        if self._on_progress:
            self._on_progress(self._cards, min(1.0, self._bytes / self._size))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
