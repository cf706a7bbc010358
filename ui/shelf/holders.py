"""Who has an item: when it was sent and why, and quietly whether it landed."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.shelf.whole_item import Sent
from crm.text import days_in_words
from crm.text.assignments import Assignment
from crm.things.key import Key
from ui import use_cases
from ui.action_result import ActionResult
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel, in_scroll, section
from ui.widgets.layout import Lines, column, row
from ui.widgets.read_only_controls import mark_reading


class Holders(QWidget):
    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._shown: list[tuple[int, date | None, str]] = []
        self.fields: dict[int, KeptField[InlineField]] = {}
        self._lines = Lines()
        self.setLayout(column(section("Who has it"), self._lines, gap=6))

    def show_sent(self, sent: Sequence[Sent]) -> None:
        self.setVisible(bool(sent))
        shown = [(one.id, one.on, one.reason) for one in sent]
        if shown != self._shown:
            self._shown = shown
            self._lines.clear()
            self.fields = {}
            for one in sent:
                self._lines.add(self._line(one))
        for one in sent:
            self.fields[one.id].show_text(f"landed of share-{one.id}", one.landed)

    def _line(self, one: Sent) -> QWidget:
        assert one.person.id is not None
        name = Button(one.person.name, "link", clicked=partial(self._context.open_person, one.person.id))
        name.setAccessibleName(f"Open {one.person.name}")
        on = f"sent {days_in_words.on(one.on, self._context.today)}" if one.on else "sent"
        change = IconButton("ellipsis", f"Change what {one.person.name} got", size=24)
        change.clicked.connect(lambda _checked=False: self._context.open_thing(Key("share", one.id)))
        head = row(Avatar(one.person.name, one.person.uid, 24), mark_reading(name), gap=8)
        head.addStretch(1)
        head.addWidget(PlainLabel(on, "caption"))
        head.addWidget(change)
        line = QWidget()
        inside = column(gap=2, margins=(0, 6, 0, 6))
        inside.addLayout(head)
        if one.reason:
            inside.addWidget(in_scroll(PlainLabel(one.reason, "small", wrap=True)))
        inside.addWidget(self._landed(one))
        line.setLayout(inside)
        return line

    def _landed(self, one: Sent) -> KeptField[InlineField]:
        kept = KeptField(self._context, InlineField("", "Did it land? What they said of it"))
        kept.field.setAccessibleName(f"What {one.person.name} said of it")
        kept.changed.connect(lambda text: kept.settle(self._save(one.id, text)))
        self.fields[one.id] = kept
        return kept

    def _save(self, share_id: int, text: str) -> ActionResult[None]:
        change = [Assignment("landed", "=", text)]
        return self._context.attempt(use_cases.things.one.edit, Key("share", share_id), change)
