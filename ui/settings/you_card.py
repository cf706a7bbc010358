"""Settings card of the book's owner: name and e-mail addresses, for drafts and to recognise the owner in
calendars, and the standing answer to "what can I do for you?"."""

from crm.asks.answers import check_answer
from crm.text.assignments import Assignment
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Line, Lines
from ui.widgets.wrapped_field import WrappedField


class YouCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._emails: list[str] = []
        self.name = InlineField("", "Your name")
        self.name.edited_text.connect(self._save_name)
        self.emails = InlineField("", "you@example.org, another@example.org")
        self.emails.edited_text.connect(self._save_emails)
        how = "Leaving the field keeps it, Esc drops it."
        self.want = WrappedField(
            "What people can do for you", "An introduction to a printer who takes small orders"
        )
        self.want.edited_text.connect(self._save_want)
        fields = (self.name, self.emails, self.want)
        self._drafts = [FieldDraft(field, context.drafts, how) for field in fields]
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        for field in fields:
            field.taken_back.connect(self._problem.hide)
        self._check = PlainLabel("", "caption", wrap=True)
        self._check.hide()
        self.body.addWidget(
            Lines(
                Line("name", self.name),
                Line("addresses", self.emails),
                Line("can do for you", self.want),
            )
        )
        self.body.addWidget(self._check)
        for draft in self._drafts:
            self.body.addWidget(draft.offer)
        self.body.addWidget(self._problem)

    def show_owner(self, name: str, emails: list[str], want: str) -> None:
        """`want` is the standing answer to "what can I do for you?"."""
        self._emails = emails
        self._drafts[0].show("your name", name)
        self._drafts[1].show("your addresses", ", ".join(emails))
        self._drafts[2].show("your standing answer", want)
        self._show_check(want)

    def _save_name(self, name: str) -> None:
        self._save(self.name, self._drafts[0], [Assignment("full_name", "=", name)])

    def _save_emails(self, text: str) -> None:
        wanted = [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]
        gone = [Assignment("email", "-=", one) for one in self._emails if one not in wanted]
        added = [Assignment("email", "+=", one) for one in wanted if one not in self._emails]
        if self._save(self.emails, self._drafts[1], [*gone, *added]):
            self._emails = wanted

    def _save_want(self, text: str) -> None:
        self._save(self.want, self._drafts[2], [Assignment("want", "=", text)])
        self._show_check(text)

    def _show_check(self, want: str) -> None:
        """What is vague in the answer, if anything."""
        vague = check_answer(want).vague
        self._check.setText(vague)
        self._check.setVisible(bool(vague))

    def _save(
        self, field: InlineField | WrappedField, draft: FieldDraft, assignments: list[Assignment]
    ) -> bool:
        draft.secure()
        outcome: ActionResult[object] = self._context.attempt_silently(
            use_cases.people.owner.set_fields, assignments
        )
        self._problem.setText(str(outcome.refused or ""))
        self._problem.setVisible(not outcome)
        if outcome:
            draft.settle()
        else:
            field.refuse()
        return bool(outcome)
