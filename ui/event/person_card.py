"""One of the few chosen after an event: one thing they said, and one thing the user can do."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.events.whole_event import PersonMet
from crm.text import days_in_words
from ui import use_cases
from ui.context import Context
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import IconButton
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Lines, row


class PersonCard(Card):
    """`released`: the person is kept quietly after all."""

    released = Signal(int)

    def __init__(self, context: Context, event_id: int, one: PersonMet, parent: QWidget | None = None):
        super().__init__(padding=(16, 14), parent=parent)
        self._context, self._event_id = context, event_id
        self.person_id = one.person.id or 0
        name = PlainLabel(one.person.name, "strong")
        back = IconButton("x", f"Keep {one.person.name} quietly", size=24, role="text3")
        back.clicked.connect(lambda _checked=False: self.released.emit(self.person_id))
        head = row(Avatar(one.person.name, one.person.uid), name, gap=12)
        head.addStretch(1)
        head.addWidget(back)
        self.body.addLayout(head)
        self.said = self._field("One thing they said", "in their words", self._hear)
        self.promises = Lines()
        self.can_do = self._field("One thing I can do", "introduce, send, ask, lend", self._promise)
        self.body.insertWidget(self.body.count() - 1, self.promises)
        self.body.addStretch(1)
        self.show_person(one)

    def show_person(self, one: PersonMet) -> None:
        self.said.show_text(one.heard)
        self.promises.clear()
        self.promises.setVisible(bool(one.promises))
        for promise in one.promises:
            due = (
                f", due {days_in_words.named(promise.due_on, self._context.today)}" if promise.due_on else ""
            )
            self.promises.add(PlainLabel(f"{promise.words}{due}", "body", wrap=True))
        self.can_do.setPlaceholderText("anything else" if one.promises else "introduce, send, ask, lend")

    def _field(self, name: str, placeholder: str, save: Callable[[str], object]) -> InlineField:
        field = InlineField("", placeholder)
        field.setAccessibleName(name)
        field.edited_text.connect(save)
        self.body.addWidget(PlainLabel(name, "caption"))
        self.body.addWidget(field)
        return field

    def _hear(self, text: str) -> None:
        hear = use_cases.events.meeting_people.hear
        if not self._context.do_silently(hear, self._event_id, self.person_id, text):
            self.said.refuse()

    def _promise(self, text: str) -> None:
        """The text becomes a promise, which is shown above the field."""
        if not text.strip():
            return
        if self._context.do(use_cases.events.meeting_people.promise, self._event_id, self.person_id, text):
            self.can_do.take("")
        else:
            self.can_do.refuse()
