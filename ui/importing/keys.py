"""What the keyboard does here, as key caps with a word each: found without looking for it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import KeyHint
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Flow, row


class KeyRow(Flow):
    def __init__(self, hints: Sequence[tuple[str, str]], parent: QWidget | None = None):
        """`hints` are (keys, what they do)."""
        super().__init__(gap=14, parent=parent)
        for keys, does in hints:
            one = QWidget()
            caps = [KeyHint(key) for key in keys.split(", ")]
            one.setLayout(row(*caps, PlainLabel(does, "caption"), gap=5))
            self.flow.addWidget(one)
