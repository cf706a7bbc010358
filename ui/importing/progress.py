"""Progress of reading a file: number of entries, and share of bytes."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.theme.look import look
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column


class Progress(QWidget):
    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._words = PlainLabel("", "strong")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._bar.setMaximumWidth(look.px(420))
        inside = column(self._words, self._bar, gap=12, margins=(32, 24, 32, 24))
        inside.addStretch(1)
        self.setLayout(inside)

    def show_done(self, cards: int, share: float) -> None:
        read = "Looking at the file" if not cards and not share else f"{cards:,} read"
        self._words.setText(f"{read}, {share:.0%} of the file" if share else read)
        self._bar.setValue(round(share * 1000))
