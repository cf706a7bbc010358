"""A sheet with one question: what happened, or until when. The answer stays until it is accepted."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.action_result import ActionResult
from ui.drafts import Drafts
from ui.field_draft import FieldDraft
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import row
from ui.widgets.sheet import Sheet


class QuestionSheet(Sheet):
    def __init__(self, window: QWidget, drafts: Drafts):
        super().__init__(window, "A question", width=520)
        self._use: Callable[[str], ActionResult[object]] | None = None
        self._question = PlainLabel("", "caption")
        self._about = PlainLabel("", "strong", wrap=True)
        self.field = QLineEdit()
        self.field.returnPressed.connect(self._on_answered)
        self._draft = FieldDraft(self.field, drafts)
        self.problem = PlainLabel("", "error", wrap=True)
        self._answer = Button("", "primary", clicked=self._on_answered, keys="Enter")
        for widget in (self._question, self._about, self.field, self._draft.offer, self.problem):
            self.body.addWidget(widget)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(Button("Cancel", "quiet", clicked=self.close_sheet))
        foot.addWidget(self._answer)
        self.body.addLayout(foot)

    def ask(
        self, question: str, about: str, hint: str, answer: str, use: Callable[[str], ActionResult[object]]
    ) -> None:
        """`use` gets the answer; after a refusal the sheet stays open and shows the reason."""
        self._use = use
        self._question.setText(question)
        self._about.setText(about)
        self._draft.show(f"{question} {about}")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(question)
        self._answer.set_text(answer)
        self.problem.hide()
        self.open()
        self.field.setFocus()

    def _on_answered(self) -> None:
        assert self._use is not None
        outcome = self._use(self.field.text())
        if outcome:
            self.field.clear()
            self.close_sheet()
        else:
            self.problem.setText(str(outcome.refused))
            self.problem.show()
            self.card.adjustSize()
