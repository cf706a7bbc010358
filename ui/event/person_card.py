"""One of the few chosen after an event: one thing they said, and one thing the user can do."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.events.whole_event import PersonMet, WholeEvent
from crm.text import days_in_words
from ui import use_cases
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import IconButton
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel
from ui.widgets.layout import Card, Lines, row

_CAN_DO = "introduce, send, ask, lend"


class PersonCard(Card):
    """`released`: the person is kept quietly after all."""

    released = Signal(int)

    def __init__(self, context: Context, event: WholeEvent, one: PersonMet, parent: QWidget | None = None):
        super().__init__(padding=(16, 14), parent=parent)
        self._context, self._event_id = context, event.id
        self._draft_place = f"{one.person.uid} at event {event.uid}"
        self.person_id = one.person.id or 0
        name = PlainLabel(one.person.name, "strong")
        back = IconButton("x", f"Keep {one.person.name} quietly", size=24, role="text3")
        back.clicked.connect(lambda _checked=False: self.released.emit(self.person_id))
        head = row(Avatar(one.person.name, one.person.uid), name, gap=12)
        head.addStretch(1)
        head.addWidget(back)
        self.body.addLayout(head)
        self._kept_said = self._field("One thing they said", "in their words", self._hear)
        self.promises = Lines()
        self._kept_can_do = self._field("One thing I can do", _CAN_DO, self._promise)
        self.said, self.can_do = self._kept_said.field, self._kept_can_do.field
        self.body.insertWidget(self.body.count() - 1, self.promises)
        self.body.addStretch(1)
        self.show_person(one)

    def show_person(self, one: PersonMet) -> None:
        self._kept_said.show_text(f"said by {self._draft_place}", one.heard)
        self._kept_can_do.show_text(f"can do for {self._draft_place}", "")
        self.promises.clear()
        self.promises.setVisible(bool(one.promises))
        for promise in one.promises:
            due = (
                f", due {days_in_words.named(promise.due_on, self._context.today)}" if promise.due_on else ""
            )
            self.promises.add(PlainLabel(f"{promise.words}{due}", "body", wrap=True))
        self.can_do.setPlaceholderText("anything else" if one.promises else _CAN_DO)

    def _field(self, name: str, placeholder: str, save: Callable[[str], object]) -> KeptField[InlineField]:
        kept = KeptField(self._context, InlineField("", placeholder))
        kept.field.setAccessibleName(name)
        kept.changed.connect(save)
        self.body.addWidget(PlainLabel(name, "caption"))
        self.body.addWidget(kept)
        return kept

    def _hear(self, text: str) -> None:
        hear = use_cases.events.meeting_people.hear
        self._kept_said.settle(self._context.attempt_silently(hear, self._event_id, self.person_id, text))

    def _promise(self, text: str) -> None:
        """The text becomes a promise, which is shown above the field."""
        if not text.strip():
            self._kept_can_do.draft.settle()
            return
        promise = use_cases.events.meeting_people.promise
        outcome = self._context.attempt(promise, self._event_id, self.person_id, text)
        if outcome:
            self.can_do.take("")
        self._kept_can_do.settle(outcome)
