"""The line that puts something on the shelf: a link, or the title of a book or a thing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column, row
from ui.widgets.typing_undo import TypingField


class AddLine(QWidget):
    """`entered` is emitted with the text; its owner calls `settle` once it is kept, or `show_problem`."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.field = TypingField()
        self.field.setPlaceholderText("Paste a link, or name a book or a thing")
        self.field.setAccessibleName("A link, or the title of a thing")
        self.keep = Button("Keep", clicked=self._enter)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.draft = FieldDraft(self.field, context.drafts, "Enter keeps it, Esc drops it.")
        self.field.returnPressed.connect(self._enter)
        self.field.textEdited.connect(lambda _text: self.show_problem(""))
        across = row(self.field, self.keep, gap=8)
        across.setStretch(0, 1)
        inside = column(gap=4)
        inside.addLayout(across)
        inside.addWidget(self.draft.offer)
        inside.addWidget(self.problem)
        self.setLayout(inside)

    def begin(self) -> None:
        self.draft.show("what to put on the shelf")
        self.show()
        self.field.setFocus()

    def settle(self) -> None:
        self.field.clear()
        self.draft.settle()
        self.hide()

    def show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.field.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.settle()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.field.text().strip():
            self.draft.secure()
            self.entered.emit(self.field.text())
        else:
            self.field.setFocus()
