"""Long work in turns: what else is due is done between any two of them."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.turns import in_next_turn


def test_a_clock_ticks_between_any_two_turns(qapp: QApplication) -> None:
    done: list[str] = []
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: done.append("tick"))
    clock.start()
    turns = iter("abcd")

    def turn() -> None:
        for name in turns:
            done.append(name)
            in_next_turn(turn)
            return

    turn()
    while "d" not in done:
        qapp.processEvents()
    for before, after in ("ab", "bc", "cd"):
        assert "tick" in done[done.index(before) : done.index(after)]
