"""Work in a thread that makes very many objects, without the window standing still meanwhile."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = (
    0.0005  # how long a busy thread keeps the interpreter while the window waits for it; Python's own is 5 ms
)


@contextmanager
def quietly() -> Iterator[None]:
    """No full collection: it would stop every thread for as long as it takes to visit all that was just made."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what came of it lives on for the page; reference counts alone free it later
        gc.enable()
        sys.setswitchinterval(before)
