"""Sending an item to one person: the reason in the user's words, the mail, and that it was sent."""

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.drafts.mail import MailDraft
from crm.drafts.share_mail import draft_share, first_reason
from crm.people.short_names import PersonRef
from crm.shelf.circle_notes import circle_note
from crm.shelf.whole_item import WholeItem
from ui import use_cases
from ui.context import Context
from ui.field_draft import FieldDraft
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineNote
from ui.widgets.labels import in_scroll, section, sentence
from ui.widgets.layout import Card, Flow, column
from ui.widgets.read_only_controls import mark_reading


class ShareCard(QWidget):
    """A warning inside one circle is a sentence above the buttons; it never stands in the way."""

    def __init__(self, context: Context, item: WholeItem, person: PersonRef, parent: QWidget | None = None):
        super().__init__(parent)
        assert person.id is not None
        self._context, self._item, self.person, self._person_id = context, item, person, person.id
        self.reason = InlineNote("", "What made you think of them")
        self.reason.setAccessibleName(f"Why you are sending it to {person.name}")
        self.draft = FieldDraft(self.reason, context.drafts)
        card = Card("mail", (8, 8))
        card.body.addWidget(self.reason)
        card.body.addWidget(self.draft.offer)
        self.open_mail = mark_reading(Button("Open in mail", "primary", clicked=self._open))
        self.copy = mark_reading(Button("Copy", clicked=self._copy))
        self.sent = Button("Sent", "quiet", clicked=self._send)
        heading = section(f"Why you are sending it to {person.first_name}")
        inside = column(heading, card, gap=8, margins=(0, 16, 0, 0))
        for words in self._remarks():
            inside.addWidget(in_scroll(sentence(words)))
        inside.addWidget(Flow(self.open_mail, self.copy, self.sent, gap=8))
        self.setLayout(inside)
        self.draft.show(
            f"reason of {item.uid} for {person.uid}", first_reason(context.read, item, self._person_id)
        )

    def show_item(self, item: WholeItem) -> None:
        self._item = item

    def _remarks(self) -> list[str]:
        warning = circle_note(self._context.read, self._item.id, self._person_id, self.person.first_name)
        return [text for text in (warning.sentence if warning else "", self._mail().note) if text]

    def _mail(self) -> MailDraft:
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        return draft_share(self._context.read, self._item, self._person_id, self.reason.toPlainText(), owner)

    def _open(self) -> None:
        draft = self._mail()
        if message := mail.open_mail(draft.to, draft.subject, draft.body):
            self._context.show_message(message)

    def _copy(self) -> None:
        draft = self._mail()
        mail.copy(f"{draft.subject}\n\n{draft.body}")
        self._context.show_message("The mail is on the clipboard.")

    def _send(self) -> None:
        self.draft.secure()
        words = self.reason.toPlainText()
        if self._context.do(use_cases.shelf.sharing.share, self._item.id, self._person_id, words):
            self.draft.settle()
