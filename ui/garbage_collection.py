"""Garbage collection in the window's thread only: a Qt object must not be destroyed in another thread.

Python collects in whichever thread allocates, which may be a worker. So automatic collection is off, and a
timer collects.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500
_suspensions: list[None] = []  # one entry per running `window_gc_paused` block


class GarbageCollector(QObject):
    """Lives as long as the application; to be created in the window's thread."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_INTERVAL_MS)
        timer.timeout.connect(self.collect_if_due)
        timer.start()

    def collect_if_due(self) -> None:
        """Collects the oldest generation whose threshold is exceeded, if any."""
        if _suspensions:
            return
        due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation in range(3) if due[generation]))


@contextmanager
def window_gc_paused() -> Iterator[None]:
    """Suspends collection: it would have to visit all objects just created. Afterwards they are frozen
    (gc.freeze)."""
    _suspensions.append(None)
    try:
        yield
    finally:
        gc.freeze()  # they stay in use, and reference counting still frees them
        _suspensions.pop()
