"""To whom an item could go: those it is promised to, those who would welcome it and why, or anyone else."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.people.short_names import PersonRef
from crm.shelf.whole_item import WholeItem
from ui.context import Context
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel, in_scroll, section, sentence
from ui.widgets.layout import Flow, clear, column
from ui.widgets.person_field import PersonField
from ui.widgets.read_only_controls import mark_reading

_NOBODY = "Nobody of your book is known to look for this yet. Topics below help to find them."


class Recipients(QWidget):
    person_chosen = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: object = None
        self.buttons: dict[int, Button] = {}
        self._lines = column(gap=8)
        self._nobody = in_scroll(sentence(_NOBODY))
        self.other = PersonField(context, "Someone else", "Someone else")
        self.other.person_chosen.connect(self.person_chosen)
        self.problem = PlainLabel("", "error", wrap=True)
        self.problem.hide()
        self.other.refused.connect(self._show_problem)
        inside = column(section("Who would welcome it"), self._nobody, gap=8)
        inside.addLayout(self._lines)
        inside.addWidget(self.other)
        inside.addWidget(self.problem)
        self.setLayout(inside)

    def show_item(self, item: WholeItem) -> None:
        shown = (item.promised_to, item.welcome)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        self.buttons = {}
        for person in item.promised_to:
            self._add(person, "you promised it", "warn")
        for one in item.welcome:
            self._add(item.faces[one.id], one.label, "good" if one.kind == "looking_for" else "plain")
        self._nobody.setVisible(not self.buttons)

    def _add(self, person: PersonRef, why: str, tone: str) -> None:
        assert person.id is not None
        name = mark_reading(Button(person.name, "link", clicked=partial(self.person_chosen.emit, person.id)))
        name.setAccessibleName(f"Send it to {person.name}")
        name.setAccessibleDescription(why)
        self.buttons[person.id] = name
        self._lines.addWidget(Flow(Avatar(person.name, person.uid, 24), name, Chip(why, tone), gap=8))

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
