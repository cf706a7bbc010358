"""A page or list with nothing in it: one sentence, one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import sentence
from ui.widgets.layout import column


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
        inside.addWidget(self.sentence)  # with an alignment it would be given the height of one line
        if button:
            inside.addWidget(Button(button, clicked=clicked), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        self.setLayout(inside)
