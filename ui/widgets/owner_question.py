"""One line that asks whether the person found in nearly every event is the user."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import paint_background, row


class OwnerQuestion(QWidget):
    """Emits `answered` with True for "This is me", False for "Somebody else"."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        paint_background(self, "guard")
        self.words = PlainLabel("", "small", wrap=True)
        self.yes = Button("This is me", clicked=lambda: self.answered.emit(True))
        self.no = Button("Somebody else", "quiet", clicked=lambda: self.answered.emit(False))
        line = row(gap=12, margins=(12, 8, 8, 8))
        line.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.yes)
        line.addWidget(self.no)
        self.setLayout(line)
        self.hide()

    def ask(self, name: str, times: int, of: int, what: str) -> None:
        """Hidden if `name` is empty."""
        many = f"all {of:,}" if times == of else f"{times:,} of {of:,}"
        self.words.setText(f"{name} is in {many} {what}. Is that you?" if name else "")
        self.yes.setAccessibleName(f"{name} is me")
        self.no.setAccessibleName(f"{name} is somebody else")
        self.setVisible(bool(name))
