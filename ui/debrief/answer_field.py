"""One question with its answer: a heading, what the answer becomes, and the field with the chip of a person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.debrief.answer_text import AnswerText
from ui.debrief.person_chip import PersonChip
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel, restyle
from ui.widgets.layout import column, row


class QuestionHeading(QWidget):
    """The question, and at its right what becomes of the answer."""

    def __init__(self, question: str, becomes: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.becomes = PlainLabel(becomes, "caption")
        line = row(PlainLabel(question, "strong"), gap=8)
        line.addStretch(1)
        line.addWidget(self.becomes)
        self.setLayout(line)


class AnswerFrame(QFrame):
    """Looks like one field: `chip` or `lead` in front of the text, the chip of a day behind it."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        chip: PersonChip | None = None,
        lead: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setProperty("card", "answer")
        self.text = AnswerText(name, placeholder)
        self.day = Chip("", "good")
        self.day.hide()
        inside = row(gap=6, margins=(9, 1, 9, 1))
        if chip is not None:
            inside.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
            inside.setAlignment(chip, Qt.AlignmentFlag.AlignVCenter)
        if lead:
            inside.addWidget(PlainLabel(lead, "quiet"))
        inside.addWidget(self.text, 1)
        inside.addWidget(self.day)
        self.setLayout(inside)
        self.setFocusProxy(self.text)
        self.text.focused.connect(self._show_ring)
        self.text.textChanged.connect(self.changed)

    def show_day(self, words: str) -> None:
        self.day.setText(words)
        self.day.setVisible(bool(words))

    def _show_ring(self, is_focused: bool) -> None:
        self.setProperty("lit", "true" if is_focused else "false")
        restyle(self)


class AnswerField(QWidget):
    """A question whose answer is about one person."""

    changed = Signal()
    colon_typed = Signal()

    def __init__(self, question: str, placeholder: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.chip = PersonChip()
        self.heading = QuestionHeading(question)
        self.frame = AnswerFrame(question, placeholder, chip=self.chip)
        self.setLayout(column(self.heading, self.frame, gap=6))
        self.setFocusProxy(self.frame)
        self.frame.changed.connect(self.changed)
        self.chip.chosen.connect(self.changed)
        self.frame.text.colon_typed.connect(self.colon_typed)

    @property
    def text(self) -> AnswerText:
        return self.frame.text

    @property
    def about(self) -> int | None:
        return self.chip.person.id if self.chip.person is not None else None

    @property
    def first_name(self) -> str:
        return self.chip.person.first_name if self.chip.person is not None else ""
