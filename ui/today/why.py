""" "Why this?": the rule behind a row, the facts it is based on, and a button to switch the rule off."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.today.row import Row
from crm.today.rule_words import ALWAYS_ON, BY_NAME
from ui.today.row_commands import RowCommands
from ui.widgets.buttons import Button
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import column, row
from ui.widgets.read_only_controls import mark_reading


class WhyLine(QWidget):
    """A line that expands and collapses by key or button."""

    def __init__(self, commands: RowCommands, item: Row, parent: QWidget | None = None):
        super().__init__(parent)
        rule = BY_NAME[item.rule]
        self.asked = mark_reading(Button("Why this?", "link", clicked=self.toggle))
        self.rule = sentence(f"{rule.title}: {rule.description}")
        self._answer = QWidget()
        inside = column(self.rule, gap=6)
        for words in item.evidence:
            inside.addWidget(PlainLabel(words, "small", wrap=True))
        if rule.always_on:
            inside.addWidget(PlainLabel(ALWAYS_ON, "small", wrap=True))
        else:
            self.off = Button("Turn this rule off", "link", clicked=partial(commands.turn_off, item.rule))
            inside.addLayout(_at_left(self.off))
        self._answer.setLayout(inside)
        self._answer.hide()
        whole = column(gap=6)
        whole.addLayout(_at_left(self.asked))
        whole.addWidget(self._answer)
        self.setLayout(whole)

    @property
    def is_open(self) -> bool:
        return not self._answer.isHidden()

    def toggle(self) -> None:
        self._answer.setVisible(not self.is_open)
        self.asked.set_text("Hide why" if self.is_open else "Why this?")


def _at_left(button: Button) -> QHBoxLayout:
    line = row(button)
    line.addStretch(1)
    return line
