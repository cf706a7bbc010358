"""The entries merged into a person, each with a button to split it off again."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.people.merged_entries import MergedEntry, merged_entries
from crm.text.days_in_words import plain
from crm.text.outside_text import shown
from ui import use_cases
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, section
from ui.widgets.layout import clear, column, row


class MergedEntries(QWidget):
    """Hidden for a person without merged entries."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self._context = context
        self._lines = column(gap=4)
        whole = column(section("Joined from"), gap=8)
        whole.addLayout(self._lines)
        self.setLayout(whole)

    def show_person(self, person_id: int) -> None:
        found = merged_entries(self._context.read, person_id)
        clear(self._lines)
        for one in found:
            line = QWidget()
            label = PlainLabel(f"{one.name}, {self._day(one)}", "small", wrap=True)
            apart = Button("Take apart", clicked=partial(self.take_apart, one.id))
            apart.setAccessibleName(shown(f"Take {one.name} apart from {one.person}"))
            inside = row(label, apart, gap=8)
            inside.setStretch(0, 1)
            line.setLayout(inside)
            self._lines.addWidget(line)
        self.setVisible(bool(found))

    def take_apart(self, merge_id: int) -> None:
        self._context.do(use_cases.people.unmerging.take_apart, merge_id)

    def _day(self, one: MergedEntry) -> str:
        return plain(datetime.fromisoformat(one.at).astimezone().date(), self._context.today)
