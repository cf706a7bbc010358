"""Long work in the window's own thread, cut into turns: between two it hears keys, paints, and its clocks go on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

BETWEEN_MS = 1


def in_next_turn(owner: QObject, do: Callable[[], object]) -> None:
    """A zero timer would not do: Qt runs it, and whatever it sets off, before it looks at a clock or paints.

    Nothing is done where the owner is gone by then: a window that is laid out anew, or shows another book.
    """
    QTimer.singleShot(BETWEEN_MS, lambda: do() if isValid(owner) else None)


def in_turns(owner: QObject, parts: Sequence[Callable[[], object]], is_wanted: Callable[[], bool]) -> None:
    """One after the other, the first at once, for as long as they are wanted."""
    if parts and is_wanted():
        parts[0]()
        in_next_turn(owner, lambda: in_turns(owner, parts[1:], is_wanted))
