"""Settings card that leads to the words of the drafted mails."""

from collections.abc import Callable

from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, row

_WHAT = "Every mail that Goodturn drafts can be put into your own words. It sends nothing: your mail program does."


class MailsCard(Card):
    def __init__(self, on_open: Callable[[], object]):
        super().__init__()
        self.open = Button("Change the words", clicked=on_open)
        self.open.setAccessibleName("Change the words of your mails")
        line = row(PlainLabel(_WHAT, "small", wrap=True), gap=16)
        line.addWidget(self.open)
        line.setStretch(0, 1)
        self.body.addLayout(line)
