"""The card of what is known: last time, promises both ways, loops to close, people in common, dates."""

from PySide6.QtWidgets import QWidget

from crm.briefs.brief import Brief
from crm.briefs.sections import Section, known
from ui.theme.look import look
from ui.widgets.chips import Chip
from ui.widgets.labels import PlainLabel, sentence
from ui.widgets.layout import Card, Flow, clear, column

_AS_CHIPS = ("In common", "Looking for", "Can help with", "Dates")
_LONGEST_CHIP = 40  # characters


class KnownCard(Card):
    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Section] = []
        self._inside = column(gap=2)
        self.body.addLayout(self._inside)
        self.body.addStretch(1)

    def show_brief(self, brief: Brief) -> None:
        found = known(brief)
        if found == self._shown:
            return
        self._shown = found
        clear(self._inside)
        for number, part in enumerate(found):
            if number:
                self._inside.addSpacing(look.px(12))
            self._inside.addWidget(PlainLabel(part.heading, "caption"))
            self._inside.addSpacing(look.px(2))
            self._inside.addWidget(_content(part))


def _content(part: Section) -> QWidget:
    if part.heading in _AS_CHIPS and all(len(line) <= _LONGEST_CHIP for line in part.lines):
        return Flow(*(Chip(line) for line in part.lines))
    holder = QWidget()
    holder.setLayout(column(*(sentence(line) for line in part.lines), gap=6))
    return holder
