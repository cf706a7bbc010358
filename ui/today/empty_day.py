"""Today without rows: a sentence, and the next meeting."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.today.sentences import NOTHING_DUE
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column
from ui.widgets.read_only_controls import mark_reading


class EmptyDay(QWidget):
    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.words = PlainLabel(NOTHING_DUE, "title")
        self.next = PlainLabel("", "quiet", wrap=True)
        for label in (self.words, self.next):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.brief = mark_reading(Button("Open brief"))
        self.brief.hide()
        inside = column(gap=8)
        inside.addStretch(2)
        inside.addWidget(self.words)
        inside.addWidget(self.next)
        inside.addWidget(self.brief, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        self.setLayout(inside)

    def show_next(self, sentence: str | None, has_brief: bool = False) -> None:
        self.brief.setVisible(has_brief)
        self.next.setText(
            f"{sentence}." if sentence else "Log a meeting with Ctrl+L whenever something happened."
        )
