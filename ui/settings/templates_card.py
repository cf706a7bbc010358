"""Settings card of the mails' words: one template at a time, its fields as chips, and how it reads."""

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSizePolicy

from crm import settings
from crm.drafts import mail_templates
from crm.drafts.own_templates import problem_in
from crm.drafts.template_table import GROUPS, purpose
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.kept_field import KeptField
from ui.settings.template_preview import TemplatePreview
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipButton
from ui.widgets.choice import open_menu
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Flow, Line, Lines, clear


class TemplatesCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._name = GROUPS[0][0].name
        self._owner = ""
        self.choose = Button("", clicked=self._open_list)
        self.subject = KeptField(context, InlineField("", "Subject"))
        self.words = KeptField(context, InlineNote("", "The mail"))
        self.subject.field.setAccessibleName("Subject of the template")
        self.words.field.setAccessibleName("Words of the template")
        for kept in (self.subject, self.words):
            kept.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._last: InlineField | InlineNote = self.words.field
        self.problem = PlainLabel("", "error", wrap=True)
        self._hint = PlainLabel(
            "What Goodturn fills in; press one to put it where you write", "caption", wrap=True
        )
        self.fields = Flow(gap=6)
        self.back = Button("Back to the words that came with it", "quiet", clicked=self._give_up)
        self.preview = TemplatePreview(context)
        self._connect_fields()
        inside = Lines(
            Line("mail for", self.choose), Line("subject", self.subject), Line("words", self.words)
        )
        for part in (inside, self.problem, self._hint, self.fields, Flow(self.back), self.preview):
            self.body.addWidget(part)

    def show_choices(self) -> None:
        self._owner = settings.value(self._context.read, settings.OWNER_NAME)
        self._show_template()

    def choose_template(self, name: str) -> None:
        """What is typed in the fields is kept first, or stays as a draft where it is refused."""
        self.subject.field.save()
        self.words.field.save()
        self._name = name
        self._show_template()

    def _connect_fields(self) -> None:
        self.subject.changed.connect(self._save_subject)
        self.words.changed.connect(self._save_body)
        for field in (self.subject.field, self.words.field):
            field.textChanged.connect(self._show_preview)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remembers which field was written in last: a chip takes the focus away from it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, InlineField | InlineNote):
            self._last = watched
        return super().eventFilter(watched, event)

    def _show_template(self) -> None:
        own = mail_templates.own_words(self._context.read, self._name)
        text = own or mail_templates.shipped(self._name)
        self.choose.set_text(f"{purpose(self._name)} ▾")
        self.choose.setAccessibleName(f"Mail for: {purpose(self._name)}. Choose another")
        self.subject.show_text(f"subject of template {self._name}", text.subject)
        self.words.show_text(f"words of template {self._name}", text.body)
        self.back.setVisible(own is not None)
        clear(self.fields.flow)
        for field in mail_templates.fields(self._name):
            chip = ChipButton(f"{{{field}}}", partial(self._insert, field))
            chip.setAccessibleName(f"Put in {field}")
            self.fields.flow.addWidget(chip)
        self._show_preview()

    def _show_preview(self) -> None:
        subject, body = self.subject.field.text(), self.words.field.toPlainText()
        in_subject, in_body = problem_in(self._name, subject), problem_in(self._name, body)
        problem = f"Subject: {in_subject}" if in_subject else in_body
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.preview.show_template(self._name, subject, body, self._owner)

    def _insert(self, field: str) -> None:
        """At the cursor of the field that was written in last."""
        last = self._last
        last.setFocus()
        words = f"{{{field}}}"
        if isinstance(last, InlineNote):
            last.insertPlainText(words)
        else:
            last.insert(words)

    def _open_list(self) -> None:
        options: list[tuple[str, str] | None] = []
        for group in GROUPS:
            options += [None] if options else []
            options += [(one.name, one.purpose) for one in group]
        open_menu(self.choose, options, self.choose_template)

    def _save_subject(self, text: str) -> None:
        use_case = use_cases.drafts.own_templates.keep_subject
        self._settle(self.subject, self._context.attempt_silently(use_case, self._name, text))

    def _save_body(self, text: str) -> None:
        use_case = use_cases.drafts.own_templates.keep_body
        self._settle(self.words, self._context.attempt_silently(use_case, self._name, text))

    def _settle(
        self, kept: "KeptField[InlineField] | KeptField[InlineNote]", outcome: ActionResult[None]
    ) -> None:
        """A refused text stays in its field; the sentence under the fields says why since it was typed."""
        if outcome:
            kept.settle(outcome)
            self.back.setVisible(mail_templates.own_words(self._context.read, self._name) is not None)
        else:
            kept.field.refuse()

    def _give_up(self) -> None:
        """The own words can be brought back by undo."""
        if self._context.do(use_cases.drafts.own_templates.give_up, self._name):
            for kept in (self.subject, self.words):
                kept.draft.settle()
            self._show_template()
