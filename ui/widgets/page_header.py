"""The top of a page: title, one sentence, and at the right what the page offers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.labels import ElidedLabel, PlainLabel
from ui.widgets.layout import column, row


class PageHeader(QWidget):
    """`right` widgets stand at the bottom right, in order; usually the page's button and a SearchButton."""

    def __init__(self, title: str = "", words: str = "", *right: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self.title = PlainLabel(title, "page")
        self.title.setMinimumHeight(look.px(30))
        self.words = ElidedLabel(words, "quiet")
        self.words.setMinimumHeight(look.px(20))
        whole = row(gap=16, margins=(32, 24, 32, 12))
        whole.addLayout(column(self.title, self.words, gap=2), 1)
        self.right = row(*right, gap=8)
        whole.addLayout(self.right)
        whole.setAlignment(self.right, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(whole)

    def show_text(self, title: str, words: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
