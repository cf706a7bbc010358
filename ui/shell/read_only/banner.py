"""The banner above the pages: why this book is read-only, and a button to try again."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.read_only_controls import mark_reading

_LOW = 420  # design pixels of window height; below it the banner has one line


class Banner(QWidget):
    """`why` is the sentence of the error that prevented writing."""

    def __init__(self, why: str, try_again: Callable[[], object], parent: QWidget | None = None):
        super().__init__(parent)
        sentence = f"This book can only be read: {why[:1].lower()}{why[1:]}"
        self.setAccessibleName(sentence)
        self.words = PlainLabel(sentence, "small", wrap=True)
        self.one_line = ElidedLabel(sentence, "small")
        self.again = mark_reading(Button("Try again", clicked=try_again))
        self.again.setAccessibleDescription(sentence)
        card = Card("true", (12, 6))
        beside = column(gap=0)  # an alignment would give wrapped text the height of one line
        beside.addStretch(1)
        beside.addWidget(self.words)
        beside.addWidget(self.one_line)
        beside.addStretch(1)
        line = row(IconLabel("info", "text2", 16), gap=10)
        line.addLayout(beside, 1)
        line.addWidget(self.again)
        card.body.addLayout(line)
        self._inside = column(card)
        self.setLayout(self._inside)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window one line, with the whole sentence as tooltip."""
        is_low = self.window() is not self and self.window().height() < look.px(_LOW)
        self.words.setVisible(not is_low)
        self.one_line.setVisible(is_low)
        self._inside.setContentsMargins(look.px(32), look.px(4 if is_low else 12), look.px(32), 0)


def below_banner(banner: Banner, pages: QWidget) -> QWidget:
    """Banner and pages as one widget."""
    whole = QWidget()
    inside = column(banner, gap=0)
    inside.addWidget(pages, 1)
    whole.setLayout(inside)
    return whole
