"""Line above Today's list while proposed meetings wait for an answer. They are not counted as due."""

from PySide6.QtWidgets import QWidget

from crm.meetings import proposals
from ui.background import run_in_background
from ui.context import Context
from ui.counts_and_days import format_count
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.read_only_controls import mark_reading
from ui.widgets.row_list import GUTTER

_WAITS = "meeting from your calendar waits", "meetings from your calendar wait"


class ProposalsLine(QWidget):
    """Counted in a thread, so that the list does not wait for it."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self.words = ElidedLabel("", "small")
        self.look = mark_reading(Button("Look at them", "quiet", keys="P", clicked=self.open_them))
        card = Card("true", (12, 4))
        line = row(self.words, self.look, gap=12)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        self.setLayout(column(card, margins=(0, 0, GUTTER, 8)))
        self.hide()

    def count(self) -> None:
        book = self._context.book
        run_in_background(lambda: proposals.count(book.read), self._show)

    def open_them(self) -> None:
        self._context.open_page("proposals")

    def _show(self, many: int) -> None:
        self.words.setText(f"{format_count(many, *_WAITS)} for your yes")
        self.setVisible(many > 0)
