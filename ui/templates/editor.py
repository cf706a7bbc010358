"""One template in the panel: subject and text, the fields to insert, and how it reads for two people."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.drafts import mail_templates
from crm.drafts.own_templates import problem_in
from crm.drafts.person_details import DraftPerson, draft_person
from crm.drafts.template_preview import Pair, preview
from crm.drafts.template_table import TemplatePurpose
from ui import use_cases
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipButton
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import Card, Flow, column, row
from ui.widgets.person_field import PersonField


class TemplateText(InlineNote):
    """Kept on leaving alone: half a field would be refused while it is typed."""

    def _on_text_changed(self) -> None:
        self._fit()


class TemplateEditor(QWidget):
    """`pair_changed` has the Pair when another person is chosen for the preview."""

    pair_changed = Signal(object)

    def __init__(self, context: Context, template: TemplatePurpose, pair: Pair, owner: str):
        super().__init__()
        self._context, self.template, self._pair, self._owner = context, template, pair, owner
        self.title = PlainLabel(template.purpose, "strong", wrap=True)
        self.whose = PlainLabel("", "small")
        self.subject = KeptField(context, InlineField("", "Subject", flat="false"))
        self.subject.field.setAccessibleName("Subject")
        self.text = KeptField(context, TemplateText("", "Text of the mail", flat="false"))
        self.text.field.setAccessibleName("Text of the mail")
        self.original = Button("Back to the words that came with it", "quiet", clicked=self.give_up)
        self.problem = PlainLabel("", "error", wrap=True)
        self.preview = PlainLabel("", "body", wrap=True)
        self._connect()
        self._build()
        self.show_template()

    def show_template(self) -> None:
        own = mail_templates.own_words(self._context.read, self.template.name)
        shown = own or mail_templates.shipped(self.template.name)
        self.subject.show_text(f"template-{self.template.name}-subject", shown.subject)
        self.text.show_text(f"template-{self.template.name}-text", shown.body)
        self.whose.setText("In your words" if own is not None else "As it came with Goodturn")
        self.original.setVisible(own is not None)
        self._show_preview()

    def show_pair(self, pair: Pair) -> None:
        self._pair = pair
        self._show_preview()

    def give_up(self) -> None:
        """The own words can be brought back by undo."""
        self._context.do(use_cases.drafts.own_templates.give_up, self.template.name)

    def _connect(self) -> None:
        use_case = use_cases.drafts.own_templates
        self.subject.changed.connect(
            lambda text: self.subject.settle(
                self._context.attempt_silently(use_case.keep_subject, self.template.name, text)
            )
        )
        self.text.changed.connect(
            lambda text: self.text.settle(
                self._context.attempt_silently(use_case.keep_body, self.template.name, text)
            )
        )
        self.subject.field.textChanged.connect(self._show_preview)
        self.text.field.textChanged.connect(self._show_preview)

    def _build(self) -> None:
        shown = Card()
        shown.body.addWidget(self.preview)
        whole = column(
            self.title,
            self.whose,
            section("Subject"),
            self.subject,
            section("Text"),
            self.text,
            PlainLabel("What changes from mail to mail; a click puts it in.", "caption", wrap=True),
            Flow(*(self._chip(name) for name in mail_templates.fields(self.template.name))),
            self.problem,
            self.original,
            section("How it reads"),
            self._people(),
            shown,
            gap=10,
        )
        whole.addStretch(1)
        self.setLayout(whole)

    def _chip(self, name: str) -> ChipButton:
        chip = ChipButton(name, partial(self._insert, name))
        chip.setAccessibleDescription("Puts it into the text")
        return chip

    def _insert(self, name: str) -> None:
        self.text.field.insertPlainText(f"{{{name}}}")
        self.text.field.setFocus()

    def _people(self) -> QWidget:
        one = self._person_field("For whom the preview is", self._pair.one, "one")
        other = self._person_field("The other one of the preview", self._pair.other, "other")
        line = QWidget()
        line.setLayout(row(PlainLabel("For", "small"), one, PlainLabel("and", "small"), other, gap=8))
        return line

    def _person_field(self, name: str, person: DraftPerson, which: str) -> PersonField:
        """Shows the person there is; typing offers others."""
        field = PersonField(self._context, name, person.name)

        def choose(person_id: int) -> None:
            chosen = draft_person(self._context.read, person_id, "")
            field.setPlaceholderText(chosen.name)
            field.clear()
            self.pair_changed.emit(self._pair._replace(**{which: chosen}))

        field.person_chosen.connect(choose)
        return field

    def _show_preview(self) -> None:
        subject, text = self.subject.field.text(), self.text.field.toPlainText()
        in_subject = problem_in(self.template.name, subject)
        problem = f"Subject: {in_subject}" if in_subject else problem_in(self.template.name, text)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        made = preview(self.template.name, subject, text, self._pair, self._owner)
        self.preview.setText(f"{made.subject}\n\n{made.body}")
