"""Sheet with a draft for something already done: postponed, or let go."""

from PySide6.QtWidgets import QWidget

from crm.drafts.mail import MailDraft
from ui.context import Context
from ui.widgets.draft_card import DraftCard
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.sheet import Sheet


class DraftSheet(Sheet):
    def __init__(self, window: QWidget, context: Context, done: str, words: str, draft: MailDraft):
        super().__init__(window, done, width=520)
        self.body.addWidget(PlainLabel(done, "title", wrap=True))
        self.body.addWidget(sentence(words))
        self.draft = DraftCard(context, draft, "Say nothing", self.close_sheet, f"{done} {draft.subject}")
        self.body.addWidget(self.draft)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        self.open()
        self.draft.open_mail.setFocus()
