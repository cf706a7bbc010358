"""What a page shows of one thing, or a sentence where that thing is not in the book."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import column
from ui.widgets.read_only_controls import mark_reading


class WholeOrMissing(QStackedWidget):
    """The whole is a header and a body; `button` stands below the sentence and leads on from it."""

    def __init__(self, header: QWidget, body: QWidget, button: str, clicked: Callable[[], object]):
        super().__init__()
        self._whole = QWidget()
        inside = column(header, gap=0)
        inside.addWidget(body, 1)
        self._whole.setLayout(inside)
        self.missing = mark_reading(EmptyState("", button, clicked))
        self.addWidget(self._whole)
        self.addWidget(self.missing)

    @property
    def is_missing(self) -> bool:
        return self.currentWidget() is self.missing

    def show_whole(self) -> None:
        self.setCurrentWidget(self._whole)

    def show_missing(self, sentence: str) -> None:
        self.missing.sentence.setText(sentence)
        self.setCurrentWidget(self.missing)
