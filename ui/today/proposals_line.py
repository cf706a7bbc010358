"""A line above the list while meetings from a calendar wait for the user's yes. They are no debt and do not count."""

from PySide6.QtWidgets import QWidget

from crm.meetings import proposals
from ui.background import run_in_background
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, row
from ui.words import counted

_WAITS = "meeting from your calendar waits", "meetings from your calendar wait"


class ProposalsLine(Card):
    """Counted in a thread: the list is not to wait for it."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__("true", (12, 6), parent)
        self._context = context
        self.words = PlainLabel("", "small", wrap=True)
        self.look = Button("Look at them", "quiet", clicked=self.open_them)
        line = row(self.words, gap=12)
        line.setStretch(0, 1)
        line.addWidget(self.look)
        self.body.addLayout(line)
        self.hide()

    def count(self) -> None:
        book = self._context.book
        run_in_background(lambda: proposals.count(book.read), self._show)

    def open_them(self) -> None:
        self._context.open_page("proposals")

    def _show(self, many: int) -> None:
        self.words.setText(f"{counted(many, *_WAITS)} for your yes")
        self.setVisible(many > 0)
