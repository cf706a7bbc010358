"""One thing known about a person, edited in place: saved on leaving, with a sentence below where it cannot be kept."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.context import Outcome
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, column

Save = Callable[[str], Outcome]


class DetailField(QWidget):
    """`several` for text of more than one line. What was typed stays when it is refused."""

    def __init__(
        self,
        label: str,
        text: str,
        save: Save,
        placeholder: str = "",
        several: bool = False,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        kind = InlineNote if several else InlineField
        self.field = kind(text, placeholder)
        self.field.setAccessibleName(label)
        if isinstance(self.field, InlineField):
            self.field.setCursorPosition(0)  # a long address shows its beginning
        self.line = Line(label, self.field, *([beside] if beside else []), width=96)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.setLayout(column(self.line, self.problem, gap=2))
        self._save = save
        self.field.edited_text.connect(self._on_edited)

    def show_text(self, label: str, text: str) -> None:
        """What the book says now, unless what was typed here still waits to be mended."""
        self.line.label.setText(label)
        if self.problem.isHidden():
            self.field.show_text(text)

    @property
    def text(self) -> str:
        return self.field.text() if isinstance(self.field, InlineField) else self.field.toPlainText()

    def _on_edited(self, text: str) -> None:
        outcome = self._save(text)
        self.problem.setText("" if outcome else str(outcome.refused))
        self.problem.setVisible(not outcome)
        self.field.setAccessibleDescription(self.problem.text())
