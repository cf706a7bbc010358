"""Shown while a large step is undone: one sentence and a progress bar; the window stays painted."""

from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.widgets.labels import PlainLabel
from ui.widgets.sheet import Sheet


class WaitingSheet(Sheet):
    """Cannot be closed by the user: the book has only one writer."""

    def __init__(self, window: QWidget):
        super().__init__(window, "Please wait", width=420)
        self._words = PlainLabel("", "strong", wrap=True)
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        bar.setAccessibleName("Working")
        self.body.addWidget(self._words)
        self.body.addWidget(bar)

    def show_words(self, words: str) -> None:
        self._words.setText(words)
        if words:
            self.open()
            self.card.setFocus()
        else:
            self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
