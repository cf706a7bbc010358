"""Long work in the window's own thread, cut into turns: between two it hears keys, paints, and its clocks go on."""

from collections.abc import Callable

from PySide6.QtCore import QTimer


def in_next_turn(do: Callable[[], object]) -> None:
    """Qt lets one zero timer set off another before it looks at anything else; an empty one between parts the two."""
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, do))
