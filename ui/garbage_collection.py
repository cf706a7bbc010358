"""Python's garbage is looked for in the window's thread only: an object of Qt must not be taken apart in another.

Python looks wherever it happens to be when enough was made, which may be a worker; so it is told not to look by itself.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_waits: list[None] = []  # one for each piece of work that makes very many objects and keeps them


class Garbage(QObject):
    """Lives as long as the application; made in the window's thread."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """The oldest generation that Python itself would look through by now, if any."""
        if _waits:
            return
        due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation in range(3) if due[generation]))


@contextmanager
def left_alone() -> Iterator[None]:
    """Nobody looks meanwhile: it would take as long as visiting all that was just made. All of it is kept after."""
    _waits.append(None)
    try:
        yield
    finally:
        gc.freeze()  # what came of it lives on; reference counts alone free it later
        _waits.pop()
