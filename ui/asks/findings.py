"""The findings of the checker below the text: each explained, with a remedy to use and a way to stop marking it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.asks.remedies import Remedy, explain
from crm.asks.rules_off import RULES
from crm.asks.vague_asks import AskFinding
from ui.widgets.buttons import Button, IconLabel
from ui.widgets.labels import PlainLabel, in_scroll
from ui.widgets.layout import Flow, clear, column, row

CLEAR = "One question, its size, a reason, an offer and an easy way out."
USE_KEYS = "Alt+U"
TITLES = {rule.name: rule.title for rule in RULES}


class Findings(QWidget):
    """The first remedy has the key Alt+U."""

    remedy_chosen = Signal(object)  # a Remedy
    rule_turned_off = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._column = column(gap=8)
        self.setLayout(self._column)
        self._shown: list[tuple[AskFinding, Remedy]] | None = None

    @property
    def first_remedy(self) -> Remedy | None:
        return self._shown[0][1] if self._shown else None

    def show_findings(self, found: Sequence[tuple[AskFinding, Remedy]], has_words: bool) -> None:
        """Nothing is rebuilt while the findings stay: a button in it may have the focus."""
        if self._shown == list(found) and self._column.count() == (len(found) or int(has_words)):
            return
        self._shown = list(found)
        clear(self._column)
        for at, (finding, remedy) in enumerate(found):
            self._add(self._finding(finding, remedy, USE_KEYS if at == 0 else ""))
        if has_words and not found:
            self._add(_line("check", "ok", PlainLabel(CLEAR, "small", wrap=True)))

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once: until it is shown, layouts leave it out of every size

    def _finding(self, finding: AskFinding, remedy: Remedy, keys: str) -> QWidget:
        words = in_scroll(PlainLabel(explain(finding), "small", wrap=True))
        use = Button(remedy.label, "link", clicked=partial(self.remedy_chosen.emit, remedy), keys=keys)
        off = Button("Never mark this", "link", clicked=partial(self.rule_turned_off.emit, finding.rule))
        off.setAccessibleName(f"Never mark this: {TITLES[finding.rule]}")
        return _line("info", "warn", words, Flow(use, off, gap=4))


def _line(icon: str, role: str, *widgets: QWidget) -> QWidget:
    whole = QWidget()
    mark = column(IconLabel(icon, role, 16), gap=0, margins=(0, 2, 0, 0))
    mark.addStretch(1)
    inside = row(gap=8)
    inside.addLayout(mark)
    inside.addLayout(column(*widgets, gap=2), 1)
    whole.setLayout(inside)
    return whole
