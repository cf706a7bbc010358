"""One of those the user hopes to meet, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.events.offer_ideas import hope_line
from crm.events.whole_event import Hope
from ui import use_cases
from ui.context import Context
from ui.kept_field import KeptField
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import InlineField
from ui.widgets.layout import column, row


class HopeRow(QWidget):
    """`mail_wanted`: a line to the person beforehand; `given_up`: off the list."""

    mail_wanted = Signal(object)
    given_up = Signal(object)

    def __init__(self, context: Context, hope: Hope, parent: QWidget | None = None):
        super().__init__(parent)
        self._context, self.hope = context, hope
        who = hope.person
        self.name = Button(who.name, "link", clicked=lambda: self.mail_wanted.emit(self.hope))
        self.name.setEnabled(who.id is not None)
        if who.id is not None:
            self.name.setAccessibleName(f"A line to {who.name} beforehand")
        self.why = KeptField(context, InlineField(""))
        self.why.field.setAccessibleName(f"Why {who.name}")
        self.why.changed.connect(self._say_why)
        cross = IconButton("x", f"Take {who.name} off the list", size=24, role="text3")
        cross.clicked.connect(lambda _checked=False: self.given_up.emit(self.hope))
        name_line = row(self.name, gap=0)
        name_line.addStretch(1)
        words = column(gap=0)
        words.addLayout(name_line)
        words.addWidget(self.why)
        across = row(Avatar(who.name, who.uid or who.name), gap=10, margins=(0, 6, 0, 6))
        across.addLayout(words, 1)
        across.addWidget(cross)
        self.setLayout(across)
        self.show_hope(hope)

    def show_hope(self, hope: Hope) -> None:
        self.hope = hope
        self.why.field.setPlaceholderText(hope_line(hope, self._context.today))
        self.why.show_text(f"why to meet, hope {hope.id}", hope.why)

    def _say_why(self, text: str) -> None:
        say_why = use_cases.events.preparing.say_why_them
        self.why.settle(self._context.attempt_silently(say_why, self.hope.id, text))
