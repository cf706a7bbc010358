"""Long work in the window's thread, cut into slices: between two of them the event loop handles keys, timers
and paints."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

PAUSE_MS = 1


def run_in_next_slice(owner: QObject, do: Callable[[], object]) -> None:
    """Calls `do` in a later iteration of the event loop, unless `owner` was deleted by then.

    Not a zero timer: Qt runs those, and all they trigger, before it handles other timers or paints.
    """
    QTimer.singleShot(PAUSE_MS, lambda: do() if isValid(owner) else None)


def run_in_slices(
    owner: QObject, parts: Sequence[Callable[[], object]], is_wanted: Callable[[], bool]
) -> None:
    """Runs the parts in order, one per iteration of the event loop, the first at once; stops when `is_wanted`
    turns false."""
    if parts and is_wanted():
        parts[0]()
        run_in_next_slice(owner, lambda: run_in_slices(owner, parts[1:], is_wanted))
