"""Whom the user hopes to meet, and a line to one of them beforehand."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm import settings
from crm.events.offer_ideas import OfferIdea, hope_line, line_beforehand
from crm.events.whole_event import Hope, WholeEvent
from ui import use_cases
from ui.context import Context
from ui.widgets import mail
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import InlineField, InlineNote
from ui.widgets.labels import section, sentence
from ui.widgets.layout import Card, Flow, Lines, clear, column, row


class HopesPanel(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._event: WholeEvent | None = None
        self._ideas: list[OfferIdea] = []
        self._written_to: int | None = None  # the hope a line is drafted for
        self._title = section("Whom I hope to meet")
        self.lines = Lines()
        self.new_field = InlineField("", "a name, or what they do", flat="false")
        self.new_field.setAccessibleName("Someone else you hope to meet")
        self.new_field.edited_text.connect(self._add)
        self.draft = QWidget()
        self.setLayout(column(self._title, self.lines, self.new_field, self.draft, gap=12))
        self.draft.setLayout(column(gap=10))
        self.draft.hide()

    def show_event(self, event: WholeEvent, ideas: list[OfferIdea]) -> None:
        before, self._event, self._ideas = self._event, event, ideas
        if before is not None and before.id != event.id:
            self.close_draft()
        if before is None or before.hopes != event.hopes:
            self._show_hopes(event)

    def _show_hopes(self, event: WholeEvent) -> None:
        had_focus = self.new_field.hasFocus()
        self.lines.clear()
        for hope in event.hopes:
            self.lines.add(self._line(hope))
        if had_focus:
            self.new_field.setFocus()

    def _line(self, hope: Hope) -> QWidget:
        today = self._context.today
        line = QWidget()
        name = Button(hope.person.name, "link")
        if hope.person.id is not None:
            name.clicked.connect(lambda _checked=False: self.write_to(hope))
            name.setAccessibleName(f"A line to {hope.person.name} beforehand")
        else:
            name.setEnabled(False)
        why = InlineField(hope.why, hope_line(hope, today))
        why.setAccessibleName(f"Why {hope.person.name}")
        why.edited_text.connect(
            lambda text: self._context.do_silently(use_cases.events.preparing.say_why_them, hope.id, text)
        )
        name_line = row(name, gap=0)
        name_line.addStretch(1)
        words = column(gap=0)
        words.addLayout(name_line)
        words.addWidget(why)
        cross = IconButton("x", f"Take {hope.person.name} off the list", size=24, role="text3")
        cross.clicked.connect(lambda _checked=False: self._give_up(hope))
        across = row(
            Avatar(hope.person.name, hope.person.uid or hope.person.name), gap=10, margins=(0, 6, 0, 6)
        )
        across.addLayout(words, 1)
        across.addWidget(cross)
        line.setLayout(across)
        return line

    def _add(self, text: str) -> None:
        if self._event is None or not text.strip():
            return
        if self._context.do_silently(use_cases.events.preparing.hope, self._event.id, text):
            self.new_field.take("")
        else:
            self.new_field.refuse()

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
