"""Which event? The coming and the last ones, and a new one from plain words."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.errors import GoodturnError
from crm.events.coming_events import event_in_words, listed_events
from crm.text.days_in_words import named
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.fields import InlineField
from ui.widgets.labels import PlainLabel, section, sentence
from ui.widgets.layout import Card, Lines, column, row


class EventChoice(QWidget):
    chosen = Signal(int)
    begun = Signal(int)  # a new one

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self.field = InlineField("", "Leith fair on 3 December at 18:00", flat="false")
        self.field.setAccessibleName("A new event: its name and day")
        self.field.edited_text.connect(self._begin)
        self._card = Card(padding=(8, 4))
        self.lines = Lines()
        self._card.body.addWidget(self.lines)
        self._title = section("Or one of these")
        words = sentence("Its name and its day, and the place if you like. Enter begins it.")
        self.setLayout(column(section("A new event"), self.field, words, self._title, self._card, gap=10))

    def reload(self) -> None:
        today = self._context.today
        found = listed_events(self._context.read, today)
        self.lines.clear()
        for one in found:
            place = f", {one.place}" if one.place else ""
            line = QWidget()
            name = Button(one.name, "link", clicked=partial(self.chosen.emit, one.id))
            across = row(
                name, PlainLabel(f"{named(one.on, today)}{place}", "quiet"), gap=10, margins=(8, 6, 8, 6)
            )
            across.addStretch(1)
            line.setLayout(across)
            self.lines.add(line)
        self._title.setVisible(bool(found))
        self._card.setVisible(bool(found))

    def _begin(self, text: str) -> None:
        if not text.strip():
            return
        try:
            event = event_in_words(self._context.read, text, self._context.today)
        except GoodturnError as refused:
            self._context.show_message(str(refused))
            self.field.refuse()
            return
        begun = self._context.do(
            use_cases.events.preparing.begin, event.title, event.on, event.at, event.place
        )
        if begun and begun.value is not None:
            self.field.take("")
            self.begun.emit(begun.value)
