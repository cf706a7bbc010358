"""The live preview of a mail template, over two people of the book whom the user can choose."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm.drafts import template_preview
from crm.drafts.person_details import draft_person
from ui.context import Context
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, column, row
from ui.widgets.person_field import PersonField


class TemplatePreview(QWidget):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._pair: template_preview.Pair | None = None
        self._name = self._subject_text = self._body_text = self._owner = ""
        self._about = PlainLabel("", "caption", wrap=True)
        self.one = PersonField(context, "Preview it for", "To someone else")
        self.other = PersonField(context, "Preview it about", "About someone else")
        self.one.person_chosen.connect(partial(self._choose, "one"))
        self.other.person_chosen.connect(partial(self._choose, "other"))
        self.subject = PlainLabel("", "strong", wrap=True)
        self.body = PlainLabel("", "small", wrap=True)
        mail = Card("mail")
        mail.body.addWidget(self.subject)
        mail.body.addWidget(self.body)
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        for field in (self.one, self.other):
            field.refused.connect(self._show_problem)
        people = QWidget()
        people.setLayout(row(self.one, self.other, gap=8))
        self.setLayout(column(self._about, mail, people, self._problem, gap=8))

    def show_template(self, name: str, subject: str, body: str, owner: str) -> None:
        self._name, self._subject_text, self._body_text, self._owner = name, subject, body, owner
        pair = self._pair or template_preview.first_pair(self._context.read)
        text = template_preview.preview(name, subject, body, pair, owner)
        self._about.setText(f"How it reads with {pair.one.name} and {pair.other.name}")
        self.subject.setText(text.subject)
        self.body.setText(text.body)

    def _choose(self, which: str, person_id: int) -> None:
        pair = self._pair or template_preview.first_pair(self._context.read)
        self._pair = pair._replace(**{which: draft_person(self._context.read, person_id, "")})
        self.show_template(self._name, self._subject_text, self._body_text, self._owner)

    def _show_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
