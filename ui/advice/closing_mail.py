"""The draft that closes a loop, and what stands in its place while there is nothing to write yet."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.advice import step_text
from crm.advice.queries import AdviceLine
from crm.drafts.advice_loop_mail import draft_loop
from crm.drafts.mail import MailDraft
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.draft_card import DraftCard
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import Flow, clear, column


class ClosingMail(QWidget):
    """`close` marks the loop closed."""

    def __init__(self, context: Context, close: Callable[[], object], parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self._close = context, close
        self.draft: DraftCard | None = None
        self.closing: Button | None = None
        self._shown: tuple[MailDraft | None, str] | None = None
        self._heading = section("")
        self._inside = column(gap=8)
        whole = column(self._heading, gap=8)
        whole.addLayout(self._inside)
        self.setLayout(whole)

    def show_advice(self, advice: AdviceLine) -> None:
        """A draft that says the same stays as it is, with the keyboard in it."""
        self.setVisible(not advice.is_closed)
        if advice.is_closed:
            return
        mail = self._mail(advice)
        then = "" if mail is not None else _why_none(advice)
        if self._shown == (mail, then):
            return
        self._shown = (mail, then)
        clear(self._inside)
        self.draft = self.closing = None
        whom = step_text.object_of(advice.person)
        self._heading.setText(f"Tell {whom}" if advice.direction == "received" else f"Ask {whom}")
        if mail is not None:
            self._show_mail(advice, mail, whom)
        else:
            self._show_words(advice, then)

    def focus_first(self) -> None:
        first = self.draft.open_mail if self.draft is not None else self.closing
        if first is not None:
            first.setFocus()

    def _show_mail(self, advice: AdviceLine, mail: MailDraft, whom: str) -> None:
        mark = f"I told {whom}" if advice.direction == "received" else f"I asked {whom}"
        place = f"loop of advice {advice.id} {advice.tried}"
        self.draft = DraftCard(self._context, mail, mark, self._close, place, advice.person.id)
        self._inside.addWidget(self.draft)
        then = f"Then the loop is closed, and the next brief for {advice.person.first_name} says so."
        self._inside.addWidget(PlainLabel(then, "caption", wrap=True))

    def _show_words(self, advice: AdviceLine, words: str) -> None:
        self._inside.addWidget(sentence(words))
        if advice.direction == "given":
            self.closing = Button("Close the loop", "primary", clicked=self._close)
            self._inside.addWidget(Flow(self.closing))

    def _mail(self, advice: AdviceLine) -> MailDraft | None:
        """None while there is nothing to tell, and where the answer is known already."""
        is_ready = bool(advice.tried) if advice.direction == "received" else not advice.came_of
        if not is_ready:
            return None
        owner = settings.value(self._context.read, settings.OWNER_NAME)
        return draft_loop(self._context.read, advice, self._context.today, owner)


def _why_none(advice: AdviceLine) -> str:
    if advice.direction == "given":
        return "You know how it went: there is nothing left to ask."
    return "A draft stands here once you have tried it, or decided against it."
