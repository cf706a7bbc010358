"""In place of the pages when the book cannot be used: what happened, that nothing was changed, what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import column, paint_ground, row


class NoBook(QWidget):
    def __init__(self, words: str, try_again: Callable[[], object], leave: Callable[[], object]):
        super().__init__()
        paint_ground(self, "window")
        self.words = sentence(words)
        self.words.setMaximumWidth(look.px(560))
        inside = column(
            PlainLabel("Your book is not open", "page"), self.words, gap=8, margins=(32, 24, 32, 24)
        )
        self.again = Button("Try again", "primary", clicked=try_again)
        buttons = row(self.again, Button("Quit", clicked=leave), margins=(0, 12, 0, 0))
        buttons.addStretch(1)
        inside.addLayout(buttons)
        inside.addStretch(1)
        self.setLayout(inside)
