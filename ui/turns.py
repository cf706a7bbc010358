"""Long work in the window's own thread, cut into turns: between two it hears keys, paints, and its clocks go on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer

BETWEEN_MS = 1


def in_next_turn(do: Callable[[], object]) -> None:
    """A zero timer would not do: Qt runs it, and whatever it sets off, before it looks at a clock or paints."""
    QTimer.singleShot(BETWEEN_MS, do)


def in_turns(parts: Sequence[Callable[[], object]], is_wanted: Callable[[], bool]) -> None:
    """One after the other, the first at once, for as long as they are wanted."""
    if parts and is_wanted():
        parts[0]()
        in_next_turn(lambda: in_turns(parts[1:], is_wanted))
