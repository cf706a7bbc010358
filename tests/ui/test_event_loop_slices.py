"""Long work in turns: what else is due is done between any two of them."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from ui import event_loop_slices
from ui.event_loop_slices import run_in_next_slice, run_in_slices


def test_a_clock_ticks_between_any_two_turns(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_loop_slices, "PAUSE_MS", 1)
    done: list[str] = []
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: done.append("tick"))
    clock.start()
    names = iter("abcd")

    def turn() -> None:
        for name in names:
            done.append(name)
            run_in_next_slice(clock, turn)
            return

    turn()
    while "d" not in done:
        qapp.processEvents()
    for before, after in ("ab", "bc", "cd"):
        assert "tick" in done[done.index(before) : done.index(after)]


def test_parts_come_in_order_and_end_when_nobody_wants_them_any_more(qapp: QApplication) -> None:
    done: list[str] = []
    run_in_slices(qapp, [lambda name=name: done.append(name) for name in "abcd"], lambda: "b" not in done)
    assert done == ["a"]
    for _ in range(9):
        qapp.processEvents()
    assert done == ["a", "b"]


def test_nothing_is_done_for_an_owner_that_is_gone(qapp: QApplication) -> None:
    done: list[str] = []
    owner = QObject()
    run_in_next_slice(owner, lambda: done.append("late"))
    delete(owner)
    for _ in range(9):
        qapp.processEvents()
    assert done == []
