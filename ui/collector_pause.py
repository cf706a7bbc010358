"""A context for threads that create very many objects, so that the window stays responsive meanwhile."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from crm.formats.garbage_collection import gc_paused
from ui.garbage_collection import window_gc_paused

_SWITCH_INTERVAL_S = 0.0001  # seconds a busy thread keeps the interpreter lock while the window waits for it; Python's default is 5 ms


@contextmanager
def thread_gc_paused() -> Iterator[None]:
    """Shortens the interpreter's switch interval and suspends garbage collection, which would stop every
    thread."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    try:
        # the new objects are frozen (gc.freeze) before collection resumes
        with gc_paused(), window_gc_paused():
            yield
    finally:
        sys.setswitchinterval(before)
