"""Line above Today's list while something came in, or the folder for that is away. It is not counted as due."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER


class ProposalsLine(QWidget):
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.words = ElidedLabel("", "small")
        self.look = mark_reading(Button("Look at them", "quiet", keys="P", clicked=self.open_requested.emit))
        card = Card("true", (12, 4))
        line = row(self.words, self.look, gap=12)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        self.setLayout(column(card, margins=(0, 0, GUTTER, 8)))
        self.hide()

    def show_words(self, came_in: str, problem: str, is_one: bool) -> None:
        """Hidden without either."""
        self.look.setText("Look at it" if is_one else "Look at them")
        self.words.setText(" ".join(part for part in (came_in, problem) if part))
        self.look.setVisible(bool(came_in))
        self.setVisible(bool(came_in or problem))
