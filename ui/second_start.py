"""Start while another process has the book open: brings that window forward as soon as its server listens,
and quits."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from crm.commands.handover import raise_window
from crm.errors import GoodturnError
from crm.storage.folder import WINDOW
from crm.storage.lock import LOCK_FILE, is_held
from ui.background import run_in_background

_CHECK_INTERVAL_MS = 100
_MAX_TRIES = 100


class SecondStart(QObject):
    """Polls for some seconds, then calls exactly one of its callbacks.

    `on_raised`: the other window came forward and previews `files`. `on_free`: no process has the book any
    more. `on_refused`: the book is still taken, and there is no window to show.
    """

    def __init__(
        self,
        folder: Path,
        files: list[Path],
        on_raised: Callable[[], object],
        on_free: Callable[[], object],
        on_refused: Callable[[], object],
        parent: QObject,
    ):
        super().__init__(parent)
        self._folder, self._files = folder, files
        self._on_raised, self._on_free, self._on_refused = on_raised, on_free, on_refused
        self._tries_left, self._is_asking = _MAX_TRIES, False
        self._timer = QTimer(self, interval=_CHECK_INTERVAL_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def check(self) -> None:
        if self._is_asking:
            return
        self._tries_left -= 1
        if not is_held(self._folder / LOCK_FILE):
            self._end(self._on_free)
        elif (self._folder / WINDOW).is_file():
            self._ask()
        elif self._tries_left <= 0:
            self._end(self._on_refused)

    def _ask(self) -> None:
        """In a thread: a busy window may take a moment to answer."""
        self._is_asking = True
        folder, files = self._folder, self._files
        run_in_background(lambda: raise_window(folder, files), self._on_answer, self._on_fault)

    def _on_answer(self, on_raised: bool) -> None:
        self._is_asking = False
        if on_raised:
            self._end(self._on_raised)

    def _on_fault(self, fault: Exception) -> None:
        if not isinstance(fault, GoodturnError):
            raise fault
        self._end(self._on_refused)

    def _end(self, outcome: Callable[[], object]) -> None:
        self._timer.stop()
        self.deleteLater()
        outcome()
