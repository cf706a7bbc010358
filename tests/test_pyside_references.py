"""PySide6 6.12.0 on Python 3.11 loses a reference to None with every call that returns nothing, and then aborts."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_a_call_that_returns_nothing_loses_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("a")
    assert sys.getrefcount(None) > before - 250
