"""Shown in place of the pages if the book cannot be used: what happened, that nothing was changed, what can
be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import column, paint_background, row


class NoBookPage(QWidget):
    """`restore` is None if no backup would help: another window has the book, or there is none."""

    def __init__(
        self,
        words: str,
        try_again: Callable[[], object],
        leave: Callable[[], object],
        restore: Callable[[], object] | None = None,
    ):
        super().__init__()
        paint_background(self, "window")
        self.words = sentence(words)
        self.words.setMaximumWidth(look.px(560))
        inside = column(
            PlainLabel("Your book is not open", "page"), self.words, gap=8, margins=(32, 24, 32, 24)
        )
        self.again = Button("Try again", "primary", clicked=try_again)
        self.setFocusProxy(self.again)
        buttons = row(self.again, margins=(0, 12, 0, 0))
        if restore is not None:
            self.restore = Button("Restore a backup", clicked=restore)
            buttons.addWidget(self.restore)
        buttons.addWidget(Button("Quit", "quiet", clicked=leave))
        buttons.addStretch(1)
        inside.addLayout(buttons)
        inside.addStretch(1)
        self.setLayout(inside)
