"""A mail draft to read, change, and hand to the mail program; Goodturn itself sends nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from crm.drafts.mail import MailDraft
from ui.action_result import ActionResult
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.guard.draft_guard import DraftGuard
from ui.old_blurb_question import OldBlurbQuestion
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineNote
from ui.widgets.labels import sentence
from ui.widgets.layout import Card, Flow, column
from ui.widgets.read_only_controls import mark_reading


class DraftCard(QWidget):
    """The button `mark` calls `on_sent`: the user confirms that the mail was sent. `person_id` is the
    recipient, for the guard.

    `place` names the draft: changed text is kept until the mail is marked as sent.
    """

    def __init__(
        self,
        context: Context,
        draft: MailDraft,
        mark: str,
        on_sent: Callable[[], object],
        place: str,
        person_id: int | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        mark_reading(self)  # except `mark`: changes of the text go to the mail program, not into the book
        self._context, self._draft = context, draft
        card = self._mail_card(draft)
        self.open_mail = Button("Open in mail", "primary", clicked=self._open)
        self.mark = mark_reading(Button(mark, "quiet", clicked=lambda: self._mark(on_sent)), only=False)
        self.variant = Button("", "link")
        self.variant.hide()
        buttons = Flow(self.open_mail, Button("Copy", clicked=self._copy), self.mark, self.variant, gap=8)
        self.guard = DraftGuard(context, person_id, draft.body)
        self.body.textChanged.connect(lambda: self.guard.read(self.body.toPlainText()))
        self._place = place
        self._restore_drafts(card, place)
        inside = column(card, self.guard, gap=12)
        if draft.note:
            inside.addWidget(sentence(draft.note))
        self.old_blurbs = [OldBlurbQuestion(context, context.open_person) for _ in draft.presented]
        for person, question in zip(draft.presented, self.old_blurbs, strict=True):
            question.show_person(person)
            inside.addWidget(question)
        inside.addWidget(buttons)
        self.setLayout(inside)
        if not draft.body:
            card.hide()

    def _mail_card(self, draft: MailDraft) -> Card:
        self.subject = QLineEdit(draft.subject)
        self.subject.setProperty("flat", "subject")
        self.subject.setAccessibleName("Subject")
        self.body = InlineNote(draft.body)
        self.body.setAccessibleName("Draft")
        card = Card("mail", (8, 8))
        card.body.setSpacing(0)
        card.body.addWidget(self.subject)
        card.body.addWidget(self.body)
        return card

    def _restore_drafts(self, card: Card, place: str) -> None:
        drafts = self._context.drafts
        subject, body = self._drafts = (FieldDraft(self.subject, drafts), FieldDraft(self.body, drafts))
        card.body.addWidget(subject.offer)
        card.body.addWidget(body.offer)
        subject.show(f"subject of {place}", self._draft.subject)
        body.show(f"mail of {place}", self._draft.body)
        self.subject.setCursorPosition(0)

    def offer_variant(self, words: str, back: str, other: MailDraft) -> None:
        """A link changes to the other wording of the same mail, and back; what was typed in each is kept."""
        first = self._draft
        self.variant.setText(words)
        self.variant.show()
        self.variant.clicked.connect(
            lambda: (
                self._show_variant(other, back, " variant")
                if self._draft is first
                else self._show_variant(first, words, "")
            )
        )

    def _show_variant(self, draft: MailDraft, link: str, suffix: str) -> None:
        self._draft = draft
        subject, body = self._drafts
        subject.show(f"subject of {self._place}{suffix}", draft.subject)
        body.show(f"mail of {self._place}{suffix}", draft.body)
        self.variant.setText(link)

    def _mark(self, on_sent: Callable[[], object]) -> None:
        outcome = on_sent()
        if not isinstance(outcome, ActionResult) or outcome:
            for draft in self._drafts:
                draft.settle()

    def _open(self) -> None:
        message = mail.open_mail(self._draft.to, self.subject.text(), self.body.toPlainText())
        if message:
            self._context.show_message(message)

    def _copy(self) -> None:
        mail.copy(f"{self.subject.text()}\n\n{self.body.toPlainText()}")
        self._context.show_message("The draft is on the clipboard.")
