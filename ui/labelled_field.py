"""A field with its label, edited in place: saved on leaving, with an error below if it is refused."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.action_result import ActionResult
from ui.drafts import Drafts
from ui.field_draft import FieldDraft, text_of
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Line, column

Save = Callable[[str], ActionResult[object]]


class LabelledField(QWidget):
    """`several`: a multi-line field. A refused text stays in the field. `place` names its draft. `spoken` is
    the accessible name, for labels that depend on the lines around them; `width` that of the label."""

    def __init__(
        self,
        label: str,
        text: str,
        save: Save,
        drafts: Drafts,
        place: str,
        placeholder: str = "",
        several: bool = False,
        beside: QWidget | None = None,
        spoken: str = "",
        width: int = 96,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        kind = InlineNote if several else InlineField
        self.field = kind("", placeholder)
        self.field.setAccessibleName(spoken or label)
        self.line = Line(label, self.field, *([beside] if beside else []), width=width)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.draft = FieldDraft(self.field, drafts, "Leaving the field keeps it, Esc drops it.")
        self._place = place
        self.setLayout(column(self.line, self.draft.offer, self.problem, gap=2))
        self.draft.show(place, text)
        self._save = save
        self.field.edited_text.connect(self._on_edited)
        self.field.taken_back.connect(lambda: self._show_error(""))

    def show_text(self, label: str, text: str, spoken: str = "") -> None:
        """Sets the book's text, unless a refused text waits to be corrected."""
        self.line.label.setText(label)
        self.field.setAccessibleName(spoken or label)
        if self.problem.isHidden():
            self.draft.show(self._place, text)

    @property
    def text(self) -> str:
        return text_of(self.field)

    def _on_edited(self, text: str) -> None:
        self.draft.secure()
        outcome = self._save(text)
        if outcome:
            self.draft.settle()
        else:
            self.field.refuse()
        self.show_outcome(outcome)

    def show_outcome(self, outcome: ActionResult[object]) -> None:
        self._show_error("" if outcome else str(outcome.refused))

    def _show_error(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)
