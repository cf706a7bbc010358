"""Message of a command while it migrates a book of an earlier format, if that takes longer than a second."""

import time
from typing import TextIO

_SECONDS_BEFORE_NOTICE = 1.0  # seconds
_WORDS = "This book is of an earlier format: it is copied and brought up to date first, which takes a while this once.\n"


class MigrationNotice:
    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._since: float | None = None
        self._is_said = False

    def on_progress(self, _done: int, _of: int) -> bool:
        """A Progress callback; never cancels."""
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if not self._is_said and now - self._since >= _SECONDS_BEFORE_NOTICE:
            self._is_said = True
            self._err.write(_WORDS)
            self._err.flush()
        return True
