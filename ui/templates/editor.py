"""One template in the panel: subject and text, the fields to insert, and how it reads for two people."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.drafts import mail_templates
from crm.drafts.mail_templates import Template
from crm.drafts.template_catalog import FIELDS, TemplateEntry
from crm.drafts.template_preview import PreviewPair, preview
from crm.errors import NotUnderstood
from crm.people.short_names import PersonRef, person_refs
from ui import use_cases
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipButton
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel, section, set_tip
from ui.widgets.layout import Card, Flow, column, row
from ui.widgets.person_field import PersonField


class Pair(NamedTuple):
    """The two people the preview is for."""

    one: PersonRef
    other: PersonRef


class TemplateText(InlineNote):
    """Kept on leaving alone: half a field would be refused while it is typed."""

    def _on_text_changed(self) -> None:
        self._fit()


class TemplateEditor(QWidget):
    """`pair_changed` has the Pair when another person is chosen for the preview."""

    pair_changed = Signal(object)

    def __init__(self, context: Context, entry: TemplateEntry, pair: Pair | None, owner: str):
        super().__init__()
        self._context, self.entry, self._pair, self._owner = context, entry, pair, owner
        self._stored = mail_templates.template(context.read, entry.name)
        self.title = PlainLabel(entry.title, "strong", wrap=True)
        self.whose = PlainLabel("", "small")
        self.subject = KeptField(context, InlineField("", "Subject", flat="false"))
        self.subject.field.setAccessibleName("Subject")
        self.text = KeptField(context, TemplateText("", "Text of the mail", flat="false"))
        self.text.field.setAccessibleName("Text of the mail")
        self.text.field.setTabChangesFocus(True)
        self.original = Button("Back to the original", "quiet", clicked=self.bring_original_back)
        self.preview = PlainLabel("", "body", wrap=True)
        self._build()
        self.show_template()

    def show_template(self) -> None:
        kept = mail_templates.template(self._context.read, self.entry.name)
        self._stored = kept
        self.subject.show_text(f"template-{self.entry.name}-subject", kept.subject)
        self.text.show_text(f"template-{self.entry.name}-text", kept.body)
        self.whose.setText("In your words" if kept.is_own else "As it came with Goodturn")
        self.original.setVisible(kept.is_own)
        self._show_preview()

    def bring_original_back(self) -> None:
        self._context.do(use_cases.drafts.own_templates.bring_original_back, self.entry.name)

    def _build(self) -> None:
        chips = [self._chip(name) for name in mail_templates.known_fields(self.entry.name)]
        self.subject.changed.connect(lambda _text: self._keep(self.subject))
        self.text.changed.connect(lambda _text: self._keep(self.text))
        self.subject.field.textChanged.connect(self._show_preview)
        self.text.field.textChanged.connect(self._show_preview)
        shown = Card()
        shown.body.addWidget(self.preview)
        parts: list[QWidget] = [
            self.title,
            self.whose,
            section("Subject"),
            self.subject,
            section("Text"),
            self.text,
            PlainLabel("A click puts what changes from mail to mail into the text.", "caption", wrap=True),
            Flow(*chips),
            self.original,
            section("How it reads"),
            *self._pair_fields(),
            shown,
        ]
        whole = column(*parts, gap=10)
        whole.addStretch(1)
        self.setLayout(whole)

    def _chip(self, name: str) -> ChipButton:
        known = FIELDS.get(name)
        chip = ChipButton(known.meaning if known else name, lambda: self._insert(name))
        chip.setAccessibleDescription(f"Inserts {{{name}}}")
        set_tip(chip, f"{{{name}}}")
        return chip

    def _insert(self, name: str) -> None:
        self.text.field.insertPlainText(f"{{{name}}}")
        self.text.field.setFocus()

    def _keep(self, changed: "KeptField[InlineField] | KeptField[TemplateText]") -> None:
        subject, text = self.subject.field.text(), self.text.field.toPlainText()
        if (subject, text) == (self._stored.subject, self._stored.body):
            return
        done = self._context.attempt_silently(
            use_cases.drafts.own_templates.keep_words, self.entry.name, subject, text
        )
        changed.settle(done)

    def _pair_fields(self) -> list[QWidget]:
        if self._pair is None:
            return [PlainLabel("With two people in your book, it is shown for them.", "caption", wrap=True)]
        one, other = self._pair
        first = _person_field(self._context, "For whom the preview is", one)
        first.person_chosen.connect(lambda chosen: self._choose(chosen, is_first=True))
        second = _person_field(self._context, "The other one of the preview", other)
        second.person_chosen.connect(lambda chosen: self._choose(chosen, is_first=False))
        line = QWidget()
        line.setLayout(row(PlainLabel("For", "small"), first, PlainLabel("and", "small"), second, gap=8))
        return [line]

    def _choose(self, person_id: int, is_first: bool) -> None:
        if self._pair is None:
            return
        chosen = person_refs(self._context.read, [person_id])[person_id]
        one, other = self._pair
        self.pair_changed.emit(Pair(chosen, other) if is_first else Pair(one, chosen))

    def show_pair(self, pair: Pair) -> None:
        self._pair = pair
        self._show_preview()

    def _show_preview(self) -> None:
        if self._pair is None:
            return
        words = Template(self.subject.field.text(), self.text.field.toPlainText())
        ids = PreviewPair(self._pair.one.id or 0, self._pair.other.id or 0)
        try:
            made = preview(self._context.read, self.entry.name, words, ids, self._owner)
        except NotUnderstood as refusal:
            self.preview.setText(str(refusal))
            return
        self.preview.setText(f"{made.subject}\n\n{made.body}")


def _person_field(context: Context, name: str, ref: PersonRef) -> PersonField:
    """Shows the person there is; typing offers others."""
    field = PersonField(context, name, ref.name)
    field.person_chosen.connect(lambda chosen: _show_name(context, field, chosen))
    return field


def _show_name(context: Context, field: PersonField, person_id: int) -> None:
    field.setPlaceholderText(person_refs(context.read, [person_id])[person_id].name)
    field.clear()
