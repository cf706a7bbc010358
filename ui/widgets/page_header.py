"""The top of a page: title, one sentence, and the page's buttons at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import look
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import column, row


class PageHeader(QWidget):
    """`right` widgets are at the bottom right, in order; usually the page's button and a SearchButton."""

    def __init__(self, title: str = "", words: str = "", *right: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self.title = ElidedLabel(title, "page")
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
        self._keep_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_title()

    def _keep_title(self) -> None:
        """Keeps title and sentence whole as long as the widgets at the right can shrink."""
        room = self.width() - look.px(32 + 16 + 32) - self.right.minimumSize().width()
        for label in (self.title, self.words):
            label.setMinimumWidth(max(min(label.sizeHint().width(), room), 0))
