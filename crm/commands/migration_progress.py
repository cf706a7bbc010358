"""What a command says while a book of an earlier format is brought up to date, should that take longer than a moment."""

import time
from typing import TextIO

_A_MOMENT = 1.0  # seconds
_WORDS = "This book is of an earlier format: it is copied and brought up to date first, which takes a while this once.\n"


class Updating:
    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._since: float | None = None
        self._is_said = False

    def progress(self, _done: int, _of: int) -> bool:
        """Never gives up."""
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if not self._is_said and now - self._since >= _A_MOMENT:
            self._is_said = True
            self._err.write(_WORDS)
            self._err.flush()
        return True
