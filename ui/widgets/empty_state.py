"""Placeholder of an empty page or list: one sentence, one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import sentence
from ui.widgets.layout import column, row


class EmptyState(QWidget):
    def __init__(
        self,
        words: str,
        button: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.sentence = sentence(words)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setMaximumWidth(look.px(420))
        inside = column(gap=16, margins=(32, 48, 32, 48))
        inside.addStretch(1)
        across = row()  # an alignment would do, but gives a wrapped label the height of one line
        across.addStretch(1)
        across.addWidget(self.sentence, 100)
        across.addStretch(1)
        inside.addLayout(across)
        self.button = Button(button, clicked=clicked) if button else None
        if self.button:
            inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        self.setLayout(inside)
