"""Whom the user hopes to meet, and a line to one of them beforehand."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.events.offer_ideas import OfferIdea, line_beforehand
from crm.events.whole_event import Hope, WholeEvent
from ui import use_cases
from ui.context import Context
from ui.event.hope_row import HopeRow
from ui.kept_field import KeptField
from ui.widgets import mail
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import section, sentence
from ui.widgets.layout import Card, Flow, Lines, clear, column


class HopesPanel(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._event: WholeEvent | None = None
        self._ideas: list[OfferIdea] = []
        self._written_to: int | None = None  # the hope a line is drafted for
        self._title = section("Whom I hope to meet")
        self.lines = Lines()
        self.rows: dict[int, HopeRow] = {}
        self._new = KeptField(context, InlineField("", "a name, or what they do", flat="false"))
        self.new_field = self._new.field
        self.new_field.setAccessibleName("Someone else you hope to meet")
        self._new.changed.connect(self._add)
        self.draft = QWidget()
        self.setLayout(column(self._title, self.lines, self._new, self.draft, gap=12))
        self.draft.setLayout(column(gap=10))
        self.draft.hide()

    def show_event(self, event: WholeEvent, ideas: list[OfferIdea]) -> None:
        before, self._event, self._ideas = self._event, event, ideas
        if before is not None and before.id != event.id:
            self.close_draft()
        self._new.show_text(f"someone to meet at event {event.uid}", "")
        if list(self.rows) == [one.id for one in event.hopes]:
            for hope in event.hopes:
                self.rows[hope.id].show_hope(hope)
        else:
            self._show_hopes(event)

    def _show_hopes(self, event: WholeEvent) -> None:
        had_focus = self.new_field.hasFocus()
        self.lines.clear()
        self.rows = {}
        for hope in event.hopes:
            self.rows[hope.id] = HopeRow(self._context, hope)
            self.rows[hope.id].mail_wanted.connect(self.write_to)
            self.rows[hope.id].given_up.connect(self._give_up)
            self.lines.add(self.rows[hope.id])
        if had_focus:
            self.new_field.setFocus()

    def _add(self, text: str) -> None:
        if self._event is None:
            return
        if not text.strip():
            self._new.draft.settle()
            return
        outcome = self._context.attempt_silently(use_cases.events.preparing.hope, self._event.id, text)
        if outcome:
            self.new_field.take("")
        self._new.settle(outcome)

    def _give_up(self, hope: Hope) -> None:
        if self._written_to == hope.id:
            self.close_draft()
        self._context.do(use_cases.events.preparing.give_up_hope, hope.id)
        self.new_field.setFocus()

    def write_to(self, hope: Hope) -> None:
        """Drafts the line to one person of the book below the list."""
        if self._event is None:
            return
        read = self._context.read
        owner = settings.value(read, settings.OWNER_NAME)
        made = line_beforehand(read, self._event, hope, self._ideas, self._context.today, owner)
        self._written_to = hope.id
        self.close_draft()
        self._written_to = hope.id
        text = InlineNote(made.body)
        text.setAccessibleName(f"A line to {hope.person.first_name}")
        card = Card("mail", (8, 8))
        card.body.addWidget(text)
        inside = self.draft.layout()
        assert inside is not None
        inside.addWidget(section(f"A line to {hope.person.first_name} beforehand"))
        inside.addWidget(card)
        if made.note:
            inside.addWidget(sentence(made.note))
        open_mail = Button(
            "Open in mail", "primary", clicked=partial(self._open, made.to, made.subject, text)
        )
        copy = Button("Copy", clicked=lambda: self._copy(text.toPlainText()))
        inside.addWidget(Flow(open_mail, copy, Button("Not needed", "quiet", clicked=self._dismiss), gap=8))
        self.draft.show()
        open_mail.setFocus()

    def close_draft(self) -> None:
        inside = self.draft.layout()
        assert inside is not None
        clear(inside)
        self._written_to = None
        self.draft.hide()

    def _dismiss(self) -> None:
        self.close_draft()
        self.new_field.setFocus()

    def _open(self, to: tuple[str, ...], subject: str, text: InlineNote) -> None:
        message = mail.open_mail(to, subject, text.toPlainText())
        if message:
            self._context.show_message(message)

    def _copy(self, text: str) -> None:
        mail.copy(text)
        self._context.show_message("The line is on the clipboard.")
