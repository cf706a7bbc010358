"""The owner of the book: name and addresses, used in drafts and to leave you out of imported meetings."""

from ui import doing
from ui.context import Context
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Line, Lines


class YouCard(Card):
    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._emails: list[str] = []
        self.name = InlineField("", "Your name")
        self.name.edited_text.connect(self._keep_name)
        self.emails = InlineField("", "you@example.org, another@example.org")
        self.emails.edited_text.connect(self._keep_emails)
        self._problem = PlainLabel("", "error", wrap=True)
        self._problem.hide()
        self.body.addWidget(Lines(Line("name", self.name), Line("addresses", self.emails)))
        self.body.addWidget(self._problem)

    def show_owner(self, name: str, emails: list[str]) -> None:
        self._emails = emails
        self.name.show_text(name)
        self.emails.show_text(", ".join(emails))

    def _keep_name(self, name: str) -> None:
        self._keep([("full_name", "=", name)])

    def _keep_emails(self, text: str) -> None:
        wanted = [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]
        gone = [("email", "-=", one) for one in self._emails if one not in wanted]
        come = [("email", "+=", one) for one in wanted if one not in self._emails]
        if self._keep([*gone, *come]):
            self._emails = wanted

    def _keep(self, assignments: list[tuple[str, str, str]]) -> bool:
        outcome = self._context.do(doing.people.owner.set_fields, assignments, quiet=True, tell_refusal=False)
        self._problem.setText(str(outcome.refused or ""))
        self._problem.setVisible(not outcome)
        return bool(outcome)
