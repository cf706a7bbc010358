"""A field with its draft, and the reason below it where a text is refused."""

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.action_result import ActionResult
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import column

Field = TypeVar("Field", bound=InlineField | InlineNote)


class KeptField(QWidget, Generic[Field]):
    """`changed` is emitted with the text to save; its slot calls `settle` with what came of it."""

    changed = Signal(str)

    def __init__(self, context: Context, field: Field, parent: QWidget | None = None):
        super().__init__(parent)
        self.field = field
        self.draft = FieldDraft(self.field, context.drafts, "Leaving the field keeps it, Esc drops it.")
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.field.edited_text.connect(self._on_edited)
        self.field.taken_back.connect(lambda: self._show_problem(""))
        self.setLayout(column(self.field, self.draft.offer, self.problem, gap=2))

    def show_text(self, place: str, text: str) -> None:
        """`place` names the draft."""
        if self.problem.isHidden():
            self.draft.show(place, text)

    def settle(self, outcome: ActionResult[object]) -> None:
        """Shows a refusal, and keeps the text in the field then."""
        if outcome:
            self.draft.settle()
        else:
            self.field.refuse()
        self._show_problem("" if outcome else str(outcome.refused))

    def _on_edited(self, text: str) -> None:
        self.draft.secure()
        self.changed.emit(text)

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)
