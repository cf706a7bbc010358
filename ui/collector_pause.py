"""Work in a thread that makes very many objects, without the window standing still meanwhile."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from crm.formats.garbage_collection import gc_paused
from ui.garbage_collection import left_alone

_TURN_S = (
    0.0001  # how long a busy thread keeps the interpreter while the window waits for it; Python's own: 5 ms
)


@contextmanager
def quietly() -> Iterator[None]:
    """Short turns for the busy thread, and no look for garbage, which would stop every thread."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        with gc_paused(), left_alone():  # what was made is kept aside before anybody may look
            yield
    finally:
        sys.setswitchinterval(before)
