"""The line above the pages that says why this book can only be read, with a way to try again."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.read_only_controls import reads

_LOW = 420  # design pixels of the window: in less, the page needs the height more than the banner


class Banner(QWidget):
    """`why` is the sentence of the error that kept the book from being opened for writing."""

    def __init__(self, why: str, try_again: Callable[[], object], parent: QWidget | None = None):
        super().__init__(parent)
        said = f"This book can only be read: {why[:1].lower()}{why[1:]}"
        self.setAccessibleName(said)
        self.words = PlainLabel(said, "small", wrap=True)
        self.one_line = ElidedLabel(said, "small")
        self.again = reads(Button("Try again", clicked=try_again))
        self.again.setAccessibleDescription(said)
        card = Card("true", (12, 6))
        beside = column(gap=0)  # an alignment would give wrapped words the height of one line
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
        """In a low window one line, whose tooltip is the whole sentence."""
        is_low = self.window() is not self and self.window().height() < look.px(_LOW)
        self.words.setVisible(not is_low)
        self.one_line.setVisible(is_low)
        self._inside.setContentsMargins(look.px(32), look.px(4 if is_low else 12), look.px(32), 0)


def below_banner(banner: Banner, pages: QWidget) -> QWidget:
    """Both as one widget."""
    whole = QWidget()
    inside = column(banner, gap=0)
    inside.addWidget(pages, 1)
    whole.setLayout(inside)
    return whole
